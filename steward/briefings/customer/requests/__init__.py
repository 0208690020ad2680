"""What the customer asked of us, and where it stands."""
