"""What a design saves and what it costs to run two things for a while, to the cent, and of how many sites that is."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

CENT = Decimal("0.01")


class SiteCost(NamedTuple):
    """A site's MRR today and with an option, from when it is new and until when today's contract runs; None where that
    is not known."""

    site: str
    current: Decimal | None = None
    new: Decimal | None = None
    starts_on: date | None = None
    contract_ends_on: date | None = None


class Total(NamedTuple):
    """An amount and the sites it is of: `counted` of `of`. None where it is known for none."""

    amount: Decimal | None
    counted: int
    of: int


def saving(sites: Iterable[SiteCost], for_all: Decimal | None = Decimal()) -> Total:
    """Today's MRR less the new, of the sites for which both are known, and less what is paid `for_all` of them
    together; where that has no price yet, nothing is known.

    | site | today | new | counts |
    |------|-------|-----|--------|
    | a    | 900   | 640 | 260    |
    | b    | 500   | –   | –      |
    | c    | 300   | 340 | −40    |
    |      |       |     | 220, 2 of 3 sites; with 50 for all: 170 |
    """
    held = list(sites)
    if for_all is None:
        return Total(None, 0, len(held))
    known = [one.current - one.new for one in held if one.current is not None and one.new is not None]
    return Total(sum(known, -for_all) if known else None, len(known), len(held))


def double_running(sites: Iterable[SiteCost]) -> Total:
    """Today's MRR for the months between the new start and the end of today's contract, of the sites for which all
    three are known. A contract that ends before costs nothing.

    | today | new from | contract until | costs  |
    |-------|----------|----------------|--------|
    | 900   | 1 Jul    | 30 Sep         | 2,700  |
    | 900   | 16 Sep   | 30 Sep         | 450    |
    | 900   | 1 Oct    | 30 Sep         | 0      |
    """
    held = list(sites)
    known = [
        _cents(one.current, months(one.starts_on, one.contract_ends_on))
        for one in held
        if one.current is not None and one.starts_on is not None and one.contract_ends_on is not None
    ]
    return Total(sum(known, Decimal()) if known else None, len(known), len(held))


def months(first: date, last: date) -> Fraction:
    """How many months two days and all between are: each day is its share of its month. 1 Jul to 30 Sep → 3, 16 Sep to
    30 Sep → ½; none where the second is before the first."""
    found = Fraction()
    while first <= last:
        length = monthrange(first.year, first.month)[1]
        end = min(last, first.replace(day=length))
        found += Fraction((end - first).days + 1, length)
        if end == date.max:
            break
        first = end + timedelta(days=1)
    return found


def _cents(monthly: Decimal, during: Fraction) -> Decimal:
    return (monthly * during.numerator / during.denominator).quantize(CENT, ROUND_HALF_UP)


def load(planned: Decimal | float, available: Decimal | float | None) -> float | None:
    """Percent of the hours somebody has that are planned; None where those are not known. 30 of 40 → 75.0."""
    return float(planned) / float(available) * 100 if available else None
