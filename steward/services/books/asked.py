"""Who is asked what by plans of books: each side's manager while managers are asked, then whoever approves."""

from collections.abc import Iterator, Mapping

from steward.briefings.internal.books.todos import BooksAsked
from steward.briefings.internal.scope.book import Book
from steward.domain.books.plan import Assignment
from steward.domain.books.states import PlanState, TransferState
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.plans.files.plan_cache import PlanCache
from steward.services.books.opened import OpenedBooks, book_years, opened_books
from steward.services.books.sides import managers_of
from steward.warehouse.rows.internal.team import StaffMember, led_by
from steward.workflow.booking import TransferStanding

P, T = PlanState, TransferState
OPEN = (T.PROPOSED, T.CONTESTED, T.ESCALATED)
"""The states in which somebody is still to say whether an account moves."""


def asked_of_us(book: Book, plan_cache: PlanCache, us: Mapping[str, StaffMember]) -> tuple[BooksAsked, ...]:
    """All that plans of books ask, of the accounts that whoever looks may see."""
    plans = plan_cache.plans
    opened = [opened_books(plans, fy, book.now) for fy in book_years(plans)]
    plan_cache.changes_at(at for one in opened for held in one.transfers.values() if (at := held.escalates_at))
    return tuple(each for one in opened for each in _asked(one, us))


def _asked(opened: OpenedBooks, us: Mapping[str, StaffMember]) -> Iterator[BooksAsked]:
    heads = _heads(opened, us)
    for account_id, held in opened.transfers.items():
        move = opened.plan.of(account_id)
        if move is not None:
            yield from _of_move(opened, move, held, us, heads)
    if opened.standing.state is P.CLOSED or any(one.state in OPEN for one in opened.transfers.values()):
        return
    words = {P.REVIEW: "Approve", P.APPROVED: "Publish"}.get(opened.standing.state)
    if words:
        moves = counted(len(opened.transfers), "account")
        for head in heads:
            yield BooksAsked(opened.fy, head, f"{words} the books of {opened.fy}: {moves} to move, nothing open")


def _of_move(
    opened: OpenedBooks, one: Assignment, held: TransferStanding, us: Mapping[str, StaffMember], heads: tuple[str, ...]
) -> Iterator[BooksAsked]:  # fmt: skip
    managers = managers_of(us, one)
    way = f"the move from {_name(us, one.from_id)} to {_name(us, one.to_id)} (books of {opened.fy})"
    if held.state is T.PROPOSED and opened.standing.state is P.REVIEW:
        for person_id in dict.fromkeys(whose for side, whose in managers.items() if side not in held.agreed):
            yield BooksAsked(opened.fy, person_id, f"Agree to {way}, or contest it", one.account_id)
    elif held.state is T.CONTESTED and held.escalates_at:
        on = held.escalates_at.date()
        for person_id in dict.fromkeys((*managers.values(), *heads)):
            yield BooksAsked(
                opened.fy, person_id, f"Settle {way}: contested{_why(held)}; with leadership from {day_text(on)}",
                one.account_id, on,
            )  # fmt: skip
    elif held.state is T.ESCALATED:
        for person_id in heads:
            yield BooksAsked(
                opened.fy, person_id, f"Decide on {way}: contested{_why(held)}", one.account_id, opened.today
            )


def _why(held: TransferStanding) -> str:
    """What was said against it, last."""
    said = next((str(one.about["why"]) for one in reversed(held.events) if one.event == "contested"), "")
    return f" (“{said}”)" if said else ""


def _heads(opened: OpenedBooks, us: Mapping[str, StaffMember]) -> tuple[str, ...]:
    """Who approves: whom nobody leads, above those who give or get an account."""
    people = {each for one in opened.plan.moves for each in (one.from_id, one.to_id)}
    tops = [key for key, one in us.items() if not one.manager_id and not people.isdisjoint(led_by(dict(us), key))]
    return tuple(sorted(tops))


def _name(us: Mapping[str, StaffMember], person_id: str) -> str:
    return us[person_id].name if person_id in us else person_id
