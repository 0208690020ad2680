"""How long a request has taken by our clock and by the customer's, and when it will be late. Nothing is stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from steward.domain.requests.rates import used_share
from steward.domain.requests.record import TurnSpan
from steward.domain.requests.words import Turn
from steward.workflow.clock import Calendar, after_business_hours, business_minutes


@dataclass(frozen=True)
class ServiceLevel:
    """What is agreed for requests of one kind: hours at work until the first reply and until it is resolved (None:
    none), and in whose turns the clock stands."""

    calendar: Calendar
    first_response: float | None
    resolve: float | None
    pauses: frozenset[Turn]


@dataclass(frozen=True)
class RequestClock:
    """A request by both clocks at a moment. `worked`: minutes at work that count, of ours; `waited`: minutes since they
    asked, of the customer's; `runs`: whether ours goes on."""

    level: ServiceLevel
    now: datetime
    worked: float
    waited: float
    runs: bool
    spans: tuple[TurnSpan, ...] = ()
    replied: datetime | None = None

    @property
    def answered(self) -> float:
        """Minutes at work until the first reply; until now where there was none yet."""
        until = min(self.replied or self.now, self.now)
        return worked_minutes(self.spans, self.level.pauses, self.level.calendar, until)

    @property
    def used(self) -> float | None:
        """How much of the time to resolve it is used: 1 is all of it."""
        return used_share(self.worked, self.level.resolve)

    def reaches(self, share: float) -> datetime | None:
        """When so much of the time will be used if nothing happens; None where it is, or the clock stands."""
        left = (self.level.resolve or 0) * share - self.worked / 60
        if not self.runs or self.level.resolve is None or left <= 0:
            return None
        return after_business_hours(self.now, left, self.level.calendar)


def worked_minutes(
    spans: Sequence[TurnSpan], pauses: Collection[Turn], calendar: Calendar, until: datetime
) -> float:  # fmt: skip
    """Minutes at work in which the clock ran, up to a moment."""
    return sum(
        business_minutes(one.since, min(one.until or until, until), calendar)
        for one in spans
        if one.turn is not None and one.turn not in pauses
    )


def clock_of(
    spans: Sequence[TurnSpan], level: ServiceLevel, now: datetime, ended: datetime | None, replied: datetime | None,
    already: float = 0.0,
) -> RequestClock:  # fmt: skip
    """Both clocks of a request. `ended`: when nothing was left for us to do; `already`: minutes that it had stood."""
    if not spans:
        return RequestClock(level, now, 0.0, 0.0, runs=False)
    worked = max(0.0, worked_minutes(spans, level.pauses, level.calendar, now) - already)
    last = spans[-1]
    runs = last.until is None and last.turn is not None and last.turn not in level.pauses
    waited = max(0.0, ((ended or now) - spans[0].since).total_seconds() / 60)
    return RequestClock(level, now, worked, waited, runs, tuple(spans), replied)
