"""What leadership decided, and what became of it."""
