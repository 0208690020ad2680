"""`data/` as DuckDB tables, `.sql` files as relations, rows out. The only home of DuckDB."""
