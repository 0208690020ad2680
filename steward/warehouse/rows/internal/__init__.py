"""Rows only we see."""
