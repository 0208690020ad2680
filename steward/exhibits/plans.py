"""Goals and plans: progress from a baseline to a target, and who does what by when."""

from dataclasses import dataclass
from datetime import date

from steward.exhibits.base import ExhibitBase
from steward.exhibits.units import Number, Unit


@dataclass(frozen=True, kw_only=True)
class Bullet:
    """One goal: from a baseline to a target, and where it is now; None where not known, said in words then."""

    label: str
    baseline: Number | None
    target: Number | None
    actual: Number | None
    unit: Unit
    due: date | None = None
    detail: str = ""
    """Who owns it and how it goes, in a few words."""
    pace: float | None = None
    """The share of the time from baseline to due date that was over when it was measured; None where not known."""
    overdue: bool = False
    """Whether its day has passed and it is not reached."""

    @property
    def progress(self) -> float | None:
        """The share of the way from baseline to target: 0 at the baseline, 1 at the target, beyond either if so."""
        if self.baseline is None or self.target is None or self.actual is None:
            return None
        way = float(self.target) - float(self.baseline)
        return (float(self.actual) - float(self.baseline)) / way if way else None


@dataclass(frozen=True, kw_only=True)
class Bullets(ExhibitBase):
    """Goals below one another, each on its own scale."""

    bullets: tuple[Bullet, ...]


FIRST_PROMISED = "first promised"
"""The state of a mark on the day that was named first, where it is another than the one that stands now."""


@dataclass(frozen=True)
class Mark:
    """A day on the way of a line of a timeline. `state`: as that of a line, or that the day was promised first."""

    label: str
    day: date
    state: str


@dataclass(frozen=True, kw_only=True)
class Span:
    """One line of a timeline. `start` None: only its end is known, drawn as a milestone."""

    label: str
    start: date | None
    end: date
    state: str
    """`planned`, `in progress`, `done`, `late` or `stopped`."""
    detail: str = ""
    """Who does it on both sides."""
    decide_by: date | None = None
    """Of a contract: the last day to decide on it, until which its line is full; what follows is hollow."""
    marks: tuple[Mark, ...] = ()
    """Of an order: its milestones, and the day it was first promised for, drawn upon its line."""


@dataclass(frozen=True, kw_only=True)
class Timeline(ExhibitBase):
    """What is done by when; `today` is drawn as a line where it is in view. `span`: the first and last day of its line
    of time, where that is longer than its steps: those of all of them on a slide that shows some."""

    spans: tuple[Span, ...]
    today: date
    span: tuple[date, date] | None = None
