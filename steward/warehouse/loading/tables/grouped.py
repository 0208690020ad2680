"""Grouped reports: a customer's name stands in the first of its rows, and the cells below mean “as above”.

Nothing is filled in without being asked: an empty cell may as well mean that nobody knows. What looks like it is said.
"""

from collections.abc import Iterator

import duckdb

from steward.warehouse.canonical import Canonical, Kind
from steward.warehouse.loading.invisible import heading
from steward.warehouse.loading.report import Problem
from steward.warehouse.loading.sources.mapping import plain_column
from steward.warehouse.loading.sources.sources import Source
from steward.warehouse.loading.tables.parts import FilePart, Staged

LEAST_EMPTY = 2
LEAST_SHARE = 1 / 3
MAY_BE_EMPTY = frozenset({"region", "segment", "industry", "country", "owner_id", "product_id"})
"""Columns that reports are grouped by, and that a row may lack; there, each value must stand above its rows once."""


def grouped(connection: duckdb.DuckDBPyConnection, staged: Staged, source: Source) -> Iterator[Problem]:
    """A warning for each column of a file that looks like it."""
    table = staged.table
    columns = [f.name for f in table.fields if (f.required and f.kind is Kind.TEXT) or f.name in MAY_BE_EMPTY]
    for part in staged.parts:
        own = {name: written for name in columns if (written := _written(source, name, part))}
        for name, empty in _above_empty(connection, table, part, list(own)):
            yield Problem(table.name, part.feed.name, None, name, _said(table, own[name]), "warning", empty)


def _written(source: Source, name: str, part: FilePart) -> str | None:
    """How the file itself calls a column; None where it is computed or not there."""
    if not part.rows or source.sql:
        return None
    expression = name if part.mapped is None else part.mapped.get(name, "")
    written = plain_column(expression, part.feed.columns)
    filled = {heading(each).lower() for each in source.layout.fill_down}
    return None if written is None or written.lower() in filled else written


def _above_empty(
    connection: duckdb.DuckDBPyConnection, table: Canonical, part: FilePart, names: list[str]
) -> Iterator[tuple[str, int]]:
    if not names:
        return
    inside = f"staging.{table.name} where rowid between {part.first} and {part.first + part.rows - 1}"
    counts = connection.execute(f"select {', '.join(f'count({name})' for name in names)} from {inside}").fetchall()[0]
    for name, filled in zip(names, counts, strict=True):
        empty = part.rows - filled
        if empty >= max(LEAST_EMPTY, LEAST_SHARE * part.rows) and _begins(connection, table, part, name):
            repeated = f"select count(distinct {name}) from {inside}"
            if name not in MAY_BE_EMPTY or connection.execute(repeated).fetchall()[0][0] == filled:
                yield name, empty


def _begins(connection: duckdb.DuckDBPyConnection, table: Canonical, part: FilePart, name: str) -> bool:
    """Whether the first row of a file has the column."""
    first = f"select {name} is not null from staging.{table.name} where rowid = {part.first}"
    return bool(connection.execute(first).fetchall()[0][0])


def _said(table: Canonical, column: str) -> str:
    return (
        "is empty below rows that have it, as in a report that is grouped by it; if an empty cell means “as above”,"
        f' say fill_down = ["{column}"] in [{table.name}] of sources.toml'
    )
