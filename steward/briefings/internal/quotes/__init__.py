"""Quotes as we see them: what each is worth, who must approve it, and what it waits for."""
