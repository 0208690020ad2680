"""Quotes: what is offered, what it is worth, who must approve it, and what became of it."""
