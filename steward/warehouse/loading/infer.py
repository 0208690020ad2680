"""Types for the columns that an expression or a query of `sources.toml` sees.

A column has a type only where *every* value is of it and reads back the same: a single `007` keeps its column text.
"""

import duckdb

from steward.warehouse.loading.sqltext import identifier

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


def make_typed(connection: duckdb.DuckDBPyConnection, table: str, relation: str, columns: tuple[str, ...]) -> None:
    """Create the temporary `table` with the relation's rows, in order, each column in its own type."""
    connection.execute(f"create or replace temp table {table} as select * from {relation}")
    changes = [
        f"try_cast({identifier(name)} as {kind}) as {identifier(name)}"
        for name, kind in _types(connection, table, columns).items()
    ]
    if changes:
        connection.execute(
            f"create or replace temp table {table} as select * replace ({', '.join(changes)}) from {table}"
        )


def _types(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> dict[str, str]:
    """The columns that are not text, and what they are."""
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
