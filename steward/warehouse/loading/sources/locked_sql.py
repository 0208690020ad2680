"""SQL of `sources.toml` reads the files of `data/` and nothing else, and changes nothing.

The connection it runs on reaches no other file and no network, and its settings are locked. What DuckDB would do there
all the same (a `with` that deletes rows of a table loaded before, a call that registers a program) is told by its own
parser before anything runs; so are the views in which it tells of itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

import duckdb

from steward.errors import SourcesUnreadable

READS = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
GIVES_ROWS = frozenset(
    {
        "generate_series", "range", "repeat", "repeat_row", "unnest", "json_each", "json_tree",
        "glob", "parquet_scan", "read_blob", "read_csv", "read_csv_auto", "read_json", "read_json_auto", "read_parquet",
        "read_text", "sniff_csv",
    }
)  # fmt: skip
"""Calls that may stand behind `from`; those that read a file reach what the connection does."""
LOOKS_AROUND = frozenset(
    {"current_setting", "currval", "getenv", "getvariable", "nextval", "txid_current", "write_log"}
)
CATALOGS = frozenset({"information_schema", "pg_catalog"})
CATALOG_VIEW = re.compile(r"(?:pg|duckdb|pragma|sqlite)_\w+")
ONLY_READS = "SQL of sources.toml only reads; it may not insert, update, delete or merge"
NOT_HERE = "“{}” may not be called here: SQL of sources.toml reads the files of data/ and nothing else"


def refuse_what_does_more(connection: duckdb.DuckDBPyConnection, where: str, sql: str) -> None:
    """Let a SELECT pass that does no more than read. Raises SourcesUnreadable; what is no SQL at all passes, for it is
    told with its line when it is run."""
    for node in _nodes(connection, sql):
        kind = str(node.get("type"))
        if kind.endswith("_NODE") and kind not in READS:
            raise SourcesUnreadable(f"{where}: {ONLY_READS}.")
        if kind == "SHOW_REF":
            raise SourcesUnreadable(f"{where}: {NOT_HERE.format('show')}.")
        view = _catalog_view(connection, node) if kind == "BASE_TABLE" else ""
        if view:
            raise SourcesUnreadable(f"{where}: {NOT_HERE.format(view)}.")
        name = _called(node)
        if name in LOOKS_AROUND or (kind == "TABLE_FUNCTION" and name not in GIVES_ROWS):
            raise SourcesUnreadable(f"{where}: {NOT_HERE.format(name)}.")


def _catalog_view(connection: duckdb.DuckDBPyConnection, node: dict[str, Any]) -> str:
    """The view of DuckDB's own that stands behind `from`, such as that of its settings; empty where it is none."""
    schema, name = str(node["schema_name"]).lower(), str(node["table_name"]).lower()
    if schema in CATALOGS:
        return name
    if not CATALOG_VIEW.fullmatch(name):
        return ""
    sql = (
        "select count(*) from duckdb_views() where internal and view_name = ? and schema_name in ('main', 'pg_catalog')"
    )
    return name if connection.execute(sql, [name]).fetchall()[0][0] else ""


def _called(node: dict[str, Any]) -> str:
    """The function that a node calls, in small letters; empty where it calls none."""
    call = node["function"] if node.get("type") == "TABLE_FUNCTION" else node
    return str(call.get("function_name", "")).lower()


def _nodes(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[dict[str, Any]]:
    (written,) = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()[0]
    yield from _within(json.loads(written).get("statements", []))


def _within(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    for branch in tree if isinstance(tree, list) else ():
        yield from _within(branch)
