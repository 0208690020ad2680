"""Which accounts change hands, from whom to whom and how far each is, read from every plan of books and its ledgers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from steward.domain.books.plan import Assignment, CreditSplit, Holdover
from steward.domain.books.states import AT_WORK, PlanState, TransferEvent, TransferState
from steward.domain.clocks import moment_of
from steward.domain.handover.words import HANDED_OVER, PREPARED, Move
from steward.plans.company.approvals import calendar_of, open_approvals
from steward.plans.company.books import assignments_of, book_plan, holdovers_of, open_books, years_planned
from steward.plans.files.store import COMPANY, Plans
from steward.workflow import ledger
from steward.workflow.booking import (
    TransferStanding,
    ledger_of,
    plan_standing,
    transfer_ledger_of,
    transfer_standing,
)
from steward.workflow.signing import last

CONTESTED = (TransferState.CONTESTED, TransferState.ESCALATED)
ASKED = (TransferState.PROPOSED, *CONTESTED)
"""The states in which a manager has something to say of a plan that is with the managers."""
IN_FORCE = (PlanState.PUBLISHED, PlanState.EFFECTIVE)
"""The states in which a plan of books is carried out."""


@dataclass(frozen=True)
class Moving:
    """One account on its way: the move, and where it stands. `asked`: whether its managers are asked about it now."""

    move: Move
    held: TransferStanding
    asked: bool = False

    @property
    def state(self) -> TransferState:
        """How far it is."""
        return self.held.state

    @property
    def agreed_on(self) -> date | None:
        """The day on which both managers had agreed."""
        agreed = (TransferEvent.AGREED, TransferEvent.UPHOLD)
        return max((one.at.date() for one in self.held.events if one.event in agreed), default=None)

    @property
    def received_on(self) -> date | None:
        """The day on which the new owner received it."""
        found = last(self.held.events, TransferEvent.RECEIVE)
        return found.at.date() if found else None

    @property
    def was_agreed(self) -> bool:
        """Whether both managers agreed to it, also where it was contested since."""
        if self.state in CONTESTED:
            return self.agreed_on is not None
        return self.state in (*PREPARED, *HANDED_OVER)


def moving(plans: Plans, today: date) -> Mapping[str, Moving]:
    """Every account that both managers agreed to move, by account; of one in the plans of several years the last. Those
    outside the scope of `plans` are not there."""
    return {one.move.account_id: one for one in every_move(plans, today) if one.was_agreed}


def every_move(plans: Plans, today: date) -> tuple[Moving, ...]:
    """Every move from one of us to another, of every year, agreed or not, the earliest year first: what was received
    once stays received, whatever is planned of the account next. What nobody has is handed over by nobody."""
    return tuple(one for fy in years_planned(plans.folder) for one in _planned(plans, fy, today))


def asked(plans: Plans, today: date) -> tuple[Move, ...]:
    """Every move that managers are asked about now, or that is contested and not settled while they are."""
    return tuple(one.move for one in every_move(plans, today) if one.asked)


def held_over(plans: Plans, today: date) -> tuple[Holdover, ...]:
    """Every opportunity that stays for a while with whom it was, of plans that are published and not yet closed."""
    return tuple(
        one
        for fy in years_planned(plans.folder)
        for books in (open_books(plans.folder, fy).plan,)
        if books.holdovers and _state(plans, fy, books.plan.effective_on, today) in IN_FORCE
        for one in holdovers_of(books)
    )


def credit_in_force(plans: Plans, today: date) -> tuple[CreditSplit, ...]:
    """Who is credited with which account by a plan that is at work and to which both managers agreed, of every year."""
    return tuple(one for fy in years_planned(plans.folder) for one in _credit_of(plans, fy, today))


def _credit_of(plans: Plans, fy: str, today: date) -> tuple[CreditSplit, ...]:
    file = open_books(plans.folder, fy).plan
    state = _state(plans, fy, file.plan.effective_on, today)
    if not file.credits or state not in AT_WORK:
        return ()
    standings = {one.move.account_id: one.held for one in _planned(plans, fy, today)}
    return book_plan(file, fy, state, standings).credit_in_force


def _state(plans: Plans, fy: str, effective_on: date | None, today: date) -> PlanState:
    return plan_standing(ledger.read(plans.folder / COMPANY / ledger_of(fy)), effective_on, today).state


def _planned(plans: Plans, fy: str, today: date) -> Iterator[Moving]:
    """Every move of a year, also those nobody agreed to."""
    folder = plans.folder / COMPANY
    file, calendar = open_books(plans.folder, fy).plan, calendar_of(open_approvals(plans.folder).plan)
    books = _state(plans, fy, file.plan.effective_on, today)
    for one in assignments_of(file):
        if one.moves and one.from_id and one.account_id in plans.scope.read:
            written = ledger.read(folder / transfer_ledger_of(fy, one.account_id))
            held = transfer_standing(written, one, moment_of(today), calendar)
            move = _move(file.plan.fy or fy, one, file.plan.effective_on, at_work=books in AT_WORK)
            yield Moving(move, held, asked=books is PlanState.REVIEW and held.state in ASKED)


def _move(fy: str, one: Assignment, effective_on: date | None, *, at_work: bool) -> Move:
    return Move(
        fy=fy, account_id=one.account_id, from_id=one.from_id, to_id=one.to_id, reason=one.reason,
        effective_on=effective_on, at_work=at_work,
    )  # fmt: skip
