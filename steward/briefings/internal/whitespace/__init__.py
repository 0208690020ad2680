"""What accounts could still buy, and what similar ones have."""
