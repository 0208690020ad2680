"""Columns of days and times that an expression compares or tries to cast, and that are texts in another form than SQL
knows: `9/15/2025 9:00` would be less than `9/2/2025`, and nothing to a cast. They are read in the form that they show
and stand beside as texts like 2025-09-15, which compare as what they are."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import duckdb

from steward.warehouse.canonical import Field, Kind
from steward.warehouse.loading.invisible import blank
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.uncast import parsed, written_as
from steward.warehouse.loading.typing.column_formats import Decision
from steward.warehouse.loading.typing.columns import says_nothing, typed, valid
from steward.warehouse.loading.typing.date_formats import decide_dates, like_the_files_dates
from steward.warehouse.loading.typing.value_formats import House

ORDERED = frozenset(f"COMPARE_{than}THAN{equal}" for than in ("GREATER", "LESS") for equal in ("", "OREQUALTO"))
CHOOSE = frozenset({"greatest", "least"})
CASTS = frozenset({"DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ", "DATETIME"})
LIKE_SQL = r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?"
MOST = 0.5


class MomentsRead(NamedTuple):
    """The expressions over the columns beside, by what they are called; and what is said of these."""

    expressions: dict[str, str]
    notes: tuple[str, ...] = ()


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
    nodes = {name: list(_moments(tree, False)) for name, tree in trees.items()}
    texts = _text_columns(connection, relation, trees, nodes)
    found = {text: decide_dates(connection, relation, Field(text, Kind.TIME), house) for text in texts}
    found |= like_the_files_dates(found)
    beside = {
        text: names
        for number, (text, decision) in enumerate(found.items())
        if (names := _put_beside(connection, relation, text, decision, number))
    }
    changed = dict(given)
    for name, some in nodes.items():
        known = [(node, beside.get(written_as(connection, trees[name], node))) for node in some]
        for node, names in known:
            if names:
                node["column_names"] = [names[name in conditions]]
        if any(names for _, names in known):
            written = json.dumps(trees[name])
            (sql,) = connection.execute("select json_deserialize_sql(?::json)", [written]).fetchall()[0]
            changed[name] = str(sql).removeprefix("SELECT ")
    notes = (note.replace(f"{text}:", f"{texts[text]}:") for text in beside for note in found[text].notes)
    return MomentsRead(changed, tuple(notes))


def _text_columns(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    trees: Mapping[str, dict[str, Any]],
    nodes: Mapping[str, Iterable[dict[str, Any]]],
) -> dict[str, str]:
    """SQL for the columns that hold a text which SQL would not know for a day or a time, with their names."""
    named = {written_as(connection, trees[name], one): one["column_names"][-1] for name in nodes for one in nodes[name]}
    return {text: column for text, column in named.items() if _is_odd(connection, relation, text)}


def _is_odd(connection: duckdb.DuckDBPyConnection, relation: str, text: str) -> bool:
    try:
        ((kind,),) = connection.execute(f"select any_value(typeof({text})) from {relation}").fetchall()
        asked = f"not {blank(text)} and not regexp_full_match({text}, '{LIKE_SQL}')"
        return kind == "VARCHAR" and bool(
            connection.execute(f"select 1 from {relation} where {asked} limit 1").fetchall()
        )
    except duckdb.Error:
        # What is no column is told where the expression is checked.
        return False


def _put_beside(
    connection: duckdb.DuckDBPyConnection, relation: str, text: str, decision: Decision, number: int
) -> tuple[str, str] | None:
    """The names of the columns beside, with the texts of what is none and without; nothing where most are none."""
    if decision.unclear:
        return None
    field = Field(text, Kind.TIME)
    read = typed(field, text, decision.form, null_words=False)
    moment = f"(case when {valid(field, f'({read})')} then {read} end)"
    filled = f"not {blank(text)} and not {says_nothing(text)}"
    counts = f"count({moment}), count(*) filter ({filled}), coalesce(bool_or({moment} <> {moment}::date), false)"
    ((known, some, clocks),) = connection.execute(f"select {counts} from {relation}").fetchall()
    if known <= MOST * some:
        return None
    told, alone = f" moment {number}", f" moment {number} alone"
    like_sql = f"strftime({moment}, '%Y-%m-%d{' %H:%M:%S' if clocks else ''}')"
    connection.execute(
        f"create or replace temp table {relation} as select *, {like_sql} as {identifier(alone)},"
        f" coalesce({identifier(alone)}, {text}) as {identifier(told)} from {relation}"
    )
    return told, alone


def _moments(tree: Any, wanted: bool) -> Iterator[dict[str, Any]]:
    """The columns that stand where a day or a time may be meant."""
    match tree:
        case {"class": "COLUMN_REF"}:
            if wanted:
                yield tree
            return
        case {"class": "FUNCTION", "function_name": name} if name.lower() in CHOOSE:
            wanted = True
        case {"class": "COMPARISON", "type": kind}:
            wanted = kind in ORDERED and all(any(_moments(tree[side], True)) for side in ("left", "right"))
        case {"class": "CAST", "try_cast": True}:
            wanted = tree["type_expr"].get("type_name", "").upper() in CASTS
        case _:
            pass
    for branch in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _moments(branch, wanted)
