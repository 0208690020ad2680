"""A deck that came back, held against its receipts."""
