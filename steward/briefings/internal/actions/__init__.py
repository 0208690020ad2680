"""Everything that somebody owes, on one list."""
