"""A design for our own eyes: what it can carry, what is missing, who works on it, and what may go wrong."""
