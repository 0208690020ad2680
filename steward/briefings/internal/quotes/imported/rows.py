"""A quote of the CPQ as one that can be computed: its rows in months of the term, and what in them cannot be.

A CPQ says from which day to which day a price holds; the schedule counts months from the first day of the term. What
does not fit is told and taken for the nearest that does, so that the money shown is one computation with ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from steward.domain.quoting.lines import Action, Line, PriceRow, Quote, Term
from steward.domain.quoting.months import month_begins, months_until
from steward.domain.quoting.worth import UnitPrices
from steward.exhibits import day_text
from steward.plans.customer.quoted import MONTHS_SHOWN, is_counted
from steward.warehouse.rows.internal.imported import ImportedCost, ImportedHead, ImportedPrice

ACTIONS = {"change": Action.MODIFY, "no change": Action.MODIFY, "disconnect": Action.DELETE}
NOT_KNOWN = "not known"
LONGEST = 120
BESIDE = " once"
MONTHLY, ONCE = ("list_mrc", "cost_mrc", "floor_mrc"), ("list_nrc", "cost_nrc")


@dataclass(frozen=True)
class ReadQuote:
    """A quote, the list prices and costs of its lines, and what of it could not be taken as it stands, in words."""

    quote: Quote
    prices: Mapping[str, UnitPrices]
    faults: tuple[str, ...]


def read_quote(
    head: ImportedHead, rows: Sequence[ImportedPrice], costs: Sequence[ImportedCost], today: date
) -> ReadQuote:
    """The quote of these rows, which are all its own."""
    term, faults = _term(head, rows, today)
    lines: list[Line] = []
    for name, ramp in _by_line(rows).items():
        made = tuple(_lines(name, ramp, term))
        faults += tuple(_faults(name, ramp, made[0], term))
        lines += made
    prices = _prices(costs, [one.line for one in lines])
    return ReadQuote(Quote(term, tuple(lines)), prices, faults if lines else (*faults, "It has no line."))


def _term(head: ImportedHead, rows: Sequence[ImportedPrice], today: date) -> tuple[Term, tuple[str, ...]]:
    """What the quote says, else from the first to the last day of its lines."""
    begins = [day for one in rows if (day := _counted(one.starts_on))]
    starts_on = _counted(head.starts_on) or min(begins, default=None)
    last = _latest(rows)
    months = head.term_months
    if months is None and starts_on and last and last >= starts_on:
        months = min(months_until(starts_on, last).count, LONGEST)
    faults = (
        "" if starts_on else "It does not say when it starts.",
        "" if months else f"It says no term: {MONTHS_SHOWN} months are shown.",
    )
    soon = month_begins(today.replace(day=1), 2)
    return Term(starts_on or soon, months or MONTHS_SHOWN), tuple(filter(None, faults))


def _lines(name: str, rows: Sequence[ImportedPrice], term: Term) -> Iterator[Line]:
    """The line of these rows, and a line for each price that is paid once and of no quantity of its monthly ones."""
    last = _ends_on(rows, term)
    first = rows[0]
    made = Line(
        line=name, action=ACTIONS.get(first.action, Action.ADD), product=first.product_id,
        site=first.site_id or "", ends_on=None if last == term.ends_on else last,
        replaces=tuple(dict.fromkeys(filter(None, (one.replaces_subscription_id for one in rows)))),
    )  # fmt: skip
    prices, beside = [_row(one, term, last) for one in _monthly(rows)], []
    for once in (_row(one, term, last) for one in rows if _is_once(one)):
        place = next((number for number, one in enumerate(prices) if _of_one(one, once)), None)
        if place is None:
            beside.append(once)
        else:
            prices[place] = replace(prices[place], unit_nrc=once.unit_nrc)
    if prices or not beside:
        yield replace(made, rows=tuple(prices))
        made = replace(made, line=f"{name}{BESIDE}", replaces=())
    for number, once in enumerate(beside):
        called = f"{made.line} {number + 1}" if number else made.line
        yield replace(made, line=called, rows=(once,), ends_on=None, replaces=() if number else made.replaces)


def _row(one: ImportedPrice, term: Term, last: date | None) -> PriceRow:
    """One price, in months of the term. `last`: the day its line ends on, where it ends before or after the term."""
    return PriceRow(
        quantity=_quantity(one), unit_mrc=one.unit_mrc or Decimal(0), unit_nrc=one.unit_nrc or Decimal(0),
        from_month=_from_month(one, term), to_month=_to_month(one, term, last),
    )  # fmt: skip


def _from_month(one: ImportedPrice, term: Term) -> int:
    begins = _counted(one.starts_on)
    if one.from_month is not None or begins is None or begins <= term.starts_on:
        return one.from_month or 1
    return min(months_until(term.starts_on, begins).count, LONGEST)


def _to_month(one: ImportedPrice, term: Term, last: date | None) -> int | None:
    """The month that its last day is in; None where it ends with its line."""
    ends = _counted(one.ends_on)
    if one.to_month is not None or ends is None or ends == last or ends >= term.ends_on:
        return one.to_month
    return max(months_until(term.starts_on, ends).count, _from_month(one, term))


def _ends_on(rows: Sequence[ImportedPrice], term: Term) -> date | None:
    """The last day of a line all of whose monthly prices end, None where it goes on as long as the term."""
    monthly = _monthly(rows)
    last = _latest(monthly)
    goes_on = any(one.to_month is None and _counted(one.ends_on) is None for one in monthly)
    too_far = last is not None and months_until(term.starts_on, last).count > LONGEST
    return None if goes_on or too_far else last


def _faults(name: str, rows: Sequence[ImportedPrice], line: Line, term: Term) -> Iterator[str]:
    """What of a line does not fit months of the term, or says no price."""
    if line.action is not Action.DELETE and any(one.unit_mrc is None and one.unit_nrc is None for one in rows):
        yield f"Line {name} says no price."
    if line.action is Action.DELETE and any(one.unit_nrc for one in rows):
        yield f"Line {name} ends a service and has a price once, which is in no sum."
    if rows[0].action == NOT_KNOWN:
        yield f"Line {name} is to “{rows[0].action_said}”, which is none of add, change, disconnect: its price counts."
    if line.ends_on is not None and line.ends_on < term.starts_on:
        yield f"Line {name} ends on {day_text(line.ends_on)}, before the term begins."
    for one in rows:
        begins, ends = _counted(one.starts_on), _counted(one.ends_on)
        if one.from_month is None and begins and begins != month_begins(term.starts_on, _from_month(one, term)):
            yield f"Line {name} begins on {day_text(begins)}, which is no first day of a month of the term."
        held = _to_month(one, term, line.ends_on or term.ends_on)
        if held is not None and ends and months_until(term.starts_on, ends).rest:
            yield f"Line {name} has a price until {day_text(ends)}, which is no last day of a month of the term."
    months = range(1, min(term.of(line).count, LONGEST) + 1)
    if twice := next((month for month in months if len(_holding(line, month)) > 1), None):
        yield f"Line {name} has two prices in month {twice}."


def _holding(line: Line, month: int) -> list[PriceRow]:
    return [
        one for one in line.rows if one.from_month <= month and (one.to_month is None or month <= one.to_month)
    ]  # fmt: skip


def _by_line(rows: Sequence[ImportedPrice]) -> Mapping[str, list[ImportedPrice]]:
    found: dict[str, list[ImportedPrice]] = {}
    for one in rows:
        found.setdefault(one.line, []).append(one)
    return found


def _prices(costs: Sequence[ImportedCost], names: Sequence[str]) -> Mapping[str, UnitPrices]:
    """The first that is said of each line; where what is paid once is a line beside it, each has its own."""
    said: dict[str, dict[str, Decimal]] = {}
    for one in costs:
        for key in (*MONTHLY, *ONCE):
            if (amount := getattr(one, key)) is not None:
                said.setdefault(one.line, {}).setdefault(key, amount)
    found = {}
    for name in names:
        line = name if name in said else name.rpartition(BESIDE)[0]
        apart = any(other.startswith(line + BESIDE) for other in names)
        keys = ONCE if name != line else MONTHLY if apart else (*MONTHLY, *ONCE)
        found[name] = UnitPrices(**{key: amount for key, amount in said.get(line, {}).items() if key in keys})
    return found


def _monthly(rows: Sequence[ImportedPrice]) -> list[ImportedPrice]:
    return [one for one in rows if not _is_once(one)]


def _is_once(one: ImportedPrice) -> bool:
    return one.unit_mrc is None and one.unit_nrc is not None


def _of_one(monthly: PriceRow, once: PriceRow) -> bool:
    """Whether a price that is paid once is of the very units of a monthly one."""
    return (monthly.from_month, monthly.quantity) == (once.from_month, once.quantity) and not monthly.unit_nrc


def _quantity(one: ImportedPrice) -> Decimal:
    return Decimal(1) if one.quantity is None else Decimal(str(one.quantity))


def _latest(rows: Sequence[ImportedPrice]) -> date | None:
    return max((day for one in rows if (day := _counted(one.ends_on))), default=None)


def _counted(day: date | None) -> date | None:
    """A day that months can be counted to."""
    return day if day is not None and is_counted(day) else None
