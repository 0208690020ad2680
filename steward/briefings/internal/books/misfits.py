"""Moves that figures or rules do not allow any more, though they did when the plan was made: told while it is planned,
and approved by nobody."""

from collections.abc import Iterator

from steward.briefings.internal.books.source import BooksSource
from steward.briefings.internal.books.tables import planned_of
from steward.domain.books.plan import Assignment, BookPlan
from steward.domain.books.problem import BookAccount, loads_counted
from steward.domain.books.states import TransferState
from steward.exhibits import day_text
from steward.exhibits.wording import counted


def misfits(source: BooksSource, plan: BookPlan) -> Iterator[str]:
    """All that stands in the way of what is to move, in words; nothing of who is no customer any more, of what was
    withdrawn, and of what is with its new owner already."""
    accounts = {one.account_id: one for one in source.problem.accounts}
    moves = [
        one for one in plan.moves
        if (held := accounts.get(one.account_id)) is not None and held.owner_id != one.to_id
        and plan.states.get(one.account_id) is not TransferState.WITHDRAWN
    ]  # fmt: skip
    for one in moves:
        yield from _of_move(source, one, accounts[one.account_id])
        yield from _of_its_days(source, plan, one)
    yield from _too_many(source, plan, {one.to_id for one in moves})


def _of_move(source: BooksSource, one: Assignment, held: BookAccount) -> Iterator[str]:
    name, to = source.account(one.account_id), source.name(one.to_id)
    if held.owner_id != one.from_id:
        yield f"{name} is to go from {source.name(one.from_id)}, and is with {source.name(held.owner_id)} by now."
    if held.lock is not None:
        yield f"{name} is to move, and is locked by now: {held.lock.label.lower()}."
    if source.us and one.to_id not in source.us:
        yield f"{name} is to go to {to}, who is none of us any more."
    book = next((each for each in source.problem.books if each.person_id == one.to_id), None)
    if book is not None and not book.takes(held):
        yield f"{name} is to go to {to}, who does not take it: region, segment or skill."


def _of_its_days(source: BooksSource, plan: BookPlan, one: Assignment) -> Iterator[str]:
    """What is held over or shared from another day than the change, as after somebody put that off."""
    if plan.effective_on is None:
        return
    name, day = source.account(one.account_id), day_text(plan.effective_on)
    begun = min((each.from_on for each in plan.credits if each.account_id == one.account_id), default=None)
    if begun is not None and begun != plan.effective_on:
        yield f"Credit of {name} is shared from {day_text(begun)}, and it changes hands on {day}."
    sales = {each.opportunity_id for each in source.sales if each.account_id == one.account_id}
    for held in plan.holdovers:
        if held.opportunity_id in sales and held.until < plan.effective_on:
            yield f"An opportunity of {name} stays until {day_text(held.until)}, and it changes hands on {day}."


def _too_many(source: BooksSource, plan: BookPlan, receivers: set[str]) -> Iterator[str]:
    """Whoever gets an account, and has more by it than they may have."""
    held = loads_counted(source.problem, planned_of(source, plan))
    for book in source.problem.books:
        most = book.most_accounts
        if most is not None and book.person_id in receivers and held[book.person_id] > most:
            name, number = source.name(book.person_id), counted(held[book.person_id], "account")
            yield f"{name} is to have {number}, and may have {most} at most."
