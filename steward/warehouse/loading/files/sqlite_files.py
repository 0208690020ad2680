"""A SQLite file: whether it is one, opened to be read, and its tables."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from steward.errors import FileUnreadable
from steward.warehouse.loading.sqltext import identifier

MAGIC = b"SQLite format 3\0"
PATIENCE = 5.0
"""Seconds for another program to finish what it writes."""
TABLES = "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\'"


def is_sqlite(path: Path) -> bool:
    """By its first bytes. Raises FileUnreadable where it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError as problem:
        raise FileUnreadable(f"{path.name} cannot be read: {problem.strerror}.") from problem


@contextmanager
def opened(path: Path, name: str) -> Iterator[sqlite3.Connection]:
    """The file, to be read at one moment. Raises FileUnreadable for whatever goes wrong while it is open."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)) as database:
            database.text_factory = lambda text: text.decode("utf-8", "replace")
            # What is in the file, such as a view, may not call what changes or loads anything.
            database.execute("pragma trusted_schema = off")
            database.execute("pragma query_only = on")
            database.execute("begin")
            yield database
    except sqlite3.Error as problem:
        raise FileUnreadable(f"{name} {_why(problem)}.") from problem


def columns_by_table(database: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Every table and view with its columns; a view over what is gone has none, and is told when asked for."""
    names = [name for (name,) in database.execute(f"{TABLES} order by name")]
    return {name: _columns(database, name) for name in names}


def _columns(database: sqlite3.Connection, table: str) -> tuple[str, ...]:
    try:
        return tuple(row[0] for row in database.execute(f"select * from {identifier(table)} limit 0").description)
    except sqlite3.OperationalError as problem:
        if "locked" in str(problem):
            raise
        return ()


def _why(problem: sqlite3.Error) -> str:
    said = str(problem)
    if "locked" in said or "busy" in said:
        return "is in use by another program; load again once it is done, or have it write a copy"
    if "malformed" in said or "not a database" in said or "disk I/O" in said:
        return "is a damaged SQLite file; put it there again"
    return f"cannot be read as a SQLite file ({said})"
