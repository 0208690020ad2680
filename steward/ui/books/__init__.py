"""The page of books."""
