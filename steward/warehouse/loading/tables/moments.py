"""Columns of days and times that an expression compares or tries to cast, and that are texts in another form than SQL
knows: `9/15/2025 9:00` would be less than `9/2/2025`, and nothing to a cast. They are read in the form that they show
and stand beside as texts like 2025-09-15, which compare as what they are; where a condition holds them against a day,
or asks for their year, as days and times, so that one odd cell costs its row and not the load."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import duckdb

from steward.warehouse.canonical import Field, Kind
from steward.warehouse.loading.invisible import blank
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.uncast import parsed, written_as
from steward.warehouse.loading.typing.columns import says_nothing, typed, valid
from steward.warehouse.loading.typing.date_formats import decide_dates, like_the_files_dates
from steward.warehouse.loading.typing.value_formats import House

ORDERED = frozenset(f"COMPARE_{than}THAN{equal}" for than in ("GREATER", "LESS") for equal in ("", "OREQUALTO"))
CHOOSE = frozenset({"greatest", "least"})
CASTS = frozenset({"DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ", "DATETIME"})
LIKE_SQL = r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?"
COUNTED = ("BIGINT", "DECIMAL", "DOUBLE")
OF_DAYS = frozenset({
    "age", "date_add", "date_diff", "date_part", "date_sub", "date_trunc", "datediff", "datepart", "datesub",
    "datetrunc", "day", "dayname", "dayofmonth", "dayofweek", "dayofyear", "epoch", "hour", "isodow", "isoyear",
    "last_day", "month", "monthname", "quarter", "strftime", "week", "weekday", "weekofyear", "year", "yearweek",
})  # fmt: skip
NOW = frozenset({"current_date", "current_timestamp", "get_current_timestamp", "now", "today", "localtimestamp"})
MAKE_DAYS = NOW | {"date_trunc", "datetrunc", "last_day", "make_date", "make_timestamp"}
SHIFT = frozenset({"+", "-"})
MOST = 0.5


class MomentsRead(NamedTuple):
    """The expressions over the columns beside, by what they are called; what is said of these; and of each condition
    SQL for the text of a cell that is no day, of each column that it holds against one."""

    expressions: dict[str, str]
    notes: tuple[str, ...] = ()
    lost: Mapping[str, tuple[str, ...]] = {}


class _Wanted(NamedTuple):
    """A column that stands where a day or a time may be meant; `typed`: SQL needs one there, and no text like it;
    `only`: a number there can be nothing else."""

    node: dict[str, Any]
    typed: bool
    only: bool


class _Read(NamedTuple):
    """A column as moments: SQL for one, how many of its filled cells are some, and whether any has a clock."""

    moment: str
    known: int
    filled: int
    clocks: bool
    notes: tuple[str, ...]


class _Beside(NamedTuple):
    """The names of the columns beside, with the texts of what is none and without; and the type of these moments."""

    told: str
    alone: str
    kind: str


def with_moments(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    house: House,
    columns: Mapping[str, str],
    conditions: Mapping[str, str],
) -> MomentsRead:
    """Of one typed copy of a file, which gets the columns beside. `columns`: expressions that come to days or times, of
    which a value that is none keeps its text, by which its row is told; `conditions`: those that choose rows, to which
    it is nothing."""
    given = {**columns, **conditions}
    trees = {name: tree for name, sql in given.items() if not (tree := parsed(connection, sql))["error"]}
    wanted = {
        name: [one for one in _moments(tree, False) if name in conditions or not one.typed]
        for name, tree in trees.items()
    }
    asked = {
        name: {written_as(connection, trees[name], one.node): one.node["column_names"][-1] for one in some}
        for name, some in wanted.items()
    }
    only = {written_as(connection, trees[name], one.node) for name, some in wanted.items() for one in some if one.only}
    texts = _odd_columns(connection, relation, asked, only)
    shown = {text: f"({text})::varchar" for text in texts}
    read = _read(connection, relation, house, shown)
    beside = {
        text: _put_beside(connection, relation, shown[text], one, number)
        for number, (text, one) in enumerate(read.items())
        if any(_are_moments(texts_of, read) for texts_of in asked.values() if text in texts_of)
    }
    changed, lost = dict(given), dict[str, tuple[str, ...]]()
    for name, some in wanted.items():
        known = [
            (one, text, beside[text])
            for one in some
            if (text := written_as(connection, trees[name], one.node)) in beside
        ]
        for one, _, names in known:
            _change(connection, one, names, alone=name in conditions)
        if known:
            written = json.dumps(trees[name])
            (sql,) = connection.execute("select json_deserialize_sql(?::json)", [written]).fetchall()[0]
            changed[name] = str(sql).removeprefix("SELECT ")
        lost[name] = tuple(_lost(shown[text], names.alone) for one, text, names in known if one.typed)
    notes = (note.replace(f"{shown[text]}:", f"{texts[text]}:") for text in beside for note in read[text].notes)
    return MomentsRead(changed, tuple(notes), lost)


def _change(connection: duckdb.DuckDBPyConnection, one: _Wanted, beside: _Beside, *, alone: bool) -> None:
    one.node["column_names"] = [beside.alone if alone else beside.told]
    if one.typed:
        cast = parsed(connection, f"{identifier(beside.alone)}::{beside.kind}")
        one.node.update(cast["statements"][0]["node"]["select_list"][0])


def _lost(text: str, alone: str) -> str:
    tests = f"{identifier(alone)} is null and not {blank(text)} and not {says_nothing(text)}"
    return f"case when {tests} then {text} end"


def _odd_columns(
    connection: duckdb.DuckDBPyConnection, relation: str, asked: Mapping[str, Mapping[str, str]], only: Collection[str]
) -> dict[str, str]:
    """Of the columns of each expression, SQL → name, those that hold a text which SQL would not know for a day or a
    time; and those of numbers, such as seconds since 1970, that stand beside one of them. `only`: where numbers can be
    nothing else."""
    kinds = {text: _kind(connection, relation, text) for texts in asked.values() for text in texts}
    odd = {text for text, kind in kinds.items() if kind == "VARCHAR" and _is_odd(connection, relation, text)}
    counted = {text for text, kind in kinds.items() if kind.startswith(COUNTED)}
    odd |= counted.intersection(only)
    return {
        text: column
        for texts in asked.values()
        for text, column in texts.items()
        if text in odd or (text in counted and not odd.isdisjoint(texts))
    }


def _kind(connection: duckdb.DuckDBPyConnection, relation: str, text: str) -> str:
    try:
        described = connection.execute(f"describe select {text} from {relation}").fetchall()
    except duckdb.Error:
        # What is no column is told where the expression is checked.
        return ""
    return str(described[0][1])


def _is_odd(connection: duckdb.DuckDBPyConnection, relation: str, text: str) -> bool:
    asked = f"not {blank(text)} and not regexp_full_match({text}, '{LIKE_SQL}')"
    return bool(connection.execute(f"select 1 from {relation} where {asked} limit 1").fetchall())


def _read(
    connection: duckdb.DuckDBPyConnection, relation: str, house: House, shown: Mapping[str, str]
) -> dict[str, _Read]:
    """Each column in the form that it shows. `shown`: SQL for its text."""
    found = {text: decide_dates(connection, relation, Field(sql, Kind.TIME), house) for text, sql in shown.items()}
    found |= like_the_files_dates(found)
    read = {}
    for text, decision in found.items():
        value = shown[text]
        field = Field(value, Kind.TIME)
        cell = typed(field, value, decision.form, null_words=False)
        moment = f"(case when {valid(field, f'({cell})')} then {cell} end)"
        filled = f"not {blank(value)} and not {says_nothing(value)}"
        counts = f"count({moment}), count(*) filter ({filled}), coalesce(bool_or({moment} <> {moment}::date), false)"
        ((known, some, clocks),) = connection.execute(f"select {counts} from {relation}").fetchall()
        # Days of which nothing tells whether the month comes first are days, and none that can be held against another.
        read[text] = _Read(moment, some if decision.unclear else known, some, clocks, decision.notes)
    return read


def _are_moments(texts: Iterable[str], read: Mapping[str, _Read]) -> bool:
    """Whether most of what the columns of an expression hold are: all of them are read then or none, since a day in
    one form is compared with one in the same."""
    some = [read[text] for text in texts if text in read]
    return sum(one.known for one in some) > MOST * sum(one.filled for one in some)


def _put_beside(
    connection: duckdb.DuckDBPyConnection, relation: str, text: str, read: _Read, number: int
) -> _Beside:  # fmt: skip
    told, alone = f" moment {number}", f" moment {number} alone"
    like_sql = f"strftime({read.moment}, '%Y-%m-%d{' %H:%M:%S' if read.clocks else ''}')"
    connection.execute(
        f"create or replace temp table {relation} as select *, {like_sql} as {identifier(alone)},"
        f" coalesce({identifier(alone)}, {text}) as {identifier(told)} from {relation}"
    )
    return _Beside(told, alone, "timestamp" if read.clocks else "date")


def _moments(tree: Any, wanted: bool, typed: bool = False, only: bool = False) -> Iterator[_Wanted]:
    """The columns that stand where a day or a time may be meant."""
    match tree:
        case {"class": "COLUMN_REF"}:
            if wanted and not _is_day(tree):
                yield _Wanted(tree, typed, typed or only)
            return
        case {"class": "FUNCTION", "function_name": name} if name.lower() in CHOOSE:
            wanted = True
        case {"class": "FUNCTION", "function_name": name} if name.lower() in OF_DAYS:
            wanted = typed = True
        case {"class": "COMPARISON", "type": kind, "left": left, "right": right}:
            for side, other in ((left, right), (right, left)):
                held = kind in ORDERED and all(any(_moments(each, True)) for each in (side, other))
                yield from _moments(side, held or _is_day(other), _is_day(other))
            return
        case {"type": "COMPARE_IN" | "COMPARE_NOT_IN", "children": [first, *others]}:
            of_days = all(map(_is_day, others))
            yield from _moments(first, of_days, of_days)
            return
        case {"class": "BETWEEN", "input": middle, "lower": lower, "upper": upper}:
            of_days = _is_day(lower) and _is_day(upper)
            yield from _moments(middle, of_days, of_days)
            yield from _moments([lower, upper], _is_day(middle), _is_day(middle))
            return
        case {"class": "CAST", "try_cast": True}:
            wanted = only = tree["type_expr"].get("type_name", "").upper() in CASTS
            typed = False
        case _:
            pass
    for branch in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _moments(branch, wanted, typed, only)


def _is_day(node: Any) -> bool:
    """Whether it is a day or a time whatever stands in the file."""
    match node:
        case {"class": "COLUMN_REF", "column_names": [name]}:
            return str(name).lower() in NOW
        case {"class": "CONSTANT", "literal": {"kind": "STRING", "text": str(value)}}:
            return bool(re.fullmatch(LIKE_SQL, value))
        case {"class": "CAST"}:
            return node["type_expr"].get("type_name", "").upper() in CASTS
        case {"class": "FUNCTION", "function_name": name}:
            shifted = name in SHIFT and any(_is_day(one["expression"]) for one in node["arguments"])
            return shifted or name.lower() in MAKE_DAYS
        case _:
            return False
