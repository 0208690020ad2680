"""Anybody's template, checked, emptied and made ready for a deck."""
