"""Rows of a SQLite file, whose values have types and its columns none: a column of numbers is one here, any other
becomes text."""

import sqlite3
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from steward.warehouse.loading.sqltext import identifier

AT_ONCE = 50_000


def copy(database: sqlite3.Connection, table: str, columns: tuple[str, ...], target: Path) -> None:
    """Its rows in a Parquet file."""
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
