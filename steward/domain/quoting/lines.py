"""The lines of a quote: what is sold where, at which price, in which months of the term."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from steward.domain.quoting.months import Months, last_day, months_until

NOTHING = Decimal(0)


class Action(StrEnum):
    """What a line does to what the customer has."""

    ADD = "add"
    MODIFY = "change"
    DELETE = "disconnect"


@dataclass(frozen=True, kw_only=True)
class PriceRow:
    """The price of a line from one month of the term to another; several rows are a ramp. `to_month` None = the last.

    `unit_nrc` is paid once, in its first month. Prices are of one unit, in the currency of the quote."""

    quantity: Decimal = Decimal(1)
    unit_mrc: Decimal = NOTHING
    unit_nrc: Decimal = NOTHING
    from_month: int = 1
    to_month: int | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line. `ends_on`: the end of the contract it is to end with, else the quote's; `replaces`: subscription_ids
    that end where it begins."""

    line: str
    action: Action = Action.ADD
    product: str = ""
    site: str = ""
    rows: tuple[PriceRow, ...] = (PriceRow(),)
    ends_on: date | None = None
    replaces: tuple[str, ...] = ()

    def row_in(self, month: int) -> PriceRow | None:
        """The row that holds in a month, None where none does."""
        return next((row for row in self.rows if _holds(row, month)), None)


@dataclass(frozen=True)
class Term:
    """From which day, for how many months."""

    starts_on: date
    months: int

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return last_day(self.starts_on, self.months)

    def of(self, line: Line) -> Months:
        """The months a line is paid for; none of a line that only ends something."""
        if line.action is Action.DELETE:
            return Months(0)
        return self._whole if line.ends_on is None else months_until(self.starts_on, line.ends_on)

    @cached_property
    def _whole(self) -> Months:
        """All of them, as most lines have them."""
        return Months(self.months)


@dataclass(frozen=True)
class Quote:
    """What is offered: its term and its lines."""

    term: Term
    lines: tuple[Line, ...]

    def faults(self) -> Iterator[str]:
        """What must be put right before anybody can be asked to approve it, in words."""
        if self.term.months < 1:
            yield "The term has no months."
        if not self.lines:
            yield "There is no line yet."
        for line in self.lines:
            yield from _faults(line, self.term)


def _holds(row: PriceRow, month: int) -> bool:
    return row.from_month <= month and (row.to_month is None or month <= row.to_month)


def _faults(line: Line, term: Term) -> Iterator[str]:
    if line.action is not Action.ADD and not line.replaces:
        yield f"Line {line.line} is a {line.action.value} and does not say of which service."
    if line.action is Action.DELETE:
        if any(row.unit_nrc for row in line.rows):
            yield f"Line {line.line} ends a service and has a price once, in no sum: make it a line of its own."
        return
    count = term.of(line).count
    if line.ends_on is not None and count < 1:
        yield f"Line {line.line} ends before it begins."
    for row in line.rows:
        if row.quantity < 0:
            yield f"Line {line.line} has a quantity below zero."
        if row.from_month < 1 or (row.to_month is not None and row.to_month < row.from_month):
            yield f"Line {line.line} has a price from month {row.from_month} to {row.to_month}."
        elif row.from_month > count or (row.to_month or 0) > count:
            yield f"Line {line.line} has a price for month {max(row.from_month, row.to_month or 0)} of {count}."
    holding = _holding(line.rows, count)
    if any(times > 1 for times in holding):
        yield f"Line {line.line} has two prices in month {1 + next(i for i, times in enumerate(holding) if times > 1)}."
    if holding and 0 in holding:
        yield f"Line {line.line} has no price in month {1 + holding.index(0)}."


def _holding(rows: Sequence[PriceRow], count: int) -> list[int]:
    """How many rows hold in each month."""
    changes = [0] * count
    for row in rows:
        first, last = max(row.from_month, 1), count if row.to_month is None else min(row.to_month, count)
        if first <= last:
            changes[first - 1] += 1
            changes[last : last + 1] = [each - 1 for each in changes[last : last + 1]]
    return list(accumulate(changes))
