"""How the dates and times of a column are written, and of a whole file where one column cannot tell."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import duckdb

from steward.warehouse.canonical import Field, Kind
from steward.warehouse.loading.sqltext import let
from steward.warehouse.loading.typing.column_formats import Decision, count, winner
from steward.warehouse.loading.typing.columns import EARLIEST, MONTH, is_empty, says_nothing, typed, valid
from steward.warehouse.loading.typing.reading_dates import COUNTED, body, counts, moment, offset, uncommented
from steward.warehouse.loading.typing.value_formats import USUAL, House, ValueFormat

LIKE = {"day": "31/12/2025", "month": "12/31/2025", "year": "25-12-31"}
UNCLEAR = "could be read with the day or the month first; write it like 2025-12-31"
UNCLEAR_YEAR = "could be read with the year first or last; write it like 2025-12-31"
PLAIN = "\\d{4}-\\d\\d(-\\d\\d)?"
SHORT = "^\\d\\d/\\d{1,2}/\\d{1,2}( |$)"
NAMED = "[/ ]+[A-Za-z]{3,9}[/ ]+"
NAMED_SHORT = f"^\\d{{1,2}}{NAMED}\\d{{1,2}}( |$)"
NAMED_LONG = {"first": f"^\\d{{4}}{NAMED}\\d{{1,2}}( |$)", "last": f"^\\d{{1,2}}{NAMED}\\d{{4}}( |$)"}
MANY_DAYS = 12
"""So many days of the month, and at most half as many years, tell which number of a short date is the year."""
MOST = 0.5
SAID = {
    "seconds": "numbers like 1767139200 are seconds since 1970 (2025-12-31), on the clocks of {zone}",
    "milliseconds": "numbers like 1767139200000 are milliseconds since 1970 (2025-12-31), on the clocks of {zone}",
    "days": "numbers like 46022 are the days Excel counts (2025-12-31)",
    "months": "numbers like 202501 are months (2025-01)",
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
        **{f"named_{year}": _named(year) for year in NAMED_LONG},
        **{f"long_{year}": _is_like(shape) for year, shape in NAMED_LONG.items()},
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
        "named": "odd and named_first is not null and named_last is not null",
        "year_first": "odd and (named_first is not null and named_last is null or long_first)",
        "year_last": "odd and (named_last is not null and named_first is null or long_last)",
        **{what: f"odd and {counts('v', what)}" for what in COUNTED},
    }
    plain = _all_plain(connection, relation, field.name)
    found = dict.fromkeys(tests, 0) if plain else count(connection, relation, field.name, [told], tests)
    year = _year_stands(found, lambda: _years(connection, relation, field.name, _short("year"), _LAST))
    decision = _form(field, found, house, year)
    return _named_year(decision, found, lambda: _years(connection, relation, field.name, _named("first"), _NAMED_LAST))


def _all_plain(connection: duckdb.DuckDBPyConnection, relation: str, name: str) -> bool:
    """Whether every value is like 2025-12-31 or 2025-12, of which no test tells anything: most columns are so, and to
    ask that costs a small part of the tests."""
    shaped = f"bool_and({name} = '' or regexp_full_match({name}, '{PLAIN}'))"
    (told,) = connection.execute(f"select coalesce({shaped}, true) from {relation}").fetchall()[0]
    return bool(told)


def _year_stands(found: dict[str, int], years: Callable[[], str | None]) -> str | None:
    """Whether the year stands first or last, if that can be told. `years`: where it does in the short dates alone."""
    if not found["short"] or winner(first=found["short"], last=found["not_year"]) != "first":
        return "last"
    shown = years() or winner(first=found["year"], last=found["not_year"])
    return shown or (None if found["undotted"] else "last")


def _named_year(decision: Decision, found: dict[str, int], years: Callable[[], str | None]) -> Decision:
    """What the column proves of the year of 26-Mar-15, by itself or as it stands in its 26-03-15."""
    shown = winner(first=found["year_first"], last=found["year_last"])
    if found["year_first"] and found["year_last"] and not shown:
        unclear = decision.unclear or UNCLEAR_YEAR
        return replace(decision, form=replace(decision.form, year=""), unclear=unclear)
    like_figures = ("first" if decision.order == "year" else "last") if decision.order and decision.short else None
    shown = shown or (years() if found["named"] else None) or like_figures
    form = replace(decision.form, year=shown or "last")
    return replace(decision, form=form, year=shown, either=found["named"] > 0)


def _years(
    connection: duckdb.DuckDBPyConnection, relation: str, name: str, first: str, last: Sequence[str]
) -> str | None:
    """Where the year stands in dates like 26-03-15, which can be read both ways: there are many days and few years; and
    what is always the first or the last day of a month, read one way, was meant so. `first`, `last`: SQL for their
    days, read so."""
    readings = {"y": first, **{f"d{number}": each for number, each in enumerate(last)}}
    ends = ", ".join(
        f"bool_and({one} is not null and (day({one}) = 1 or {one}::date = last_day({one})))"
        f" and count(distinct {one}) > 1"
        for one in readings
    )
    read = ", ".join(f"{sql} as {one}" for one, sql in readings.items())
    years, days, ends_first, *ends_last = connection.execute(
        f"select count(distinct year(y)), count(distinct day(y)), {ends}"
        f" from (select {read} from (select distinct {name} as v from {relation}))"
        f" where y is not null and coalesce({', '.join(list(readings)[1:])}) is not null"
    ).fetchall()[0]
    if max(years, days) >= MANY_DAYS and 2 * min(years, days) <= max(years, days):
        return "first" if years < days else "last"
    if bool(ends_first) != any(ends_last):
        return "first" if ends_first else "last"
    return None


def _short(order: str) -> str:
    """SQL for the day of 26-3-15, read in this order."""
    told = f"case when regexp_matches(b, '{SHORT}') then {moment('b', ValueFormat(order=order))} end"
    return let("b", body(uncommented("v")), told)


def _named(year: str) -> str:
    """SQL for the day of 26-Mar-15, the year first or last."""
    read = let("d", moment("b", ValueFormat(year=year)), f"case when d >= date '{EARLIEST}' then d end")
    told = f"case when regexp_matches(b, '{NAMED_SHORT}') then {read} end"
    return let("b", body(uncommented("v")), told)


def _is_like(shape: str) -> str:
    return f"coalesce(regexp_matches({body(uncommented('v'))}, '{shape}'), false)"


def _slashed(order: str) -> str:
    """SQL for the day of 3/4/2026, read in this order."""
    told = f"case when regexp_matches(b, '^\\d{{1,2}}/\\d') then {moment('b', ValueFormat(order=order))} end"
    return let("b", body(uncommented("v")), told)


_LAST = (_short("day"), _short("month"))
_NAMED_LAST = (_named("last"),)


def _form(field: Field, found: dict[str, int], house: House, year: str | None) -> Decision:
    counted = next((what for what in COUNTED if what != "months" and found[what] > MOST * found["figures"]), "")
    if field.name == MONTH and found["months"] and found["months"] == found["figures"]:
        counted = "months"
    form = ValueFormat(
        odd=True, months=field.name == MONTH, counted=counted, null_words=found["words"] > 0, house=house
    )
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
    ordered = {
        name: replace(_ordered(each, name, order, "like the file’s other dates"), order=None)
        for name, each in found.items()
        if order and (each.unclear == UNCLEAR or (short and each.unclear == UNCLEAR_YEAR))
    }
    return {**ordered, **_like_other_years({**found, **ordered})}


def _like_other_years(found: dict[str, Decision]) -> dict[str, Decision]:
    """The columns with dates like 26-Mar-15, and what is said of them: where neither they nor others of the file tell,
    the year is taken to stand last, as Excel and databases write it."""
    shown = {each.year for each in found.values() if each.year}
    other = shown.pop() if len(shown) == 1 else None
    told = {}
    for name, each in found.items():
        if each.either:
            year = each.year or other
            said = f"read with the year {year}" if year else "taken to end with the year (26 March 2015)"
            like = ", like the file’s other dates" if other and not each.year else ""
            form = replace(each.form, year=year or "last")
            told[name] = replace(each, form=form, notes=(*each.notes, f"{name}: dates like 26-Mar-15 are {said}{like}"))
    return told


def _ordered(decision: Decision, name: str, order: str, like: str) -> Decision:
    form = replace(decision.form, order=order)
    note = f"{name}: dates are read as {order} first, {like}"
    return replace(decision, form=form, notes=(*decision.notes, note), unclear=None, order=order)
