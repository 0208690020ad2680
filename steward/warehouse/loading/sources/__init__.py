"""Which file feeds which table, by its name or as `sources.toml` says."""
