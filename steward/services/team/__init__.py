"""Teams: what is told of them, their deck, and what leadership decides."""
