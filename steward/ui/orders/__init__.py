"""Orders of the book and of an account on a page."""
