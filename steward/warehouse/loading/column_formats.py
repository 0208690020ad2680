"""Which form a column is written in, decided over the whole column; where that cannot be told, nothing is guessed."""

from dataclasses import dataclass, replace

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.loading.canonical import Field, Kind
from steward.warehouse.loading.typing_columns import (
    TYPED_NULL_WORDS,
    USUAL,
    Form,
    bare_number,
    compact_date,
    fits,
    is_empty,
    typed,
    unified_date,
    valid,
)

CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
DAY_FIRST = tuple(f"{day}{clock}" for clock in CLOCKS for day in ("%d/%m/%y", "%d/%m/%Y"))
MONTH_FIRST = tuple(f"{day}{clock}" for clock in CLOCKS for day in ("%m/%d/%y", "%m/%d/%Y"))
SPELLED = tuple(
    f"{day}{clock}"
    for clock in CLOCKS
    for day in ("%d %b %Y", "%d %B %Y", "%d/%b/%y", "%d/%b/%Y", "%d/%B/%Y", "%b %d %Y", "%B %d %Y")
)
MONTHS = ("%Y/%m", "%m/%Y", "%b %Y", "%B %Y", "%b/%y", "%b/%Y")
NEARLY_ALL = 0.99


@dataclass(frozen=True)
class Decision:
    """The form of one column, and what the report says about it. `unclear`: why its odd values are turned down."""

    form: Form
    note: str | None = None
    unclear: str | None = None
    order: str | None = None


def decide(connection: duckdb.DuckDBPyConnection, relation: str, field: Field, file: str) -> Decision:
    """Look at a column of text called as the field. Raises FileUnreadable where it contradicts itself."""
    if field.kind in (Kind.DATE, Kind.TIME):
        return _dates(connection, relation, field)
    if field.kind in (Kind.MONEY, Kind.NUMBER):
        return _numbers(connection, relation, field, file)
    words = _count(connection, relation, field.name, {"words": f"upper(trim(v)) in {TYPED_NULL_WORDS}"})["words"]
    return Decision(Form(null_words=words > 0))


def _count(connection: duckdb.DuckDBPyConnection, relation: str, name: str, tests: dict[str, str]) -> dict[str, int]:
    counts = ", ".join(f"count(*) filter (where {test}) as {name}" for name, test in tests.items())
    row = connection.execute(f"select {counts} from (select {name} as v from {relation})").fetchall()[0]
    return dict(zip(tests, row, strict=True))


def _dates(connection: duckdb.DuckDBPyConnection, relation: str, field: Field) -> Decision:
    usual = typed(field, "v", USUAL, null_words=False)
    odd = f"not {is_empty('v', USUAL)} and not coalesce(({valid(field, f'({usual})')}), false)"
    day, month = _strptime(DAY_FIRST), _strptime(MONTH_FIRST)
    # 03.04.2025 is written by people who put the day first.
    dotted = "v like '%.%'"
    tests = {
        "day_only": f"{day} is not null and ({month} is null or {dotted})",
        "month_only": f"{day} is null and {month} is not null and not {dotted}",
        "either": f"{day} is not null and {month} is not null and not {dotted}",
        "compact": f"{compact_date('v')} is not null",
        "spelled": f"{_strptime((*SPELLED, *_months(field)))} is not null",
        "words": f"upper(trim(v)) in {TYPED_NULL_WORDS}",
    }
    odd_and = {name: f"{odd} and {test}" for name, test in tests.items()}
    return _date_form(field, _count(connection, relation, field.name, odd_and))


def _months(field: Field) -> tuple[str, ...]:
    """Only where a month is asked for is one without a day enough."""
    return MONTHS if field.name == "month" else ()


def _strptime(formats: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{each}'" for each in formats)
    return f"try_strptime({unified_date('v')}, [{listed}])"


def _date_form(field: Field, found: dict[str, int]) -> Decision:
    order = _order(found["day_only"], found["month_only"])
    ordered = {"day": DAY_FIRST, "month": MONTH_FIRST}.get(order or "", ())
    spelled = (*SPELLED, *_months(field)) if found["spelled"] else ()
    form = Form((*ordered, *spelled), compact=found["compact"] > 0, null_words=found["words"] > 0)
    if order:
        example = "31/12/2025" if order == "day" else "12/31/2025"
        return Decision(form, f"{field.name}: dates are read as {order} first, like {example}", order=order)
    if found["either"]:
        why = "could be read with the day or the month first; write it like 2025-12-31"
        return Decision(form, unclear=why)
    return Decision(form)


def _order(day_only: int, month_only: int) -> str | None:
    """Which comes first, where nearly all dates that can be told apart agree."""
    told = day_only + month_only
    if told and day_only >= NEARLY_ALL * told:
        return "day"
    if told and month_only >= NEARLY_ALL * told:
        return "month"
    return None


def with_order(decision: Decision, name: str, order: str) -> Decision:
    """An unclear column of dates, read like the other columns of its file."""
    formats = DAY_FIRST if order == "day" else MONTH_FIRST
    form = replace(decision.form, dates=(*formats, *decision.form.dates))
    return Decision(form, f"{name}: dates are read as {order} first, like the file’s other dates", order=order)


def _numbers(connection: duckdb.DuckDBPyConnection, relation: str, field: Field, file: str) -> Decision:
    bare = bare_number("v")
    either = f"{fits('v', '.')} and {fits('v', ',')}"
    tests = {
        "point": f"{fits('v', '.')} and not {fits('v', ',')}",
        "comma": f"{fits('v', ',')} and not {fits('v', '.')}",
        "point_or_thousands": f"{either} and {bare} like '%.%'",
        "comma_or_thousands": f"{either} and {bare} like '%,%'",
        "percent": "v like '%\\%' escape '\\'",
        "words": f"upper(trim(v)) in {TYPED_NULL_WORDS}",
        "adorned": f"{typed(field, 'v', USUAL, null_words=False)} is null and {fits('v', '.')} and {bare} <> ''",
    }
    found = _count(connection, relation, field.name, tests)
    decision = _number_form(field, found, file)
    form = replace(decision.form, null_words=found["words"] > 0)
    if found["percent"]:
        form = replace(form, percent=1 if field.name == "availability_target" else 100)
    return replace(decision, form=form)


def _number_form(field: Field, found: dict[str, int], file: str) -> Decision:
    if found["point"] and found["comma"]:
        raise FileUnreadable(f"{file}: {field.name} mixes 1,234.50 and 1.234,50; write every number one way.")
    if found["comma_or_thousands"] and found["point_or_thousands"]:
        raise FileUnreadable(f"{file}: {field.name} mixes 1,234 and 1.234; write every number one way.")
    if found["comma"]:
        return Decision(Form(decimals=","), f"{field.name}: numbers are read like 1.234,50")
    marked = Form(decimals=".") if found["adorned"] or found["comma_or_thousands"] else USUAL
    if found["point_or_thousands"] and not found["point"]:
        return Decision(marked, f"{field.name}: the point in numbers like 1.234 is taken to mark decimals")
    if found["comma_or_thousands"] and not found["point"]:
        return Decision(marked, f"{field.name}: the comma in numbers like 1,234 is taken to mark thousands")
    return Decision(marked, f"{field.name}: numbers are read like 1,234.50" if found["comma_or_thousands"] else None)
