"""Types for the columns that an expression or a query of `sources.toml` sees.

A column has a type only where *every* value is of it and reads back the same: a single `007` keeps its column text.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import duckdb

from steward.warehouse.loading.sources.columns_used import Names
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.typing.number_formats import signs_of
from steward.warehouse.loading.typing.reading_dates import USUAL_SHAPE

_USUAL = f"regexp_full_match({{v}}, '{USUAL_SHAPE.replace('{', '{{').replace('}', '}}')}')"
"""A clock of twelve hours or an offset from UTC would be lost: DuckDB takes either for a zone that it ignores."""
TESTS = (
    ("bigint", "try_cast({v} as bigint)::varchar = {v}"),
    ("decimal(38, 4)", "regexp_full_match({v}, '-?(0|[1-9]\\d{{0,12}})(\\.\\d{{1,4}})?')"),
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
WRITTEN_WITH_COMMA = (
    "“{}”: cells that are numbers stand in SQL as texts with a decimal comma, like the file’s other numbers"
)
WITH_COMMA = "replace({0}, '.', ',') || case when regexp_full_match({0}, '.*\\.\\d{{3}}') then '0' else '' end"
"""With four decimals nobody takes it for thousands."""
NO_DOUBT = "regexp_full_match({v}, '-?\\d+\\.\\d+e-?\\d+')"
MARKED = "regexp_full_match({v}, '-?\\d+\\.\\d+e0')"
"""A number by its type, and one that only the mark makes so."""

CASTS_A_TIME = re.compile(r"::\s*(date|time)|\bas\s+(date|time)|\b(date|to)_?(trunc|part|diff|time)", re.IGNORECASE)
MORE_THAN_A_CLOCK = (
    "{v} like '%:%' and regexp_matches({v}, ':\\d\\d(\\.\\d+)? ?([A-Za-z][A-Za-z.]*|[-+]\\d\\d(:?\\d\\d)?)$')"
)
CLOCK_CAST = "“{}” holds times with AM, PM or a zone, which a cast leaves out; pass the column on by its name alone"
COMMA_CAST = (
    "“{}” holds numbers like {}, which a cast misreads: some become nothing, and 1.200 becomes 1.2; export them"
    " with a point, or pass the column on by its name alone"
)
GROUP_CAST = (
    "“{}” holds numbers like {}, of which a cast makes nothing; export them without a comma, or pass the column on by"
    " its name alone"
)
LIKE_WITH_COMMA = r"^[-+]?\d[\d. ]*,\d+$"
LIKE_GROUPS = re.compile(r"[-+]?\d{1,3}(,\d{3})+")
CASTS_A_NUMBER = re.compile(
    r"""cast\(\s*(?:"=?([^"]+)"|(\w+))(?:::varchar)?\s+as\s+(?:decimal|numeric|double|float|real|int|bigint)""",
    re.IGNORECASE,
)

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
    marked: Mapping[str, str],
) -> list[str]:
    """Create the temporary `table` with these columns of the relation, its rows in order, each in its own type.

    `written`: columns of ours → SQL for their texts, which are kept as well, see `as_written`; `others`: SQL for those
    of the relation that are left out, and yet show how its numbers are written; `marked`: column → SQL for its texts,
    those that are numbers by their type marked. Beside texts with a decimal comma they get one, too, which is said."""
    own = ", ".join(f"{marked.get(name, identifier(name))} as {identifier(name)}" for name in columns)
    texts = "".join(f", {sql} as {identifier(as_written(name))}" for name, sql in written.items())
    connection.execute(f"create or replace temp table {table} as select {own}{texts} from {relation}")
    found = {
        name: one
        for first in range(0, len(columns), AT_ONCE)
        for name, one in _found(connection, table, columns[first : first + AT_ONCE], marked).items()
    }
    doubtful = any(one.unclear if one.kind else name in marked for name, one in found.items())
    commas = doubtful and (any(one.commas for one in found.values()) or _commas_in(connection, relation, others))
    changes = [
        f"{sql} as {identifier(name)}"
        for name, one in found.items()
        if (sql := _in_its_type(name, one, name in marked, commas))
    ]
    if changes:
        connection.execute(
            f"create or replace temp table {table} as select * replace ({', '.join(changes)}) from {table}"
        )
    return [WRITTEN_WITH_COMMA.format(name) for name in marked if commas and not _type_of(found[name], commas)]


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


