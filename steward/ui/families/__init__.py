"""Families of accounts on a page."""
