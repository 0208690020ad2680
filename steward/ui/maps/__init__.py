"""Relationship maps on a page."""
