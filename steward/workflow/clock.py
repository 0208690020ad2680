"""The business clock: how long somebody was at work between two moments, and when a deadline falls."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
FIRST_DAY = datetime(1990, 1, 1, tzinfo=UTC)
"""Earlier nobody is taken to have been at work: a day of the year 1 is a slip of the pen."""
LAST_YEAR = 9_900
"""Later no deadline is counted: the calendar ends soon."""
A_DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Calendar:
    """When a team is at work. `country` and `region` (ISO 3166) name whose public holidays are kept, none where empty;
    `closed`: further days on which nobody is there."""

    zone: str = "UTC"
    opens: time = time(9)
    closes: time = time(17)
    weekdays: tuple[int, ...] = MONDAY_TO_FRIDAY
    country: str = ""
    region: str = ""
    closed: frozenset[date] = field(default_factory=frozenset)

    def at_work(self, day: date) -> bool:
        """Whether anybody is there on a day."""
        return day.weekday() in self.weekdays and day not in self.closed and day not in self._holidays(day.year)

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """From when to when a day's work lasts, in universal time: a day the clocks change is as long as it is."""
        zone = ZoneInfo(self.zone)
        opens, closes = (datetime.combine(day, at, zone).astimezone(UTC) for at in (self.opens, self.closes))
        return opens, closes

    @property
    def is_known(self) -> bool:
        """Whether there are its zone and the public holidays of its country."""
        try:
            self.hours(A_DAY)
            self._holidays(A_DAY.year)
        except (KeyError, ValueError, OSError, NotImplementedError):
            return False
        return True

    def _holidays(self, year: int) -> frozenset[date]:
        return _public_holidays(self.country, self.region, year) if self.country else frozenset()


@lru_cache(maxsize=256)
def _public_holidays(country: str, region: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))


def business_minutes(begin: datetime, end: datetime, calendar: Calendar) -> float:
    """Minutes at work between two moments with a zone; none where the second is not the later.

    Of whole months and years it takes what they have in all, so that a year takes no longer than a day."""
    zone, begin = ZoneInfo(calendar.zone), max(begin, FIRST_DAY)
    first, last = begin.astimezone(zone).date(), end.astimezone(zone).date()
    if end <= begin:
        return 0.0
    whole = sum((_worked_in_year(calendar, year) for year in range(first.year, last.year)), timedelta())
    worked = whole + _worked_before(end, last, calendar) - _worked_before(begin, first, calendar)
    return worked.total_seconds() / 60


class _WorkedDays(NamedTuple):
    """A month at work: the time before each of its days, and of all of it."""

    before: tuple[timedelta, ...]
    whole: timedelta


@lru_cache(maxsize=4_096)
def _worked_in(calendar: Calendar, month: int) -> _WorkedDays:
    year, number = divmod(month, 12)
    before, day = [timedelta()], date(year, number + 1, 1)
    for offset in range(monthrange(year, number + 1)[1]):
        before.append(before[-1] + _length(day + timedelta(days=offset), calendar))
    return _WorkedDays(tuple(before), before[-1])


@lru_cache(maxsize=1_024)
def _worked_in_year(calendar: Calendar, year: int) -> timedelta:
    return sum((_worked_in(calendar, year * 12 + month).whole for month in range(12)), timedelta())


@lru_cache(maxsize=4_096)
def _worked_before_month(calendar: Calendar, month: int) -> timedelta:
    """Of its year."""
    return sum((_worked_in(calendar, one).whole for one in range(month - month % 12, month)), timedelta())


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _length(day: date, calendar: Calendar) -> timedelta:
    if not calendar.at_work(day):
        return timedelta()
    opens, closes = calendar.hours(day)
    return max(timedelta(), closes - opens)


def _worked_before(moment: datetime, day: date, calendar: Calendar) -> timedelta:
    """The time at work of the year of `day`, up to a moment in that day."""
    month = _month(day)
    before = _worked_before_month(calendar, month) + _worked_in(calendar, month).before[day.day - 1]
    if not calendar.at_work(day):
        return before
    opens, closes = calendar.hours(day)
    return before + max(timedelta(), min(moment, closes) - opens)


def after_business_hours(begin: datetime, hours: float, calendar: Calendar) -> datetime | None:
    """The moment at which so many hours at work have passed; None where they do not within ten years."""
    left = timedelta(hours=hours)
    if begin.year > LAST_YEAR:
        return None
    for opens, closes in _days(begin, begin + timedelta(days=3653), calendar):
        since = max(begin, opens)
        if closes - since >= left:
            return since + left
        left -= max(timedelta(), closes - since)
    return None


def _days(begin: datetime, end: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """The hours of each day at work that two moments may touch."""
    zone = ZoneInfo(calendar.zone)
    day, last = begin.astimezone(zone).date(), end.astimezone(zone).date()
    while day <= last:
        if calendar.at_work(day):
            yield calendar.hours(day)
        day += timedelta(days=1)
