"""Whose account is to be reviewed next: by the rhythm of its kind of plan, the strategic first, and never more for one
account manager in a quarter than the rules say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from steward.domain.labels import Labelled


class ReviewTurn(Labelled):
    """Whether an account is to be reviewed now."""

    DUE = "due", "Due"
    UNDER_WAY = "under way", "Under way"
    WAITING = "waiting", "Waits its turn"
    NOT_YET = "not yet", "Not yet"
    NEVER = "never", "Not reviewed"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An account that has a plan. `every`: days from one review to the next, None where its kind has none; `last`: the
    day of the last that was closed; `under_way`: whether one is open."""

    account_id: str
    owner_id: str
    strategic: bool
    mrr: Decimal
    every: int | None
    last: date | None = None
    under_way: bool = False

    @property
    def due_on(self) -> date | None:
        """From when on another one is due; None where none ever is, or where none was held yet and it is due now."""
        return self.last + timedelta(days=self.every) if self.last and self.every else None


def turns(found: Iterable[Candidate], quarter: tuple[date, date], a_quarter: int | None) -> Mapping[str, ReviewTurn]:
    """Whose turn it is in a quarter, its first and last day included; in the order in which they are to be reviewed.

    `a_quarter`: how many an account manager holds in one, None where there is no limit: those held in it and those
    under way count first."""
    order = sorted(found, key=_rank)
    used: dict[str, int] = defaultdict(int)
    for one in order:
        used[one.owner_id] += one.under_way or (one.last is not None and quarter[0] <= one.last <= quarter[1])
    told: dict[str, ReviewTurn] = {}
    for one in order:
        turn = _alone(one, quarter[1])
        if turn is ReviewTurn.DUE and a_quarter is not None:
            if used[one.owner_id] >= a_quarter:
                turn = ReviewTurn.WAITING
            used[one.owner_id] += turn is ReviewTurn.DUE
        told[one.account_id] = turn
    return told


def _alone(one: Candidate, until: date) -> ReviewTurn:
    """Whether it is due by its own rhythm, whatever else its account manager has to hold."""
    if one.under_way:
        return ReviewTurn.UNDER_WAY
    if one.every is None:
        return ReviewTurn.NEVER
    return ReviewTurn.DUE if one.due_on is None or one.due_on <= until else ReviewTurn.NOT_YET


def _rank(one: Candidate) -> tuple[bool, date, Decimal, str]:
    """The strategic first, then whoever waits longest, whoever was never reviewed before all, then the largest."""
    return not one.strategic, one.due_on or date.min, -one.mrr, one.account_id


def first_of(found: Sequence[Candidate], told: Mapping[str, ReviewTurn], turn: ReviewTurn) -> tuple[Candidate, ...]:
    """Those whose turn is such, in the order in which they are to be reviewed."""
    return tuple(one for one in sorted(found, key=_rank) if told[one.account_id] is turn)
