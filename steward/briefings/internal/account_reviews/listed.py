"""One account review as its file, its ledger and the plan say it, and what stands in its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from steward.domain.account_reviews.words import AccountReviewState, ReviewVerdict
from steward.domain.colleagues import OneOfUs
from steward.plans.internal.account_review_states import ReviewStanding
from steward.plans.internal.account_reviews import MINUTES, AccountReview, Vulnerability
from steward.plans.internal.strategy import Action
from steward.warehouse.rows.internal.book import BookRow

S = AccountReviewState


@dataclass(frozen=True, kw_only=True)
class ListedReview:
    """A review of an account. `actions`: of the account's plan, by id; `us`: all of us, who can be named in it."""

    row: BookRow
    standing: ReviewStanding
    actions: Mapping[str, Action]
    us: Sequence[OneOfUs]

    @property
    def review(self) -> AccountReview:
        """What is said of it; of a closed one as it was closed."""
        return self.standing.review

    @property
    def found(self) -> tuple[Vulnerability, ...]:
        """Its vulnerabilities; of a closed one as it was closed."""
        return self.standing.found

    @property
    def state(self) -> AccountReviewState:
        """How far it is."""
        return self.standing.state

    @property
    def key(self) -> str:
        """What tells it from every other of the book."""
        return f"{self.row.account_id}/{self.review.id}"

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int(self.review.minutes or MINUTES)

    @property
    def standing_ones(self) -> tuple[Vulnerability, ...]:
        """Those that were accepted, in their own words or in others."""
        return tuple(one for one in self.found if one.verdict.stands)

    def judged(self, verdict: ReviewVerdict) -> int:
        """How many got a verdict."""
        return sum(one.verdict is verdict for one in self.found)

    def is_late(self, day: date) -> bool:
        """Whether its day is over and it is not closed."""
        held = self.review.held_on
        return self.state.is_open and held is not None and held < day


def last_closed(found: tuple[ListedReview, ...]) -> date | None:
    """The day the last review of an account was held that was closed."""
    days = [one.review.held_on or one.standing.closed_on for one in found if one.state is S.CLOSED]
    return max((day for day in days if day), default=None)
