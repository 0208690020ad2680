"""Types for the columns that an expression or a query of `sources.toml` sees.

A column has a type only where *every* value is of it and reads back the same: a single `007` keeps its column text.
"""

import duckdb

from steward.warehouse.loading.sqltext import identifier, listed

TESTS = (
    ("bigint", "try_cast({v} as bigint)::varchar = {v}"),
    ("decimal(18, 4)", "regexp_full_match({v}, '-?(0|[1-9]\\d{{0,12}})(\\.\\d{{1,4}})?')"),
    (
        "double",
        "regexp_full_match({v}, '-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?') and isfinite(try_cast({v} as double))",
    ),
    ("date", "regexp_full_match({v}, '\\d{{4}}-\\d\\d-\\d\\d') and try_cast({v} as date) is not null"),
    ("timestamp", "{v} between '0' and ':' and length({v}) > 10 and try_cast({v} as timestamp) is not null"),
    ("boolean", "lower({v}) in ('true', 'false')"),
)


# Aggregates in one query cost the square of their number.
AT_ONCE = 20


def make_typed(connection: duckdb.DuckDBPyConnection, table: str, relation: str, columns: tuple[str, ...]) -> None:
    """Create the temporary `table` with these columns of the relation, its rows in order, each in its own type."""
    connection.execute(f"create or replace temp table {table} as select {listed(columns)} from {relation}")
    changes = [
        f"try_cast({identifier(name)} as {kind}) as {identifier(name)}"
        for first in range(0, len(columns), AT_ONCE)
        for name, kind in _types(connection, table, columns[first : first + AT_ONCE]).items()
    ]
    if changes:
        connection.execute(
            f"create or replace temp table {table} as select * replace ({', '.join(changes)}) from {table}"
        )


def _types(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> dict[str, str]:
    """Those of the columns that are not text, and what they are."""
    counts = ", ".join(_counts(identifier(name)) for name in columns)
    row = connection.execute(f"select {counts} from {table}").fetchall()[0]
    width = len(TESTS) + 1
    found = {}
    for number, name in enumerate(columns):
        filled, *passed = row[number * width : (number + 1) * width]
        kind = next((kind for (kind, _), count in zip(TESTS, passed, strict=True) if count == filled > 0), None)
        if kind:
            found[name] = kind
    return found


def _counts(name: str) -> str:
    value = f"nullif(trim({name}), '')"
    tests = ", ".join(f"count(*) filter (where {test.format(v=value)})" for _, test in TESTS)
    return f"count({value}), {tests}"
