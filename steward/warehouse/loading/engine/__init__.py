"""Usage that lies in an engine of its own: added up there, its months brought here."""
