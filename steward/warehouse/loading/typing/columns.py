"""How text becomes values: for each column, the SQL that reads it.

The usual form (ISO dates, 1234.5) is tried on every row in one pass. Only where some value refuses is the whole column
looked at, and another form chosen if it explains the column: see `column_formats.py`.
"""

from collections.abc import Callable

from steward.warehouse.canonical import Field, Kind
from steward.warehouse.loading.invisible import blank, plain, scrubbed, trimmed
from steward.warehouse.loading.sqltext import let
from steward.warehouse.loading.typing.reading_dates import other_date, other_time, usual_date, usual_month, usual_time
from steward.warehouse.loading.typing.reading_numbers import other_money, other_number
from steward.warehouse.loading.typing.value_formats import ValueFormat

EARLIEST, LATEST = "1900-01-01", "9999-12-31"
MONTH = "month"
"""The one column of days that a month without a day may stand in."""
LOWERED = frozenset({"kind", "status", "queue", "priority", "role", "forecast_category"})
NULL_WORDS = "('NULL', '\\N')"
TYPED_NULL_WORDS = "('NULL', '\\N', 'N/A', 'NA', '#N/A', 'NONE')"


def typed(
    field: Field, value: str, form: ValueFormat, *, null_words: bool, bare: bool = False, scrub: bool = False
) -> str:
    """SQL for the column's value from text `value`; NULL where it is none. `bare`: nothing invisible is around it;
    `scrub`: there may be control characters in it."""
    if form.native:
        return f"try_cast({value} as {field.kind.value})"
    if field.kind is Kind.TEXT:
        return _text(field, value, null_words, bare=bare, scrub=scrub)
    if field.name == MONTH and not form.odd:
        return usual_month(value)
    return _READERS[field.kind](value, form)


def valid(field: Field, name: str) -> str:
    """SQL for whether a value that could be cast makes sense: no infinity, no year 24."""
    if field.kind is Kind.NUMBER:
        return f"isfinite({name})"
    if field.kind is Kind.DATE:
        return f"{name} between date '{EARLIEST}' and date '{LATEST}'"
    if field.kind is Kind.TIME:
        return f"{name} >= date '{EARLIEST}' and {name}::date <= date '{LATEST}'"
    return "true"


def is_empty(value: str, form: ValueFormat) -> str:
    """SQL for whether a text says that there is no value."""
    if form.native:
        return "false"
    return f"({blank(value)} or {says_nothing(value)})" if form.null_words else blank(value)


def says_nothing(value: str) -> str:
    """SQL for whether it is one of the words for nothing."""
    return f"upper({plain(value)}) in {TYPED_NULL_WORDS}"


def _text(field: Field, value: str, null_words: bool, *, bare: bool, scrub: bool) -> str:
    text = scrubbed(value) if scrub else value
    text = text if bare else trimmed(f"({text})" if scrub else text)
    if null_words:
        text = f"(case when {value} in {NULL_WORDS} then null else {text} end)"
    return f"lower({text})" if field.name in LOWERED else text


def _date(value: str, form: ValueFormat) -> str:
    if not form.odd:
        return usual_date(value)
    # DuckDB's cast takes 26-03-15 for a day of the year 26.
    usual = let("d", usual_date(value), f"case when d >= date '{EARLIEST}' then d end")
    return f"coalesce({usual}, {other_date(value, form)})"


def _time(value: str, form: ValueFormat) -> str:
    return f"coalesce({usual_time(value)}, {other_time(value, form)})" if form.odd else usual_time(value)


def _money(value: str, form: ValueFormat) -> str:
    return other_money(value, form) if form.odd else f"try_cast({value} as decimal(18, 4))"


def _number(value: str, form: ValueFormat) -> str:
    return other_number(value, form) if form.odd else f"try_cast({value} as double)"


def _yesno(value: str, form: ValueFormat) -> str:
    return f"try_cast({plain(value) if form.odd else f'trim({value})'} as boolean)"


_READERS: dict[Kind, Callable[[str, ValueFormat], str]] = {
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.MONEY: _money,
    Kind.NUMBER: _number,
    Kind.YESNO: _yesno,
}
