"""A preset fitted to one file: of each column the first expression of which the file has every column."""

from dataclasses import replace

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.sources.columns_used import expression_uses
from steward.warehouse.loading.sources.mapping import plain_column
from steward.warehouse.loading.sources.sources import Source


def fitted(connection: duckdb.DuckDBPyConnection, source: Source, feed: Feed) -> Source:
    """The source with the columns that this file can fill; as it is where it has no preset. Raises FileUnreadable where
    a column that every row needs cannot be made."""
    if source.ways is None:
        return source
    columns = {}
    for name, ways in source.ways.items():
        found = next((way for way in ways if _fits(connection, way, feed.columns)), None)
        if found is not None:
            columns[name] = found
        elif name in source.table.required:
            raise FileUnreadable(
                f"{feed.name} has no column for “{name}”: the preset reads it as {' or as '.join(map(_shown, ways))}."
            )
    return replace(source, columns=columns)


def _fits(connection: duckdb.DuckDBPyConnection, expression: str, columns: tuple[str, ...]) -> bool:
    if plain_column(expression, columns):
        return True
    names = expression_uses(connection, expression)
    return names is not None and names <= {column.lower() for column in columns}


def _shown(expression: str) -> str:
    return " ".join(expression.split())
