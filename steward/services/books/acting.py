"""What happens to books: sent to managers, agreed, contested, decided, approved, published. Each is a line of a ledger,
written by whoever may say so and for nobody else."""

from dataclasses import replace
from itertools import chain

from steward.briefings.internal.books.briefing import torn_families
from steward.briefings.internal.books.misfits import misfits
from steward.briefings.internal.books.source import BooksSource
from steward.domain.books.moving import uneven
from steward.domain.books.states import PlanEvent, PlanState, TransferEvent, TransferState
from steward.errors import ChangeNotAllowed, StepNotAllowed
from steward.plans.files.store import Plans
from steward.services.books.opened import OpenedBooks, moving, opened_books, record_plan, record_transfer
from steward.services.books.sides import balancing, may_balance, may_place, people_of, sides_of
from steward.workflow.ledger import LedgerEvent

E, T = PlanEvent, TransferEvent
CONTESTED = (TransferState.CONTESTED, TransferState.ESCALATED)


def send(plans: Plans, opened: OpenedBooks, who: str) -> LedgerEvent:
    """Ask the managers. Raises StepNotAllowed."""
    balancing(plans)
    return record_plan(plans, opened, E.SEND, who)


def send_back(plans: Plans, opened: OpenedBooks, who: str, why: str) -> LedgerEvent:
    """Open the plan again. Raises StepNotAllowed."""
    balancing(plans)
    if not why.strip():
        raise StepNotAllowed("Say why: whoever agreed already will ask.")
    return record_plan(plans, opened, E.REOPEN, who, {"why": why.strip()})


def approve(plans: Plans, opened: OpenedBooks, source: BooksSource, who: str) -> LedgerEvent:
    """Approve the plan as it is now: what is not agreed by both managers then stays where it is. Raises
    StepNotAllowed."""
    balancing(plans)
    if wrong_move := next(chain(torn_families(source, opened.plan), misfits(source, opened.plan)), ""):
        raise StepNotAllowed(wrong_move)
    if wrong := uneven(opened.plan.credits):
        raise StepNotAllowed(f"The credit of {wrong[0].account_id} does not come to 100 %.")
    if opened.plan.effective_on is None:
        raise StepNotAllowed("Say on which day the plan takes effect.")
    open_ = [key for key, held in opened.transfers.items() if held.state is TransferState.PROPOSED]
    about = {"moves": len(opened.plan.moves), "not agreed": sorted(open_)}
    return record_plan(plans, opened, E.APPROVE, who, about)


def publish(plans: Plans, opened: OpenedBooks, who: str) -> LedgerEvent:
    """Tell everybody: it takes effect on its day. Raises StepNotAllowed where it is not what was approved."""
    balancing(plans)
    if opened.standing.changed:
        raise StepNotAllowed("The plan is not what was approved any more: send it back, and have it approved.")
    return record_plan(plans, opened, E.PUBLISH, who)


def close(plans: Plans, opened: OpenedBooks, who: str) -> LedgerEvent:
    """The year's changes are over. Raises StepNotAllowed."""
    balancing(plans)
    if any(one.state in CONTESTED for one in opened.transfers.values()):
        raise StepNotAllowed("Something is still contested: decide it first.")
    if opened.standing.last is not None and opened.standing.last.event == E.PUBLISH:
        # It took effect by the clock; the ledger says so before it says what followed.
        published = replace(opened, standing=replace(opened.standing, state=PlanState.PUBLISHED))
        record_plan(plans, published, E.TAKE_EFFECT, who)
        opened = opened_books(plans, opened.fy, opened.today)
    return record_plan(plans, opened, E.CLOSE, who)


def agree(
    plans: Plans, opened: OpenedBooks, source: BooksSource, account_id: str, who: str, person_id: str
) -> LedgerEvent:  # fmt: skip
    """A manager agrees, for the sides they speak for and no other. Raises StepNotAllowed, PlanNotFound."""
    _in_review(opened)
    one, held = moving(opened, account_id), opened.transfers[account_id]
    speaks = sides_of(source.us, person_id, one, leads=may_balance(plans.scope))
    sides = [side for side in speaks if side not in held.agreed]
    if not sides:
        raise StepNotAllowed("This is for the manager of who has the account, or of who gets it, to say.")
    last = {*held.agreed, *sides} >= set(people_of(one))
    about = {"sides": sides, "person": person_id}
    return record_transfer(plans, opened, account_id, T.AGREED if last else T.AGREE, who, about)


def contest(
    plans: Plans, opened: OpenedBooks, source: BooksSource, account_id: str, who: str, person_id: str, why: str
) -> LedgerEvent:  # fmt: skip
    """A manager, or either of the two people themselves, speaks against it. Raises StepNotAllowed, PlanNotFound."""
    one = moving(opened, account_id)
    if not (sides_of(source.us, person_id, one) or person_id in (one.from_id, one.to_id)):
        raise StepNotAllowed("This is for its two owners and their managers to say.")
    if not why.strip():
        raise StepNotAllowed("Say why: somebody else has to decide on it.")
    return record_transfer(plans, opened, account_id, T.CONTEST, who, {"why": why.strip(), "person": person_id})


def decide(
    plans: Plans, opened: OpenedBooks, account_id: str, event: TransferEvent, who: str, why: str
) -> LedgerEvent:  # fmt: skip
    """What becomes of what is contested: it moves all the same, stays, is asked for again, or goes on to who approves.

    Raises StepNotAllowed, PlanNotFound."""
    one = moving(opened, account_id)
    held = opened.transfers[account_id].state
    if event is T.ESCALATE:
        if not may_place(plans.scope, one.from_id) and not may_place(plans.scope, one.to_id):
            raise ChangeNotAllowed("This is for the managers of the two to say.")
    else:
        balancing(plans)
    if not why.strip():
        raise StepNotAllowed("Say why: both owners will read it.")
    # What the clock escalated, no line of the ledger says yet.
    if held is TransferState.ESCALATED and event is not T.ESCALATE and _by_the_clock(opened, account_id):
        contested = _as(opened, account_id, TransferState.CONTESTED)
        record_transfer(plans, contested, account_id, T.ESCALATE, who, {"why": "By the clock"})
        opened = opened_books(plans, opened.fy, opened.today)
    return record_transfer(plans, opened, account_id, event, who, {"why": why.strip()})


def stay(plans: Plans, opened: OpenedBooks, account_id: str, who: str, why: str) -> LedgerEvent:
    """Have an account stay where it is after all. Raises StepNotAllowed."""
    return decide(plans, opened, account_id, T.WITHDRAW, who, why)


def _in_review(opened: OpenedBooks) -> None:
    if opened.standing.state is not PlanState.REVIEW:
        raise StepNotAllowed("The managers are not asked now.")


def _by_the_clock(opened: OpenedBooks, account_id: str) -> bool:
    held = opened.transfers[account_id]
    return bool(held.events) and held.events[-1].event == T.CONTEST


def _as(opened: OpenedBooks, account_id: str, state: TransferState) -> OpenedBooks:
    held = replace(opened.transfers[account_id], state=state)
    return replace(opened, transfers={**opened.transfers, account_id: held})
