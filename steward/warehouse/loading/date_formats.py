"""How the dates and times of a column are written, and of a whole file where one column cannot tell."""

from collections.abc import Callable
from dataclasses import replace

import duckdb

from steward.warehouse.loading.canonical import Field, Kind
from steward.warehouse.loading.column_formats import Decision, count, winner
from steward.warehouse.loading.forms import USUAL, Form, House
from steward.warehouse.loading.reading_dates import COUNTED, body, counts, moment, offset, uncommented
from steward.warehouse.loading.sqltext import let
from steward.warehouse.loading.typing_columns import is_empty, says_nothing, typed, valid

LIKE = {"day": "31/12/2025", "month": "12/31/2025", "year": "25-12-31"}
UNCLEAR = "could be read with the day or the month first; write it like 2025-12-31"
UNCLEAR_YEAR = "could be read with the year first or last; write it like 2025-12-31"
SHORT = "^\\d\\d/\\d{1,2}/\\d{1,2}( |$)"
MANY_DAYS = 12
"""So many days of the month, and at most half as many years, tell which number of a short date is the year."""
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
        "y": _short("year"),
    }
    tests = {
        "year": "odd and y is not null and d is null and m is null",
        "undotted": "odd and y is not null and not dotted",
        "short": "odd and y is not null",
        "not_year": "odd and y is null and (d is not null or m is not null)",
        "day": "odd and d is not null and (m is null or dotted)",
        "month": "odd and d is null and m is not null and not dotted",
        "either": "odd and d is not null and m is not null and not dotted",
        "zoned": "odd and away is not null",
        "bare": f"not {is_empty('v', USUAL)} and away is null",
        "words": says_nothing("v"),
        "figures": "regexp_matches(v, '\\d')",
        **{what: f"odd and {counts('v', what)}" for what in COUNTED},
    }
    found = count(connection, relation, field.name, told, tests)
    return _form(field, found, house, _year_stands(found, lambda: _years(connection, relation, field.name)))


def _year_stands(found: dict[str, int], years: Callable[[], str | None]) -> str | None:
    """Whether the year stands first or last, if that can be told. `years`: where it does in the short dates alone."""
    if not found["short"] or winner(first=found["short"], last=found["not_year"]) != "first":
        return "last"
    shown = years() or winner(first=found["year"], last=found["not_year"])
    return shown or (None if found["undotted"] else "last")


def _years(connection: duckdb.DuckDBPyConnection, relation: str, name: str) -> str | None:
    """Where the year stands in dates like 26-03-15, which can be read both ways: there are many days and few years; and
    what is always the first or the last day of a month, read one way, was meant so."""
    readings = ", ".join(f"{_short(order)} as {order}" for order in LIKE)
    ends = " , ".join(
        f"bool_and({order} is not null and (day({order}) = 1 or {order}::date = last_day({order})))"
        f" and count(distinct {order}) > 1"
        for order in LIKE
    )
    distinct = "count(distinct year(year)), count(distinct day(year))"
    row = connection.execute(
        f"select {distinct}, {ends} from (select {readings} from (select distinct {name} as v from {relation}))"
        " where year is not null and (day is not null or month is not null)"
    ).fetchall()[0]
    first, last, day_ends, month_ends, year_ends = row
    if max(first, last) >= MANY_DAYS and 2 * min(first, last) <= max(first, last):
        return "first" if first < last else "last"
    if bool(year_ends) != bool(day_ends or month_ends):
        return "first" if year_ends else "last"
    return None


def _short(order: str) -> str:
    """SQL for the day of 26-3-15, read in this order."""
    return let("b", body(uncommented("v")), f"case when regexp_matches(b, '{SHORT}') then {moment('b', order)} end")


def _slashed(order: str) -> str:
    """SQL for the day of 3/4/2026, read in this order."""
    return let(
        "b", body(uncommented("v")), f"case when regexp_matches(b, '^\\d{{1,2}}/') then {moment('b', order)} end"
    )


def _form(field: Field, found: dict[str, int], house: House, year: str | None) -> Decision:
    counted = next((what for what in COUNTED if found[what] > MOST * found["figures"]), "")
    form = Form(odd=True, months=field.name == "month", counted=counted, null_words=found["words"] > 0, house=house)
    notes = [SAID[counted].format(zone=house.zone)] if counted else []
    if found["zoned"]:
        notes.append(_of_zones(field, found, house))
    notes = [f"{field.name}: {note}" for note in notes]
    last = winner(day=found["day"], month=found["month"]) if year == "last" else None
    order = "year" if year == "first" else last
    decision = Decision(form, tuple(notes), order=order, open=found["either"] > 0, short=found["short"] > 0)
    if order:
        return _ordered(decision, field.name, order, f"like {LIKE[order]}")
    if not year:
        return replace(decision, unclear=UNCLEAR_YEAR)
    return replace(decision, unclear=UNCLEAR) if found["either"] else decision


def _of_zones(field: Field, found: dict[str, int], house: House) -> str:
    what = "times" if field.kind is Kind.TIME else "days of times"
    bare = f"; {found['bare']:,} without one are taken to be so already" if found["bare"] else ""
    return f"{found['zoned']:,} {what} with an offset from UTC were turned to the clocks of {house.zone}{bare}"


def like_the_files_dates(found: dict[str, Decision]) -> dict[str, Decision]:
    """The columns whose order is unclear, read like the other columns of dates of their file. Of years with two digits
    only such others tell anything: who writes 31/12/2025 elsewhere wrote this column in another way."""
    orders = {each.order for each in found.values() if each.order}
    short = any(each.short for each in found.values() if each.order)
    order = orders.pop() if len(orders) == 1 else None
    return {
        name: replace(_ordered(each, name, order, "like the file’s other dates"), order=None)
        for name, each in found.items()
        if order and (each.unclear == UNCLEAR or (short and each.unclear == UNCLEAR_YEAR))
    }


def _ordered(decision: Decision, name: str, order: str, like: str) -> Decision:
    form = replace(decision.form, order=order)
    note = f"{name}: dates are read as {order} first, {like}"
    return replace(decision, form=form, notes=(*decision.notes, note), unclear=None, order=order)
