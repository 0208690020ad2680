"""The months a service is paid for, counted from the day it begins: the 15th begins months that end on the 14th."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache

WHOLE = Fraction(1)


@dataclass(frozen=True)
class Months:
    """So many whole months, and then this share of a last one, by days: 0 where it ends with a month."""

    whole: int
    rest: Fraction = Fraction(0)

    @cached_property
    def count(self) -> int:
        """How many months there are, the last in part too."""
        return self.whole + (1 if self.rest else 0)

    @property
    def length(self) -> Fraction:
        """How long they are."""
        return self.whole + self.rest

    def share(self, month: int) -> Fraction:
        """How much of a month is paid for; the first is 1."""
        return WHOLE if month <= self.whole else self.rest if month == self.count else Fraction(0)


def month_begins(starts_on: date, month: int) -> date:
    """The first day of a month of the term; a month that has no 31st begins on its last day.

    >>> month_begins(date(2026, 1, 31), 2), month_begins(date(2026, 1, 31), 3)
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
    """
    index = starts_on.year * 12 + starts_on.month - 1 + month - 1
    year, number = index // 12, index % 12 + 1
    return date(year, number, min(starts_on.day, monthrange(year, number)[1]))


def last_day(starts_on: date, months: int) -> date:
    """The last day of a term."""
    return month_begins(starts_on, months + 1) - timedelta(days=1)


@lru_cache(maxsize=4096)
def months_until(starts_on: date, ends_on: date) -> Months:
    """The months from one day to another, both paid for; a last one in part counts its days of all of its days.

    >>> months_until(date(2026, 1, 1), date(2026, 12, 31))
    Months(whole=12, rest=Fraction(0, 1))
    >>> months_until(date(2026, 3, 15), date(2026, 4, 30))   # a whole month, then 16 of the 30 days from 15 April
    Months(whole=1, rest=Fraction(8, 15))
    """
    whole = max(0, (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month - 1)
    while last_day(starts_on, whole + 1) <= ends_on:
        whole += 1
    begins, next_begins = month_begins(starts_on, whole + 1), month_begins(starts_on, whole + 2)
    days = (ends_on - begins).days + 1
    return Months(whole, Fraction(max(0, days), (next_begins - begins).days))
