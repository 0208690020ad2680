"""One line of an order as it stands on a day, for whoever ordered it."""

from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.delivery.words import ACCEPTED, CUSTOMER, SITE_READY, US, LineState, cause_words
from steward.domain.ordering.lateness import days_late


@dataclass(frozen=True)
class NewDate:
    """A day that was moved, as it was known on a day: from, to, when that was said, and why."""

    was: date | None
    now: date
    on: date
    cause: str | None


@dataclass(frozen=True)
class DeliveryStep:
    """A milestone: the day it is planned for, and the day it was reached, where it was."""

    name: str
    planned_on: date | None
    reached_on: date | None


@dataclass(frozen=True, kw_only=True)
class DeliveryLine:
    """One line as it stands on a day. `first_on`: the day that was promised first; `now_on`: the one promised now;
    `live_on`: the day on which it was there."""

    line_id: str
    order: str
    product: str
    site: str
    leaves: bool
    signed_on: date | None
    requested_on: date | None
    first_on: date | None
    now_on: date | None
    live: bool
    live_on: date | None
    """None of what is there, where its day is not known."""
    accepted_on: date | None
    held: bool
    ended: LineState | None
    changes: tuple[NewDate, ...]
    steps: tuple[DeliveryStep, ...]
    told_cause: str | None
    """The owner of the delay that somebody named to the customer."""
    said: str
    """What somebody wrote for the customer."""
    needs: str
    needs_by: date | None
    day: date
    """The day it is told for."""

    @property
    def what(self) -> str:
        """`Managed SD-WAN at Lyon`."""
        what = f"{self.product} at {self.site}" if self.site else self.product
        return f"end of {what}" if self.leaves else what

    @property
    def state(self) -> LineState:
        """How it stands."""
        if self.ended:
            return self.ended
        if self.live:
            return LineState.LIVE
        if self.held or self.needs:
            return LineState.WAITING
        if self.now_on is None:
            return LineState.UNDATED
        if self.now_on < self.day:
            return LineState.OVERDUE
        return LineState.MOVED if self.late else LineState.ON_SCHEDULE

    @property
    def is_open(self) -> bool:
        """Whether it is still to come."""
        return self.ended is None and not self.live

    @property
    def late(self) -> int:
        """Days after the day that was promised first: of what is there, of what is promised now, and of what is overdue
        up to the day it is told for."""
        ends = self.live_on or max(filter(None, (self.now_on, self.day if self._overdue else None)), default=None)
        if self.ended or self.first_on is None or ends is None or (self.live and self.live_on is None):
            return 0
        return days_late(self.first_on, ends, "", self.day)

    @property
    def _overdue(self) -> bool:
        return self.is_open and self.now_on is not None and self.now_on < self.day

    @property
    def cause(self) -> str:
        """Why it is late, in the customer's words; nothing where it is not."""
        return cause_words(self._last_cause) if self.late else ""

    @property
    def ours(self) -> bool:
        """Whether a delay of it is ours to answer for: all are but those of their side."""
        return bool(self.late) and self._last_cause != CUSTOMER

    @property
    def our_own(self) -> bool:
        """Whether we caused it ourselves."""
        return bool(self.late) and self._last_cause == US

    @property
    def _last_cause(self) -> str | None:
        """Of the last move to a later day, even where that names none: who caused the one before it did not cause
        this one."""
        later = (one.cause for one in reversed(self.changes) if one.was is None or one.now > one.was)
        return self.told_cause or next(later, None)

    @property
    def next_step(self) -> DeliveryStep | None:
        """The first milestone that is not reached."""
        return next((one for one in self.steps if one.reached_on is None), None) if self.is_open else None

    @property
    def awaits_site(self) -> bool:
        """Whether the next milestone is that their site is ready, and nobody else holds the line up."""
        step = self.next_step
        return step is not None and step.name.casefold() == SITE_READY and self._last_cause in (None, CUSTOMER)

    @property
    def awaits_acceptance(self) -> bool:
        """Whether it is there and they have not accepted it, where that is a step of it."""
        asked = any(one.name.casefold() == ACCEPTED for one in self.steps)
        return self.live and self.accepted_on is None and asked
