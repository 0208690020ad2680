"""One more connection to the database that another uses: a cursor of DuckDB begins in the one it opened first."""

import duckdb


def another(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """For what is done at the same time as something else, or apart from its transaction."""
    name = connection.execute("select current_database()").fetchall()[0][0].replace('"', '""')
    cursor = connection.cursor()
    cursor.execute(f'use "{name}"')
    return cursor
