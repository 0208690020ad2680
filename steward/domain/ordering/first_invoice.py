"""The first invoice of a line against its order: what it should have been, and what is wrong. In whole cents."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from steward.domain.ordering.billing import share

LEAST_TOLERANCE = 100
PER_MILLE = 5
MOST_UNITS = 1_000_000_000
"""A larger quantity is no number of units, but an id or a day that stands in the wrong column."""


class Outcome(StrEnum):
    """What the check of a line came to."""

    MATCHED = "matched"
    CORRECTED = "corrected"
    PRICE = "price"
    QUANTITY = "quantity"
    START_DATE = "start date"
    MISSING = "missing"
    UNEXPECTED = "unexpected"
    NOT_DUE = "not due"

    @property
    def wrong(self) -> bool:
        """Whether somebody is to see to it."""
        return self not in (Outcome.MATCHED, Outcome.CORRECTED, Outcome.NOT_DUE)


class Billed(NamedTuple):
    """A line, and what was charged for it. `month`: the last day of the month that was charged first, or of the last
    month the account has invoices of; `charged` None where none names it; `dead`: it will not be delivered, or ends
    something and costs nothing once; `unchecked`: there is nothing to hold it against, as it was due before any
    invoice named a line, changes nothing, or nobody knows what it does."""

    mrc: int
    nrc: int
    quantity: float | None
    due_from: date | None
    billing_started_on: date | None
    month: date | None
    charged: int | None
    dead: bool = False
    unchecked: bool = False


def due(mrc: int, nrc: int, begins: date, month_end: date) -> int:
    """What is owed from a day until the end of a month: the days of its first month, whole months after it, and what is
    paid once. 4,945.00 a month from 13 August until 31 August: 19 of 31 days, 3,030.81."""
    if begins > month_end:
        return 0
    days = monthrange(begins.year, begins.month)[1]
    months = (month_end.year - begins.year) * 12 + month_end.month - begins.month
    return share(mrc, days - begins.day + 1, days) + mrc * months + nrc


def expected(line: Billed) -> int:
    """What its first invoice should have been."""
    if line.dead or line.unchecked or line.due_from is None or line.month is None:
        return 0
    return due(line.mrc, line.nrc, line.due_from, line.month)


def corrects(line: Billed, month: date, charged: int, credited: int) -> bool:
    """Whether what a line was credited with, below zero, leaves of its first invoice, or of all that was `charged` by
    then, what it should have been. `month`: the last day of the last one that was charged by then.

    | 4,945.00 a month from 13 Aug, August charged whole | credited  |     |
    |----------------------------------------------------|-----------|-----|
    |                                                    | -1,914.19 | yes |
    |                                                    | -1,000.00 | no  |
    """
    owed = 0 if line.dead or line.due_from is None else due(line.mrc, line.nrc, line.due_from, month)
    asked = ((expected(line), line.charged or 0), (owed, charged))
    return any(abs(all_of_it + credited - wanted) <= tolerance(wanted) for wanted, all_of_it in asked)


def tolerance(wanted: int) -> int:
    """By how much a charge may be off: 1.00 or half a percent."""
    return max(LEAST_TOLERANCE, share(abs(wanted), PER_MILLE, 1000))


def check(line: Billed) -> Outcome:
    """What is wrong with it, one thing a line.

    | 4,945.00 a month from 13 Aug, 10 units    | charged in August | outcome    |
    |-------------------------------------------|-------------------|------------|
    |                                           | 3,030.81          | matched    |
    |                                           | 3,040.00          | matched    |
    |                                           | 3,273.27          | price      |
    |                                           | 4,945.00          | start date |
    |                                           | 3,636.97          | quantity   |
    |                                           | nothing           | missing    |
    | cancelled                                 | 3,030.81          | unexpected |
    | not accepted yet                          | 3,030.81          | start date |
    | not accepted yet                          | nothing           | not due    |
    | due before any invoice named a line       | 4,945.00          | not due    |
    """
    if line.dead:
        return Outcome.UNEXPECTED if line.charged else Outcome.NOT_DUE
    if line.unchecked:
        return Outcome.NOT_DUE
    if line.charged is None:
        return Outcome.MISSING if expected(line) > 0 else Outcome.NOT_DUE
    return _amount(line, expected(line), line.charged)


def _amount(line: Billed, wanted: int, charged: int) -> Outcome:
    allowed = tolerance(wanted)
    if line.due_from is None or (line.month and line.due_from > line.month):
        return Outcome.START_DATE
    if abs(charged - wanted) <= allowed:
        return Outcome.MATCHED
    if any(abs(charged - other) <= allowed for other in _from_other_days(line)):
        return Outcome.START_DATE
    return Outcome.QUANTITY if _of_other_quantity(line.quantity, wanted, charged, allowed) else Outcome.PRICE


def _from_other_days(line: Billed) -> Iterator[int]:
    """What it would be from the day billing began, from the first of its month, and without what was due before."""
    assert line.due_from and line.month
    days = (line.billing_started_on, line.due_from.replace(day=1), line.month.replace(day=1))
    return (due(line.mrc, line.nrc, day, line.month) for day in days if day)


def _of_other_quantity(quantity: float | None, wanted: int, charged: int, allowed: int) -> bool:
    """Whether it is the price of another whole number of units, where a unit is more than what is tolerated."""
    if not quantity or not 1 <= quantity <= MOST_UNITS or quantity != int(quantity) or wanted <= 0 or charged <= 0:
        return False
    units = int(quantity)
    other = (2 * charged * units + wanted) // (2 * wanted)
    distinct = share(wanted, 1, units) > 2 * allowed
    return distinct and other not in (0, units) and abs(charged - share(wanted, other, units)) <= allowed
