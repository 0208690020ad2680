"""Rows of a SQLite file, whose values have types and its columns none: a column of numbers is one here, any other
becomes text."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from steward.errors import FileUnreadable
from steward.warehouse.loading.sqltext import identifier

MAGIC = b"SQLite format 3\0"
PATIENCE = 5.0
"""Seconds for another program to finish what it writes."""
AT_ONCE = 50_000
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


def copy(database: sqlite3.Connection, name: str, table: str, columns: tuple[str, ...], target: Path) -> None:
    """Its rows in a Parquet file."""
    del name
    schema = pa.schema(list(zip(columns, _kinds(database, table, columns), strict=True)))
    rows = database.execute(f"select * from {identifier(table)}")
    with pq.ParquetWriter(target, schema) as writer:
        while some := rows.fetchmany(AT_ONCE):
            arrays = [
                pa.array([_as(kind, value) for value in values], kind)
                for kind, values in zip(schema.types, zip(*some, strict=True), strict=True)
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))


def _kinds(database: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> list[pa.DataType]:
    """Of each column what all of its values are: whole numbers, numbers, else text."""
    found = []
    for column in columns:
        asked = f"select distinct typeof({identifier(column)}) from {identifier(table)}"
        there = {kind for (kind,) in database.execute(asked)} - {"null"}
        whole = pa.int64() if there == {"integer"} else None
        found.append(whole or (pa.float64() if there and there <= {"integer", "real"} else pa.string()))
    return found


def _as(kind: pa.DataType, value: Any) -> Any:
    if value is None or kind != pa.string():
        return value
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _why(problem: sqlite3.Error) -> str:
    said = str(problem)
    if "locked" in said or "busy" in said:
        return "is in use by another program; load again once it is done, or have it write a copy"
    if "malformed" in said or "not a database" in said or "disk I/O" in said:
        return "is a damaged SQLite file; put it there again"
    return f"cannot be read as a SQLite file ({said})"
