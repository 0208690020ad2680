"""A template's own slides: tokens and tags in them, filled from a review."""
