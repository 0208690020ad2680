"""What a request went through: whose turn it was from when to when, and what became of its claim."""

from dataclasses import dataclass, field
from datetime import datetime

from steward.domain.requests.claims import Claim
from steward.domain.requests.words import RequestAct, RequestState, Turn


@dataclass(frozen=True)
class TurnSpan:
    """From when to when it was somebody's turn. `until` None: it still is; `turn` None: the clock stood, as nothing was
    left to do but to confirm."""

    since: datetime
    until: datetime | None
    turn: Turn | None


@dataclass(frozen=True)
class RequestEvent:
    """One thing that happened and counts. `cents`: of a claim."""

    at: datetime
    who: str
    act: RequestAct
    turn: Turn | None = None
    cents: int | None = None


@dataclass(frozen=True)
class RequestRecord:
    """The fold of a request's events. `ended_at`: since when nothing is left for us to do; `reopened`: how often it was
    taken up again after that; `broken`: lines of its ledger that were changed; `copied_from`: the request that some of
    them are of instead."""

    state: RequestState = RequestState.NEW
    happened: tuple[RequestEvent, ...] = ()
    spans: tuple[TurnSpan, ...] = ()
    replied_at: datetime | None = None
    ended_at: datetime | None = None
    reopened: int = 0
    claim: Claim = field(default_factory=Claim)
    broken: tuple[int, ...] = ()
    copied_from: str = ""
    is_claim: bool = False
    """Whether it was raised with an amount."""
    currency: str = ""
    """Of its claim, where that is not the reporting currency: its amounts are added to no others."""

    @property
    def state_said(self) -> str:
        """How far it is, in words; of a claim also whether that is so of all of it."""
        part = (self.state is RequestState.CREDIT and self.claim.open > 0) or (
            self.state is RequestState.DECLINED and self.claim.credited > 0
        )
        return IN_PART.get(self.state, self.state.label) if part else self.state.label

    @property
    def opened_at(self) -> datetime | None:
        """When they asked."""
        return self.spans[0].since if self.spans else None

    @property
    def turn(self) -> Turn | None:
        """Whose turn it is; None where nothing is left to do but to confirm."""
        return self.spans[-1].turn if self.spans else Turn.US

    @property
    def turn_since(self) -> datetime | None:
        """Since when it is."""
        return self.spans[-1].since if self.spans else None

    @property
    def decided_at(self) -> datetime | None:
        """When the last of a claim was decided; None while anything of it is open."""
        decided = [one.at for one in self.happened if one.act in DECIDING]
        return decided[-1] if decided and not self.claim.open else None

    @property
    def last(self) -> RequestEvent | None:
        """What happened last."""
        return self.happened[-1] if self.happened else None


IN_PART = {RequestState.CREDIT: "Credited in part", RequestState.DECLINED: "Declined in part"}
DECIDING = (RequestAct.CREDIT, RequestAct.DECLINE, RequestAct.WITHDRAW)
