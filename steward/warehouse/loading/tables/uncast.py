"""Values that an expression casts to a number and that are none: `try_cast` makes nothing of them, or leaves their
place to what stands for an empty cell, and the row would tell neither."""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from steward.warehouse.loading.typing.columns import says_nothing

NUMERIC = frozenset({
    "TINYINT", "SMALLINT", "INTEGER", "INT", "BIGINT", "HUGEINT", "DECIMAL", "NUMERIC", "FLOAT", "REAL", "DOUBLE",
})  # fmt: skip
SELECTED = "select (\n{}\n)"


def with_uncast(connection: duckdb.DuckDBPyConnection, relation: str, expression: str) -> str:
    """SQL for what the expression gives or, of a row where a value that it casts was lost, for the text of that value,
    by which the row is told. The expression in parentheses where no row lost any."""
    plain = f"({expression}\n)"
    lost = ", ".join(_lost(connection, expression))
    if (
        not lost
        or not connection.execute(f"select 1 from {relation} where coalesce({lost}) is not null limit 1").fetchall()
    ):
        return plain
    return f"coalesce({lost}, {plain}::varchar)"


def _lost(connection: duckdb.DuckDBPyConnection, expression: str) -> Iterator[str]:
    """Of each cast SQL for the text of a value that it lost; NULL in a row where it lost none. What a condition would
    have kept it from is tried: it may be anything."""
    sql = SELECTED.format(expression)
    (written,) = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()[0]
    tree = json.loads(written)
    for node, replaced in _casts(tree, False) if not tree["error"] else ():
        cast = _written(connection, tree, node)
        value = f"try(({_written(connection, tree, node['child'])})::varchar)"
        tests = [f"try({cast}) is null", f"trim({value}) <> ''", f"not {says_nothing(value)}"]
        tests += [] if replaced else [f"({expression}\n) is null"]
        yield f"case when {' and '.join(tests)} then {value} end"


def _written(connection: duckdb.DuckDBPyConnection, tree: dict[str, Any], node: dict[str, Any]) -> str:
    """A part of an expression as SQL."""
    statement = tree["statements"][0]
    alone = {**tree, "statements": [{**statement, "node": {**statement["node"], "select_list": [node]}}]}
    (sql,) = connection.execute("select json_deserialize_sql(?::json)", [json.dumps(alone)]).fetchall()[0]
    return str(sql).removeprefix("SELECT ")


def _casts(tree: Any, replaced: bool) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each cast to a number that makes nothing of what is none, and whether a constant takes the place of nothing."""
    if isinstance(tree, dict):
        if tree.get("type") == "OPERATOR_COALESCE":
            replaced = tree["children"][-1].get("class") == "CONSTANT"
        if tree.get("try_cast") and tree["type_expr"]["type_name"] in NUMERIC:
            yield tree, replaced
        tree = list(tree.values())
    for branch in tree if isinstance(tree, list) else ():
        yield from _casts(branch, replaced)
