"""Fiscal quarters.

A fiscal year is named after the calendar year in which it ends: with a year that starts in February, February 2026
opens 2027-Q1. With a year that starts in January the two agree.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from steward.errors import QuarterUnknown

_LABEL = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a fiscal year that starts in month `year_starts` (1–12)."""

    year: int
    number: int
    year_starts: int = 1

    @classmethod
    def parse(cls, label: str, year_starts: int = 1) -> "Quarter":
        """`2026-Q3` → Quarter. Raises QuarterUnknown for anything else."""
        match = _LABEL.fullmatch(label.strip())
        if not match or not 1900 <= int(match[1]) <= 9000:
            raise QuarterUnknown(f"“{label[:40]}” is not a quarter; write it like 2026-Q3.")
        return cls(int(match[1]), int(match[2]), year_starts)

    @classmethod
    def containing(cls, day: date, year_starts: int = 1) -> "Quarter":
        """The quarter that `day` falls in."""
        months = (day.month - year_starts) % 12
        rolled_over = year_starts > 1 and day.month >= year_starts
        return cls(day.year + rolled_over, months // 3 + 1, year_starts)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def spoken(self) -> str:
        """`Q3 2026`, for titles."""
        return f"Q{self.number} {self.year}"

    @property
    def start(self) -> date:
        """Its first day."""
        month = self.year_starts - 1 + 3 * (self.number - 1)
        year = self.year - (self.year_starts > 1)
        return date(year + month // 12, month % 12 + 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return self.shifted(1).start - timedelta(days=1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before."""
        return self.shifted(-1)

    def shifted(self, quarters: int) -> "Quarter":
        """The quarter so many later (or, when negative, earlier)."""
        index = self.year * 4 + self.number - 1 + quarters
        return Quarter(index // 4, index % 4 + 1, self.year_starts)


def month_start(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def last_complete_month(day: date) -> date:
    """The last month end that is not after `day`."""
    return day if day == month_end(day) else month_start(day) - timedelta(days=1)


def months_back(day: date, months: int) -> date:
    """The month end so many months before the month of `day`."""
    index = day.year * 12 + day.month - 1 - months
    return month_end(date(index // 12, index % 12 + 1, 1))
