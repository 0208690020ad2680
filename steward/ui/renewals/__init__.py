"""The page of renewals."""
