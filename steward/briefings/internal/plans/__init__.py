"""Account plans for our own eyes."""
