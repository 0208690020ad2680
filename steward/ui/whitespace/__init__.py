"""The page of whitespace."""
