"""Targets set and handed down: from the company to regions to people, from a year to its quarters, to the cent."""
