"""A template's layouts as room for content."""
