"""Partners: what is told of them, and what is decided about what they register."""