def commas_cast(connection: duckdb.DuckDBPyConnection, table: str, sql: str) -> list[str]:
    """What is wrong with columns of a typed table that hold numbers like `1.234,50`, where SQL casts them to a number:
    DuckDB's cast makes nothing of those, and one and a fifth of a `1.200` beside them."""
    cast = [column or other for column, other in CASTS_A_NUMBER.findall(sql)]
    described = connection.execute(f"describe {table}").fetchall() if cast else []
    small = {name.lower() for name in cast}
    texts = [str(row[0]) for row in described if row[1] == "VARCHAR" and row[0].lower() in small]
    if not texts:
        return []
    # That of which a comma may mark thousands comes last: beside a clearer one it is one of decimals.
    first = "arg_min({v}, regexp_full_match({v}, '{groups}')) filter ({like})"
    tests = ", ".join(
        first.format(v=value, groups=LIKE_GROUPS.pattern, like=f"regexp_matches({value}, '{LIKE_WITH_COMMA}')")
        for value in (f"trim({identifier(name)})" for name in texts)
    )
    row = connection.execute(f"select {tests} from {table}").fetchall()[0]
    return [
        (GROUP_CAST if LIKE_GROUPS.fullmatch(value) else COMMA_CAST).format(name, value)
        for name, value in zip(texts, row, strict=True)
        if value
    ]


def _in_its_type(name: str, found: _Found, marked: bool, commas: bool) -> str:
    """SQL for a column in its type, or as the text that its file shows; nothing where it is so already."""
    kind = _type_of(found, commas)
    if kind:
        return f"try_cast({_unmarked(name) if marked else identifier(name)} as {kind})"
    return _unmarked(name, WITH_COMMA if commas else "{}") if marked else ""


def _type_of(found: _Found, commas: bool) -> str | None:
    return None if commas and found.unclear else found.kind


def _unmarked(name: str, number: str = "{}") -> str:
    """SQL for a column's texts without marks; `number`: how those are written that had one."""
    value = identifier(name)
    return f"case when {MARKED.format(v=value)} then {number.format(f'{value}[:-3]')} else {value} end"


def _commas_in(connection: duckdb.DuckDBPyConnection, relation: str, columns: tuple[str, ...]) -> bool:
    """Whether any of these columns shows a decimal comma."""
    shown = signs_of(connection, ((relation, columns),))
    return shown == {","}


def _found(
    connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], marked: Collection[str]
) -> dict[str, _Found]:
    """What the columns hold, by name."""
    counts = ", ".join(_counts(name, name in marked) for name in columns)
    row = connection.execute(f"select {counts} from {table}").fetchall()[0]
    width = len(TESTS) + len(SIGNS) + 1
    found = {}
    for number, name in enumerate(columns):
        filled, *passed = row[number * width : (number + 1) * width]
        kind = next((kind for (kind, _), count in zip(TESTS, passed, strict=False) if count == filled > 0), None)
        commas, points, either = passed[len(TESTS) :]
        found[name] = _Found(kind, commas > points, either > points == 0)
    return found


def _counts(name: str, marked: bool) -> str:
    value = f"nullif(trim({_unmarked(name) if marked else identifier(name)}), '')"
    doubt = f" and not {NO_DOUBT.format(v=identifier(name))}" if marked else ""
    asked = (*(test for _, test in TESTS), *(f"{test}{doubt}" for test in SIGNS))
    tests = ", ".join(f"count(*) filter (where {test.format(v=value)})" for test in asked)
    return f"count({value}), {tests}"
