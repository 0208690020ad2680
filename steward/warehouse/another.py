"""One more connection to the database that another uses: a cursor of DuckDB begins in the one it opened first."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue

import duckdb

Free = SimpleQueue[duckdb.DuckDBPyConnection]
"""Connections that nobody works on just now."""


def another(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """For what is done at the same time as something else, or apart from its transaction."""
    name = connection.execute("select current_database()").fetchall()[0][0].replace('"', '""')
    cursor = connection.cursor()
    cursor.execute(f'use "{name}"')
    return cursor


def one_thread(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether there is so little to do that one processor does it: more connections and threads would take a tenth of
    the whole load."""
    return bool(connection.execute("select current_setting('threads') = 1").fetchall()[0][0])


@contextmanager
def several(connection: duckdb.DuckDBPyConnection, many: int) -> Iterator[Free]:
    """So many more: to begin one takes as long as to make a small relation, so each goes from one who works on it to
    the next."""
    free: Free = SimpleQueue()
    with ExitStack() as ending:
        for _ in range(many):
            free.put(ending.enter_context(another(connection)))
        yield free
