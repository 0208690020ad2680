"""The page of customer health."""
