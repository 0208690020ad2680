"""The page of one week."""
