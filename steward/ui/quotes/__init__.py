"""Quotes on pages."""
