"""Short reads of relations, each beside the row it fills."""
