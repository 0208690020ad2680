"""Relationship maps: one account, and coverage of the book."""
