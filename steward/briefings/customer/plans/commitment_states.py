"""Commitments counted: in which state each is, and how many of those due were kept. The same for every audience."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.domain.quarters import Quarter
from steward.errors import QuarterUnknown
from steward.plans.customer.success_plan import Commitment, Kept, Side


class CommitmentState(StrEnum):
    """What became of a commitment by a day; every commitment is in one of these."""

    KEPT = "kept"
    PARTLY = "partly"
    MISSED = "missed"
    OVERDUE = "overdue"
    OPEN = "open"


UNDONE = (CommitmentState.PARTLY, CommitmentState.MISSED, CommitmentState.OVERDUE)
"""The states that are told beside the kept ones."""


def state_of(one: Commitment, day: date) -> CommitmentState:
    """The status as written; an open commitment whose date has passed is overdue."""
    late = one.status is Kept.OPEN and one.due is not None and one.due < day
    return CommitmentState.OVERDUE if late else CommitmentState(one.status)


BROKEN = (CommitmentState.MISSED, CommitmentState.OVERDUE)
"""The states in which a commitment is not kept, not even partly."""


def settled_on(one: Commitment) -> date | None:
    """The day on which it was found kept, partly kept or missed: as written, else its date; None while it is open."""
    return None if one.status is Kept.OPEN else one.closed_on or one.due


@dataclass(frozen=True)
class Counts:
    """How many commitments are in each state."""

    of: Mapping[CommitmentState, int]

    @property
    def made(self) -> int:
        """All of them."""
        return sum(self.of.values())

    @property
    def kept(self) -> int:
        """Those kept in full."""
        return self.of[CommitmentState.KEPT]

    @property
    def due(self) -> int:
        """Those that were closed, and those whose date has passed."""
        return self.made - self.of[CommitmentState.OPEN]

    @property
    def rate(self) -> float | None:
        """Kept of those due, in percent; None where none was due. Partly is not kept."""
        return 100 * self.kept / self.due if self.due else None

    @property
    def settled(self) -> bool:
        """Whether at least half of them were due, so that the rate says something of all."""
        return bool(self.due) and self.due * 2 >= self.made

    @property
    def share(self) -> str:
        """`3 of 7`; empty where none was due."""
        return f"{self.kept:,} of {self.due:,}" if self.due else ""

    @property
    def told(self) -> str:
        """`3 of 7 (2 partly, 1 missed, 1 overdue)`."""
        said = [f"{self.of[state]:,} {state}" for state in UNDONE if self.of[state]]
        return f"{self.share} ({', '.join(said)})" if said else self.share


def counts(commitments: Iterable[Commitment], day: date, side: Side | None = None) -> Counts:
    """The commitments of a side (None: of both) by their state on a day."""
    found = dict.fromkeys(CommitmentState, 0)
    for one in commitments:
        if side is None or one.side is side:
            found[state_of(one, day)] += 1
    return Counts(found)


def review_named(one: Commitment, year_starts: int) -> Quarter | None:
    """The quarter of the review that a commitment says it was made in; None where it says none that can be read."""
    try:
        return Quarter.parse(one.review, year_starts)
    except QuarterUnknown:
        return None


def made_in(one: Commitment, year_starts: int) -> Quarter | None:
    """The quarter of the review to which a commitment belongs: the one it names, else that of the day it was made."""
    named = review_named(one, year_starts)
    return named or (Quarter.containing(one.made_on, year_starts) if one.made_on else None)


def reviewed_in(one: Commitment, quarter: Quarter) -> bool:
    """Whether the review of a quarter tells what became of it: it was made before that review, and was not settled
    before the quarter. The one rule for the slide, its line, what was not kept, and the talk."""
    named = review_named(one, quarter.year_starts)
    before = named < quarter if named else one.made_on is None or one.made_on < quarter.end
    settled = settled_on(one)
    return before and (settled is None or settled >= quarter.start)


def by_quarter(commitments: Sequence[Commitment], year_starts: int) -> dict[Quarter | None, list[Commitment]]:
    """The commitments by the quarter in which they were made, the earliest first; None last, where nobody wrote it."""
    found: dict[Quarter | None, list[Commitment]] = {}
    for one in commitments:
        found.setdefault(made_in(one, year_starts), []).append(one)
    order = sorted((quarter for quarter in found if quarter), key=lambda quarter: quarter)
    return {quarter: found[quarter] for quarter in (*order, None) if quarter in found}
