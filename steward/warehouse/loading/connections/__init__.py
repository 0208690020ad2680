"""Rows that are read where they live: a query of `sources.toml` asked of a database, kept for the length of a load."""
