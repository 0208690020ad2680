"""The page of NPS."""
