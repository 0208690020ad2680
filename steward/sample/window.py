"""The months a sample covers, and arithmetic with months."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Window:
    """Whole months, from the first day of one to the last day of another."""

    first: date
    until: date

    @classmethod
    def ending(cls, until: date, months: int) -> "Window":
        """So many months, the last being the last that is complete on `until`."""
        complete = until if month_end(until) == until else until.replace(day=1) - timedelta(days=1)
        return cls(shift(complete.replace(day=1), 1 - months), complete)

    @property
    def months(self) -> list[date]:
        """The first day of each month."""
        count = (self.until.year - self.first.year) * 12 + self.until.month - self.first.month + 1
        return [shift(self.first, n) for n in range(count)]

    def holds(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.until

    def ago(self, months: int, day: int = 1) -> date:
        """A day in the month so many before the last; 0 is the last month."""
        return shift(self.until.replace(day=1), -months).replace(day=day)


def shift(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def quarter_start(day: date) -> date:
    """The first day of the calendar quarter of `day`."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_label(day: date) -> str:
    """`2026-Q3`."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
