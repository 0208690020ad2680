"""The page of service over the book."""
