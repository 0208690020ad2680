"""Goals and steps as native shapes: what is due when, and how far it is."""
