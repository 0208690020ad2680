"""The words in a Parquet file, for whoever looks for somebody in files that Steward does not change."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from steward.warehouse.loading.sqltext import identifier, literal


def texts_of_parquet(path: Path) -> Iterator[str]:
    """Every different text of every column that holds text. Raises OSError where it is no Parquet file."""
    source = f"read_parquet({literal(str(path))})"
    try:
        with duckdb.connect(":memory:") as connection:
            columns = connection.execute(f"select column_name, column_type from (describe from {source})").fetchall()
            for name, kind in columns:
                if "VARCHAR" in kind:
                    found = connection.execute(f"select distinct {identifier(name)}::varchar from {source}")
                    while rows := found.fetchmany(10_000):
                        yield from (text for (text,) in rows if text)
    except duckdb.Error as problem:
        raise OSError(f"{path.name} is no Parquet file") from problem
