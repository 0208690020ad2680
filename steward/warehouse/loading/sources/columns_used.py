"""Which columns an expression or a query of `sources.toml` uses, so that no other has to be read and typed.

An export of a CRM has hundreds of columns of which a mapping names ten; DuckDB's own parser tells which.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

EVERY_COLUMN = frozenset({"STAR", "POSITIONAL_REFERENCE", "NATURAL", "PIVOT"})
Names = frozenset[str] | None
"""Names in small letters, among them names of tables and the like; None: it may be any column."""


def columns_used(connection: duckdb.DuckDBPyConnection, sql: str) -> Names:
    """The names that a SELECT uses."""
    (written,) = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()[0]
    tree = json.loads(written)
    nodes = list(_nodes(tree))
    kinds = (node.get(key) for node in nodes for key in ("type", "class", "ref_type"))
    if tree["error"] or any(isinstance(kind, str) and kind in EVERY_COLUMN for kind in kinds):
        return None
    references = [_small(node["column_names"]) for node in nodes if node.get("column_names")]
    tables = {name for node in nodes if "table_name" in node for name in _small([node["table_name"], node["alias"]])}
    if any(len(names) == 1 and names[0] in tables for names in references):
        return None  # the name of a table stands for its whole row
    joined = [name for node in nodes for name in _small(node.get("using_columns") or [])]
    return frozenset([*joined, *(name for names in references for name in names)])


def tables_used(connection: duckdb.DuckDBPyConnection, sql: str) -> frozenset[str]:
    """The tables that a SELECT names, in small letters."""
    (written,) = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()[0]
    named = (node["table_name"] for node in _nodes(json.loads(written)) if node.get("type") == "BASE_TABLE")
    return frozenset(_small(list(named)))


def expression_uses(connection: duckdb.DuckDBPyConnection, expression: str) -> Names:
    """The names that one expression uses."""
    return columns_used(connection, f"select (\n{expression}\n)")


def references(connection: duckdb.DuckDBPyConnection, expression: str) -> tuple[tuple[str, ...], ...]:
    """The names of an expression, each in its parts: `users.Id` is two."""
    sql = f"select (\n{expression}\n)"
    (written,) = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()[0]
    return tuple(tuple(node["column_names"]) for node in _nodes(json.loads(written)) if node.get("column_names"))


def only_used(columns: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """Those of a file's columns that are used; at least one, for a row to be one."""
    if names is None:
        return columns
    return tuple(column for column in columns if column.lower() in names) or columns[:1]


def either(first: Names, second: Names) -> Names:
    """What one or the other uses."""
    return None if first is None or second is None else first | second


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    for branch in tree if isinstance(tree, list) else ():
        yield from _nodes(branch)


def _small(names: list[str]) -> list[str]:
    return [str(name).lower() for name in names]
