"""Figures, exhibits and lists as JSON for scripts: the shapes are promised in docs/data.md and stay as they are."""
