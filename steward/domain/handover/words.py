"""The fixed words of a handover: how much care an account needs, and which account goes from whom to whom."""

from dataclasses import dataclass
from datetime import date

from steward.domain.books.states import TransferState
from steward.domain.labels import Labelled


class Triage(Labelled):
    """How much care a move needs, the most first."""

    P1 = "p1", "P1"
    P2 = "p2", "P2"
    P3 = "p3", "P3"

    @property
    def means(self) -> str:
        """What is done for an account of that degree."""
        return {
            Triage.P1: "whole interview, introductions, a joint meeting",
            Triage.P2: "interview and introductions",
            Triage.P3: "a short interview",
        }[self]


T = TransferState
PREPARED = (T.AGREED, T.READY, T.INTRODUCED)
"""The states from the agreement to the receipt: both owners look after the account."""
HANDED_OVER = (T.RECEIVED, T.DAY_30, T.DAY_60, T.DAY_90, T.DONE)
"""The states in which the new owner has signed: the account is theirs."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """An account that goes from one of us to another. `fy`: of which year's plan of books; `effective_on`: the day from
    which it is to be the other's; `at_work`: whether that plan was published."""

    fy: str
    account_id: str
    from_id: str
    to_id: str
    effective_on: date | None = None
    reason: str = ""
    at_work: bool = False

    @property
    def people(self) -> tuple[str, str]:
        """Who gives and who gets it."""
        return self.from_id, self.to_id
