"""The deck for our own leadership: one account as it is, and what is asked of them."""
