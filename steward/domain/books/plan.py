"""The books of a fiscal year as they are planned: who gets which account, and who keeps what until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from steward.domain.books.states import AT_WORK, MOVES, PlanState, TransferState
from steward.domain.labels import Labelled


class BookMeasure(Labelled):
    """What books are held level by."""

    MRR = "mrr", "MRR"
    ATR = "atr", "MRR up for renewal"
    WORKLOAD = "workload", "Workload"
    ACCOUNTS = "accounts", "Accounts"


class Lock(Labelled):
    """Why an account stays where it is, whatever would be more even."""

    MANUAL = "manual", "Locked by hand"
    AT_RISK = "at risk", "At risk"
    RENEWAL = "renewal", "Renewal within 90 days"
    RECENT = "recent", "Changed hands within 90 days"


@dataclass(frozen=True)
class Band:
    """How far from its fair share a book may be of a measure without a penalty, as a share of it, and how much it
    weighs beyond."""

    measure: BookMeasure
    width: float
    weight: float = 1.0


BANDS = (
    Band(BookMeasure.MRR, 0.10, 1.0), Band(BookMeasure.ATR, 0.15, 0.5), Band(BookMeasure.WORKLOAD, 0.15, 0.5),
    Band(BookMeasure.ACCOUNTS, 0.15, 0.25),
)  # fmt: skip
"""Where the plan says nothing: 10 % either way of the MRR, 15 % of the rest, which weighs less."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """An account and whose it is to be. `lock`: it stays with `from_id`, said by hand; `proposed_by`: by the solver
    where it is empty."""

    account_id: str
    from_id: str
    to_id: str
    reason: str = ""
    lock: Lock | None = None
    proposed_by: str = ""

    @property
    def moves(self) -> bool:
        """Whether it is to change hands."""
        return self.from_id != self.to_id and self.lock is None


@dataclass(frozen=True, kw_only=True)
class Holdover:
    """An open opportunity that stays with whom it was until a last day, though its account has moved."""

    opportunity_id: str
    owner_id: str
    until: date


@dataclass(frozen=True, kw_only=True)
class CreditSplit:
    """Who is credited with an account in a time. `pct`: whole percents and up to two places; `to_on`: the last day."""

    person_id: str
    account_id: str
    from_on: date
    to_on: date
    pct: float


@dataclass(frozen=True, kw_only=True)
class BookPlan:
    """The books of a fiscal year. `fy`: as its quarters begin, `2027`; `effective_on`: its first day; `states`: of the
    assignments that move, by account; `weights`: of relationship, region and evenness against one another."""

    fy: str
    effective_on: date | None = None
    state: PlanState = PlanState.DRAFT
    weights: Mapping[str, float]
    bands: tuple[Band, ...] = BANDS
    assignments: tuple[Assignment, ...] = ()
    holdovers: tuple[Holdover, ...] = ()
    credits: tuple[CreditSplit, ...] = ()
    states: Mapping[str, TransferState]

    @property
    def moves(self) -> tuple[Assignment, ...]:
        """Those that change hands, as they are planned."""
        return tuple(one for one in self.assignments if one.moves)

    @property
    def credit_in_force(self) -> tuple[CreditSplit, ...]:
        """The credit of accounts that change hands by it, or of which it plans nothing else."""
        if self.state not in AT_WORK:
            return ()
        agreed = {one.account_id: self.states.get(one.account_id) in MOVES for one in self.moves}
        return tuple(one for one in self.credits if agreed.get(one.account_id, True))

    def of(self, account_id: str) -> Assignment | None:
        """What is planned for an account; None where it stays and nobody said anything of it."""
        return next((one for one in self.assignments if one.account_id == account_id), None)

    def owner_on(self, account_id: str, now: str, day: date) -> str:
        """Who looks after an account on a day, of whom the data says that it is `now`'s. Until the plan's first day,
        and where its two managers have not agreed, that is who it is with: always one, never two."""
        one = self.of(account_id)
        if one is None or not one.moves or self.effective_on is None or self.state not in AT_WORK:
            return now
        moved = self.states.get(account_id, TransferState.PROPOSED) in MOVES
        return one.to_id if moved and day >= self.effective_on else now
