"""Types for the columns that an expression or a query of `sources.toml` sees.

A column has a type only where *every* value is of it and reads back the same: a single `007` keeps its column text.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import duckdb

from steward.warehouse.loading.columns_used import Names
from steward.warehouse.loading.number_formats import signs_of
from steward.warehouse.loading.reading_dates import USUAL_SHAPE
from steward.warehouse.loading.sqltext import identifier, listed

_USUAL = f"regexp_full_match({{v}}, '{USUAL_SHAPE.replace('{', '{{').replace('}', '}}')}')"
"""A clock of twelve hours or an offset from UTC would be lost: DuckDB takes either for a zone that it ignores."""
TESTS = (
    ("bigint", "try_cast({v} as bigint)::varchar = {v}"),
    ("decimal(18, 4)", "regexp_full_match({v}, '-?(0|[1-9]\\d{{0,12}})(\\.\\d{{1,4}})?')"),
    (
        "double",
        "regexp_full_match({v}, '-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?') and isfinite(try_cast({v} as double))",
    ),
    ("date", "regexp_full_match({v}, '\\d{{4}}-\\d\\d-\\d\\d') and try_cast({v} as date) is not null"),
    ("timestamp", f"length({{v}}) > 10 and {_USUAL} and try_cast({{v}} as timestamp) is not null"),
    ("boolean", "lower({v}) in ('true', 'false')"),
)


SIGNS = (
    "regexp_full_match({v}, '-?(\\d{{1,3}}(\\.\\d{{3}})+|\\d+),\\d+')",
    "{v} like '%.%' and not regexp_full_match({v}, '-?[1-9]\\d{{0,2}}(\\.\\d{{3}})+')",
    "{v} like '%.%'",
)
"""That a comma marks decimals; that a point does; that there is one, which may mark thousands."""

CASTS_A_TIME = re.compile(r"::\s*(date|time)|\bas\s+(date|time)|\b(date|to)_?(trunc|part|diff|time)", re.IGNORECASE)
MORE_THAN_A_CLOCK = (
    "{v} like '%:%' and regexp_matches({v}, ':\\d\\d(\\.\\d+)? ?([A-Za-z][A-Za-z.]*|[-+]\\d\\d(:?\\d\\d)?)$')"
)
CLOCK_CAST = "“{}” holds times with AM, PM or a zone, which a cast leaves out; pass the column on by its name alone"

# Aggregates in one query cost the square of their number.
AT_ONCE = 20


@dataclass(frozen=True)
class _Found:
    """Of a column: its type, if any; whether it shows a decimal comma, or numbers like 1.200 and nothing clearer."""

    kind: str | None
    commas: bool
    unclear: bool


def as_written(name: str) -> str:
    """What a typed table calls the text of a column of ours: the names of a file begin with no space."""
    return f" {name}"


def make_typed(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    relation: str,
    columns: tuple[str, ...],
    written: Mapping[str, str],
    others: tuple[str, ...],
    numbers: Collection[str],
) -> None:
    """Create the temporary `table` with these columns of the relation, its rows in order, each in its own type.

    `written`: columns of ours → SQL for their texts, which are kept as well, see `as_written`; `others`: SQL for those
    of the relation that are left out, and yet show how its numbers are written; `numbers`: columns whose points mark
    decimals in any case."""
    texts = "".join(f", {sql} as {identifier(as_written(name))}" for name, sql in written.items())
    connection.execute(f"create or replace temp table {table} as select {listed(columns)}{texts} from {relation}")
    found = {
        name: one
        for first in range(0, len(columns), AT_ONCE)
        for name, one in _found(connection, table, columns[first : first + AT_ONCE]).items()
    }
    unclear = {name for name, one in found.items() if one.kind and one.unclear and name not in numbers}
    commas = bool(unclear) and (any(one.commas for one in found.values()) or _commas_in(connection, relation, others))
    changes = [
        f"try_cast({identifier(name)} as {one.kind}) as {identifier(name)}"
        for name, one in found.items()
        if one.kind and not (commas and name in unclear)
    ]
    if changes:
        connection.execute(
            f"create or replace temp table {table} as select * replace ({', '.join(changes)}) from {table}"
        )


def clocks_cast(connection: duckdb.DuckDBPyConnection, table: str, names: Names, sql: str) -> list[str]:
    """The columns of a typed table whose times bear AM, PM or a zone, where SQL that uses them casts times: DuckDB's
    cast leaves that out in silence."""
    if not CASTS_A_TIME.search(sql):
        return []
    described = connection.execute(f"describe {table}").fetchall()
    texts = [str(row[0]) for row in described if row[1] == "VARCHAR" and (names is None or row[0].lower() in names)]
    if not texts:
        return []
    tests = ", ".join(f"coalesce(bool_or({MORE_THAN_A_CLOCK.format(v=identifier(name))}), false)" for name in texts)
    row = connection.execute(f"select {tests} from {table}").fetchall()[0]
    return [name for name, lost in zip(texts, row, strict=True) if lost]


def _commas_in(connection: duckdb.DuckDBPyConnection, relation: str, columns: tuple[str, ...]) -> bool:
    """Whether any of these columns shows a decimal comma."""
    shown = signs_of(connection, ((relation, columns),))
    return shown == {","}


def _found(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> dict[str, _Found]:
    """What the columns hold, by name."""
    counts = ", ".join(_counts(identifier(name)) for name in columns)
    row = connection.execute(f"select {counts} from {table}").fetchall()[0]
    width = len(TESTS) + len(SIGNS) + 1
    found = {}
    for number, name in enumerate(columns):
        filled, *passed = row[number * width : (number + 1) * width]
        kind = next((kind for (kind, _), count in zip(TESTS, passed, strict=False) if count == filled > 0), None)
        commas, points, either = passed[len(TESTS) :]
        found[name] = _Found(kind, commas > points, either > points == 0)
    return found


def _counts(name: str) -> str:
    value = f"nullif(trim({name}), '')"
    asked = (*(test for _, test in TESTS), *SIGNS)
    tests = ", ".join(f"count(*) filter (where {test.format(v=value)})" for test in asked)
    return f"count({value}), {tests}"
