"""A review from its slides to what is frozen of it."""
