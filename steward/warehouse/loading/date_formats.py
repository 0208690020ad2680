"""How the dates and times of a column are written, and of a whole file where one column cannot tell."""

from dataclasses import replace

import duckdb

from steward.warehouse.loading.canonical import Field, Kind
from steward.warehouse.loading.column_formats import Decision, count, winner
from steward.warehouse.loading.forms import USUAL, Form, House
from steward.warehouse.loading.reading_dates import COUNTED, body, counts, moment, offset, uncommented
from steward.warehouse.loading.sqltext import let
from steward.warehouse.loading.typing_columns import is_empty, says_nothing, typed, valid

LIKE = {"day": "31/12/2025", "month": "12/31/2025"}
UNCLEAR = "could be read with the day or the month first; write it like 2025-12-31"
MOST = 0.5
SAID = {
    "seconds": "numbers like 1767139200 are seconds since 1970 (2025-12-31), on the clocks of {zone}",
    "milliseconds": "numbers like 1767139200000 are milliseconds since 1970 (2025-12-31), on the clocks of {zone}",
    "days": "numbers like 46022 are the days Excel counts (2025-12-31)",
}


def decide_dates(connection: duckdb.DuckDBPyConnection, relation: str, field: Field, house: House) -> Decision:
    """Look at a column of text called as the field."""
    usual = typed(field, "v", USUAL, null_words=False)
    odd = f"not {is_empty('v', USUAL)} and not coalesce(({valid(field, f'({usual})')}), false)"
    told = {
        # 03.04.2025 is written by people who put the day first; the points of “p.m.” say nothing.
        "dotted": f"coalesce(regexp_matches({uncommented('v')}, '^\\d{{1,2}}\\. ?\\d{{1,2}}\\.'), false)",
        "odd": odd,
        "away": offset(uncommented("v")),
        "d": _slashed("day"),
        "m": _slashed("month"),
    }
    tests = {
        "day": "odd and d is not null and (m is null or dotted)",
        "month": "odd and d is null and m is not null and not dotted",
        "either": "odd and d is not null and m is not null and not dotted",
        "zoned": "odd and away is not null",
        "bare": f"not {is_empty('v', USUAL)} and away is null",
        "words": says_nothing("v"),
        "figures": "regexp_matches(v, '\\d')",
        **{what: f"odd and {counts('v', what)}" for what in COUNTED},
    }
    return _form(field, count(connection, relation, field.name, told, tests), house)


def _slashed(order: str) -> str:
    """SQL for the day of 3/4/2026, read in this order."""
    return let(
        "b", body(uncommented("v")), f"case when regexp_matches(b, '^\\d{{1,2}}/') then {moment('b', order)} end"
    )


def _form(field: Field, found: dict[str, int], house: House) -> Decision:
    counted = next((what for what in COUNTED if found[what] > MOST * found["figures"]), "")
    form = Form(odd=True, months=field.name == "month", counted=counted, null_words=found["words"] > 0, house=house)
    notes = [SAID[counted].format(zone=house.zone)] if counted else []
    if found["zoned"]:
        notes.append(_of_zones(field, found, house))
    notes = [f"{field.name}: {note}" for note in notes]
    order = winner(day=found["day"], month=found["month"])
    decision = Decision(form, tuple(notes), order=order, open=found["either"] > 0)
    if order:
        return _ordered(decision, field.name, order, f"like {LIKE[order]}")
    return replace(decision, unclear=UNCLEAR) if found["either"] else decision


def _of_zones(field: Field, found: dict[str, int], house: House) -> str:
    what = "times" if field.kind is Kind.TIME else "days of times"
    bare = f"; {found['bare']:,} without one are taken to be so already" if found["bare"] else ""
    return f"{found['zoned']:,} {what} with an offset from UTC were turned to the clocks of {house.zone}{bare}"


def with_order(decision: Decision, name: str, order: str) -> Decision:
    """An unclear column of dates, read like the other columns of its file."""
    return replace(_ordered(decision, name, order, "like the file’s other dates"), order=None)


def _ordered(decision: Decision, name: str, order: str, like: str) -> Decision:
    form = replace(decision.form, order=order)
    note = f"{name}: dates are read as {order} first, {like}"
    return replace(decision, form=form, notes=(*decision.notes, note), unclear=None, order=order)
