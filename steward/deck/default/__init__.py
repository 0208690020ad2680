"""The template that comes with Steward, as code."""
