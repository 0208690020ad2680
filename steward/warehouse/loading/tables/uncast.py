"""Values that an expression casts to a number and that are none, or chooses a number by and does not know: it makes
nothing of them, or leaves their place to what stands for an empty cell, and the row would tell neither."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from steward.warehouse.loading.sources.columns_used import references
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.loading.typing.columns import says_nothing

NUMERIC = frozenset({
    "TINYINT", "SMALLINT", "INTEGER", "INT", "BIGINT", "HUGEINT", "DECIMAL", "NUMERIC", "FLOAT", "REAL", "DOUBLE",
})  # fmt: skip
STOPPED = "cannot be worked out"
SHOWN = "amount_shown"
"""The macro of `loading/connection.py`."""
SELECTED = "select (\n{}\n)"


def with_uncast(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    expression: str,
    unread: Sequence[str] = (),
    *,
    needed: bool = False,
) -> str:
    """SQL for what the expression gives or, of a row where a value that it casts was lost, for the text of that value,
    by which the row is told. The expression in parentheses where no row lost any. `unread`: the same of what it
    reckons with; `needed`: whether a row without it is turned down, so that a word without a number is told, too."""
    plain = f"({expression}\n)"
    lost = ", ".join([*unread, *_lost(connection, expression, needed)])
    if (
        not lost
        or not connection.execute(f"select 1 from {relation} where coalesce({lost}) is not null limit 1").fetchall()
    ):
        return plain
    return f"coalesce({lost}, {plain}::varchar)"


def guarded(connection: duckdb.DuckDBPyConnection, relation: str, name: str, told: str, expression: str) -> str:
    """SQL for the same where a row stops the expression: such a row is told by what the expression was to be worked out
    of. `relation`: a temporary table, which gets a column beside for that; `name`: what it is called after; `told`: SQL
    for what the expression gives. Empty where it cannot be tried."""
    gave = identifier(f" gave {name}")
    try:
        # DuckDB does not try what stands within a case or a coalesce, or in two columns at once.
        connection.execute(
            f"create or replace temp table {relation} as select *, try(coalesce({told}::varchar, '')) as {gave}"
            f" from {relation}"
        )
    except duckdb.Error:
        return ""
    names = dict.fromkeys(references(connection, expression))
    of = [f"{'.'.join(map(identifier, name))}::varchar || {literal(f' in {name[-1]}')}" for name in names]
    instead = f"concat_ws(', ', {', '.join([literal(STOPPED), *of])})"
    return f"case when {gave} is null then {instead} else nullif({gave}, '') end"


def _lost(connection: duckdb.DuckDBPyConnection, expression: str, needed: bool) -> Iterator[str]:
    """Of each cast, and each choice among words, SQL for the text of a value that it lost; NULL in a row where it lost
    none. What a condition would have kept it from is tried: it may be anything."""
    tree = parsed(connection, expression)
    for node, child, replaced in _readings(tree, False, needed) if not tree["error"] else ():
        cast = written_as(connection, tree, node)
        value = f"try(({written_as(connection, tree, child)})::varchar)"
        tests = [f"try({cast}) is null", f"trim({value}) <> ''", f"not {says_nothing(value)}"]
        tests += [] if replaced else [f"({expression}\n) is null"]
        yield f"case when {' and '.join(tests)} then {value} end"


def parsed(connection: duckdb.DuckDBPyConnection, expression: str) -> dict[str, Any]:
    """What DuckDB understands of an expression."""
    sql = SELECTED.format(expression)
    (written,) = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()[0]
    tree: dict[str, Any] = json.loads(written)
    return tree


def written_as(connection: duckdb.DuckDBPyConnection, tree: dict[str, Any], node: dict[str, Any]) -> str:
    """A part of an expression as SQL."""
    statement = tree["statements"][0]
    alone = {**tree, "statements": [{**statement, "node": {**statement["node"], "select_list": [node]}}]}
    (sql,) = connection.execute("select json_deserialize_sql(?::json)", [json.dumps(alone)]).fetchall()[0]
    return str(sql).removeprefix("SELECT ")


def _readings(tree: Any, replaced: bool, choices: bool) -> Iterator[tuple[dict[str, Any], dict[str, Any], bool]]:
    """What makes nothing of a value that it does not know: casts to a number, amounts as they are shown and, where they
    are asked for, choices among words. Each with what it reads, and whether a constant takes the place of nothing."""
    if isinstance(tree, dict):
        if tree.get("type") == "OPERATOR_COALESCE":
            replaced = tree["children"][-1].get("class") == "CONSTANT"
        if tree.get("try_cast") and tree["type_expr"]["type_name"].upper() in NUMERIC:
            yield tree, tree["child"], replaced
        elif tree.get("function_name") == SHOWN:
            yield tree, tree["arguments"][0]["expression"], replaced
        elif choices and not replaced and (chosen := _chosen_by(tree)):
            yield tree, chosen, False
        tree = list(tree.values())
    for branch in tree if isinstance(tree, list) else ():
        yield from _readings(branch, replaced, choices)


def _chosen_by(tree: dict[str, Any]) -> dict[str, Any] | None:
    """What `case … when 'month' then 1 when 'year' then 12 end` looks at; nothing where it is no such choice."""
    if tree.get("class") != "CASE" or tree["else_expr"].get("literal", {}).get("kind") != "NULL_LITERAL":
        return None
    asked = [check["when_expr"] for check in tree["case_checks"]]
    alike = all(one["type"] == "COMPARE_EQUAL" and one["right"].get("class") == "CONSTANT" for one in asked)
    looked_at = [one.get("left") for one in asked]
    return looked_at[0] if alike and all(one == looked_at[0] for one in looked_at) else None
