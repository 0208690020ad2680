"""Which accounts change hands, from whom to whom, by the plans of books there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from steward.domain.books.plan import Assignment
from steward.domain.books.states import AT_WORK, TransferEvent, TransferState
from steward.domain.handover.words import HANDED_OVER, PREPARED, Move
from steward.errors import PlanNotFound
from steward.plans.files.store import Plans
from steward.services.books.opened import OpenedBooks, book_years, opened_books
from steward.workflow.booking import TransferStanding

__all__ = ["Moving", "moving", "moving_of"]

CONTESTED = (TransferState.CONTESTED, TransferState.ESCALATED)


@dataclass(frozen=True)
class Moving:
    """One account on its way: the move, where it stands, and the books it is planned in."""

    move: Move
    held: TransferStanding
    books: OpenedBooks

    @property
    def state(self) -> TransferState:
        """How far it is."""
        return self.held.state

    @property
    def agreed_on(self) -> date | None:
        """The day both managers had agreed on."""
        days = [one.at.date() for one in self.held.events if one.event in (TransferEvent.AGREED, TransferEvent.UPHOLD)]
        return max(days, default=None)


def moving(plans: Plans, today: date) -> Mapping[str, Moving]:
    """Every account that both managers agreed to move, also one that was contested since, by account; of an account in
    the plans of several years the last. Those outside the scope of `plans` are not there."""
    found: dict[str, Moving] = {}
    for fy in book_years(plans):
        books = opened_books(plans, fy, today)
        for one in books.plan.moves:
            held = books.transfers.get(one.account_id)
            if held is not None and _was_agreed(held):
                found[one.account_id] = _moving(books, one, held)
    return found


def moving_of(plans: Plans, account_id: str, today: date) -> Moving:
    """The one of an account. Raises PlanNotFound where it does not change hands."""
    found = moving(plans, today).get(account_id)
    if found is None:
        raise PlanNotFound(f"Nobody agreed that “{account_id[:60]}” changes hands.")
    return found


def _was_agreed(held: TransferStanding) -> bool:
    if held.state in CONTESTED:
        return any(one.event == TransferEvent.AGREED for one in held.events)
    return held.state in (*PREPARED, *HANDED_OVER)


def _moving(books: OpenedBooks, one: Assignment, held: TransferStanding) -> Moving:
    move = Move(
        fy=books.fy, account_id=one.account_id, from_id=one.from_id, to_id=one.to_id, reason=one.reason,
        effective_on=books.plan.effective_on, at_work=books.standing.state in AT_WORK,
    )  # fmt: skip
    return Moving(move, held, books)
