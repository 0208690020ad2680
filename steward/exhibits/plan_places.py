"""Where goals and steps lie, and what is said about them: once, for every drawing of `Bullets` and `Timeline`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import isfinite

from steward.exhibits.plans import Bullet, Mark, Span
from steward.exhibits.units import Number, day_text, month_text

BEYOND = 0.06
"""How far a track runs on beyond the last of its numbers, so that a target is seen to be a mark and not the end."""
LATE = 0.1
"""By how much of the whole way a goal may be short of its pace before that is said."""
_MONTHS = (1, 2, 3, 6, *(12 * step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)))


class Verdict(Enum):
    """How a goal stands; the value is what is said about it."""

    REACHED = "reached"
    UNDER_WAY = "on the way"
    SLOW = "behind pace"
    OVERDUE = "overdue"
    BEHIND = "moved away from target"
    UNKNOWN = ""


SAID = (Verdict.REACHED, Verdict.SLOW, Verdict.OVERDUE, Verdict.BEHIND)
"""How a goal stands is said beside its number, but that it is on the way."""


@dataclass(frozen=True)
class Track:
    """A bullet's own scale: its numbers from 0 (left end) to 1 (right end), progress to the right."""

    baseline: float
    target: float
    actual: float | None
    pace: float | None = None


def track(bullet: Bullet) -> Track | None:
    """Where the numbers lie; None where there is no way from a baseline to a target to draw."""
    if bullet.baseline is None or bullet.target is None or float(bullet.baseline) == float(bullet.target):
        return None
    ends = (0.0, 1.0) if bullet.progress is None else (0.0, 1.0, bullet.progress)
    low, high = min(ends), max(ends)
    size = (high - low) * (1 + BEYOND)
    if not isfinite(size):
        return None
    places = [(end - low) / size for end in ends]
    due = None if bullet.pace is None or bullet.progress is None else (bullet.pace - low) / size
    return Track(places[0], places[1], places[2] if len(places) > 2 else None, due)


def reached(baseline: Number | None, target: Number | None, actual: Number | None) -> bool:
    """Whether the actual is at the target or beyond it, on the side the target lies; without a baseline, upwards."""
    if actual is None or target is None:
        return False
    if baseline == target:  # to stay as it is: there is no side to be on
        return actual == target
    return actual <= target if baseline is not None and baseline > target else actual >= target


def verdict(bullet: Bullet) -> Verdict:
    """How it stands, as far as its numbers tell."""
    if reached(bullet.baseline, bullet.target, bullet.actual):
        return Verdict.REACHED
    if track(bullet) is None or bullet.progress is None:
        return Verdict.UNKNOWN
    if bullet.progress < 0:
        return Verdict.BEHIND
    if bullet.overdue:
        return Verdict.OVERDUE
    return Verdict.SLOW if bullet.pace is not None and lag(bullet) > LATE else Verdict.UNDER_WAY


def lag(bullet: Bullet) -> float:
    """By how much of the whole way it is short of its pace; without dates, by how much of it the way is not gone.
    Nothing where it is reached, or not measured."""
    if bullet.progress is None or bullet.progress >= 1:
        return 0.0
    return (1.0 if bullet.pace is None else bullet.pace) - bullet.progress


def now_words(bullet: Bullet) -> str:
    """`now 78 min`, `now 45 min, reached`, `not measured yet`."""
    if bullet.actual is None:
        return "not measured yet"
    said = verdict(bullet)
    told = f", {said.value}" if said in SAID else ""
    return f"now {bullet.unit.text(bullet.actual)}{told}"


def baseline_words(bullet: Bullet) -> str:
    """`from 120 min`, or that nobody knows."""
    return "start not known" if bullet.baseline is None else f"from {bullet.unit.text(bullet.baseline)}"


def target_words(bullet: Bullet) -> str:
    """`target 45 min`, or that there is none."""
    return "no target set yet" if bullet.target is None else f"target {bullet.unit.text(bullet.target)}"


def due_words(bullet: Bullet) -> str:
    """`by 31 Dec 2026`, or nothing."""
    return f"by {day_text(bullet.due)}" if bullet.due else ""


@dataclass(frozen=True)
class Calendar:
    """Whole months around the steps of a timeline, as ordinals of days: `first`, and `end`, the day after the last."""

    first: int
    end: int

    def place(self, day: date, share: float = 0.0) -> float:
        """Where a day begins, from 0 to 1; `share` 1 is where it ends."""
        return (day.toordinal() + share - self.first) / (self.end - self.first)

    def holds(self, day: date) -> bool:
        """Whether a day is in view."""
        return self.first <= day.toordinal() < self.end

    def months(self, most: int) -> list[tuple[float, str]]:
        """Places and names of at most so many months, evenly apart."""
        numbers = range(_month(date.fromordinal(self.first)), _month(date.fromordinal(self.end - 1)) + 1)
        step = next(each for each in _MONTHS if len(numbers) <= each * max(1, most))
        shown = [number for number in numbers if (number - (numbers[0] if step < 12 else 0)) % step == 0]
        return [(self.place(_first_day(number)), month_text(_first_day(number))) for number in shown or numbers[:1]]


def calendar(spans: Sequence[Span], within: tuple[date, date] | None = None) -> Calendar:
    """The months that hold all the spans, and those `within`; there must be one."""
    days = [*(within or ()), *(day for span in spans for day in _days(span))]
    last = _month(max(days)) + 1
    after = _first_day(last).toordinal() if last // 12 <= date.max.year else date.max.toordinal() + 1
    return Calendar(min(days).replace(day=1).toordinal(), after)


def extent(span: Span) -> tuple[date, date]:
    """First and last day of a span, in this order whatever was written; a milestone has one."""
    begin = span.end if span.start is None else span.start
    return min(begin, span.end), max(begin, span.end)


def _days(span: Span) -> tuple[date, ...]:
    """Every day of a line, those of its marks too."""
    return *extent(span), *(mark.day for mark in span.marks)


def mark_words(mark: Mark) -> str:
    """`site ready 3 Aug 2026, done`; of the day that was promised first, this alone."""
    said = f"{mark.label} {day_text(mark.day)}"
    return said if mark.state == mark.label else f"{said}, {mark.state}"


def whole_extent(spans: Sequence[Span]) -> tuple[date, date] | None:
    """First and last day of all of them; None where there is none."""
    days = [day for span in spans for day in _days(span)]
    return (min(days), max(days)) if days else None


def when_words(span: Span) -> str:
    """`3 Aug 2026 – 30 Sep 2026`, or a milestone's day."""
    begin, end = extent(span)
    return day_text(end) if span.start is None else f"{day_text(begin)} – {day_text(end)}"


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
