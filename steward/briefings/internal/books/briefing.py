"""The books of a fiscal year: how level they are, what the plan changes, and where each account stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.books.misfits import misfits
from steward.briefings.internal.books.source import BooksSource
from steward.briefings.internal.books.tables import (
    books_chart,
    books_table,
    compared_table,
    held_table,
    locked_table,
    moves_table,
    planned_of,
)
from steward.briefings.internal.books.words import POINTS, SHARE, blocked_words
from steward.briefings.internal.books.worked import WorkedPlan
from steward.briefings.internal.scope.book import Book
from steward.domain.books.blocked import Blocked
from steward.domain.books.moving import uneven
from steward.domain.books.plan import BookMeasure, BookPlan
from steward.domain.books.problem import spread_of, today_of
from steward.domain.books.states import MOVES, PlanState, TransferState
from steward.exhibits import COUNT, Bars, Better, Figure, Missing, Table, day_text, listed
from steward.exhibits.wording import capital, counted
from steward.workflow.booking import PlanStanding, TransferStanding

T = TransferState
CHANGED = (PlanState.DRAFT, PlanState.BALANCED, PlanState.REVIEW)
"""The states of a plan in which it may be changed."""


@dataclass(frozen=True, kw_only=True)
class BooksBriefing(InternalBriefing):
    """Books of one year. `findings`: what does not fit together; `blocked`: which rule leaves no books at all."""

    source: BooksSource
    plan: BookPlan
    standing: PlanStanding
    transfers: Mapping[str, TransferStanding]
    worked: tuple[WorkedPlan, ...]
    planned: Mapping[str, str]
    findings: tuple[str, ...]
    blocked: tuple[str, ...]
    may_balance: bool
    level: Bars | None
    compared: Table | None
    by_person: Table | None
    moves: Table | None
    locked: Table | None
    held: Table | None

    @property
    def begun(self) -> bool:
        """Whether anybody planned this year."""
        return bool(self.plan.effective_on) or bool(self.plan.assignments)

    @property
    def may_change(self) -> bool:
        """Whether what is planned may still be changed."""
        return self.begun and self.standing.state in CHANGED

    @property
    def asks_managers(self) -> bool:
        """Whether the managers are asked now."""
        return self.standing.state is PlanState.REVIEW


def books_briefing(
    book: Book, source: BooksSource, plan: BookPlan, standing: PlanStanding, transfers: Mapping[str, TransferStanding],
    worked: Sequence[WorkedPlan], blocks: Sequence[Blocked], *, may_balance: bool,
) -> BooksBriefing:  # fmt: skip
    """Brief on the books of a year."""
    plan = _of_what_moves(plan, source)
    planned = planned_of(source, plan)
    seen = tuple(one for one in worked if set(one.owners) >= set(source.rows))
    return BooksBriefing(
        quarter=book.quarter, as_of=book.as_of, headline=_headline(source, plan, standing),
        figures=_figures(book, source, plan, planned), missing=_missing(book), source=source, plan=plan,
        standing=standing, transfers=transfers, worked=seen, planned=planned,
        findings=tuple(_findings(source, plan, standing, transfers)),
        blocked=tuple(blocked_words(source, one) for one in blocks),
        may_balance=may_balance,
        level=books_chart(book, source, planned),
        compared=compared_table(book, source, seen, planned if plan.moves else None),
        by_person=books_table(book, source, planned), moves=moves_table(book, source, plan),
        locked=locked_table(book, source), held=held_table(book, source, plan),
    )  # fmt: skip


def _of_what_moves(plan: BookPlan, source: BooksSource) -> BookPlan:
    """The plan without what was to follow of accounts that stay after all: nothing of theirs is held over or shared."""
    stay = {key for key, state in plan.states.items() if state is T.WITHDRAWN}
    sales = {one.opportunity_id for one in source.sales if one.account_id in stay}
    return replace(
        plan, holdovers=tuple(one for one in plan.holdovers if one.opportunity_id not in sales),
        credits=tuple(one for one in plan.credits if one.account_id not in stay),
    )  # fmt: skip


def _headline(source: BooksSource, plan: BookPlan, standing: PlanStanding) -> str:
    if not source.rows:
        return "There is no customer to look after"
    if plan.effective_on is None and not plan.assignments:
        return f"Nobody has planned the books of {source.fy} yet"
    moves = plan.moves
    if not moves:
        return f"The books of {source.fy} stay as they are"
    states = Counter(plan.states.get(one.account_id, T.PROPOSED) for one in moves)
    agreed = sum(states[one] for one in MOVES)
    open_ = states[T.CONTESTED] + states[T.ESCALATED]
    said = f"{capital(counted(len(moves), 'account'))} to move on {day_text(source.effective_on)}: {agreed} agreed"
    return f"{said}, {open_} contested" if open_ else said


def _figures(
    book: Book, source: BooksSource, plan: BookPlan, planned: Mapping[str, str]
) -> tuple[Figure, ...]:  # fmt: skip
    problem, today = source.problem, today_of(source.problem)
    receipt, paid = book.receipt("book balance", "internal.book", "accounts", "people"), (book.paid_by,)
    moved = [one for one in problem.accounts if planned[one.account_id] != one.owner_id]
    total = problem.totals(BookMeasure.MRR)
    kept = (total - sum(one.mrr for one in moved)) / total * POINTS if total else None
    before, after = (spread_of(problem, BookMeasure.MRR, owners) for owners in (today, planned))
    states = Counter(plan.states.get(one.account_id, T.PROPOSED) for one in plan.moves)
    agreed = sum(states[one] for one in MOVES)
    people = len({one.owner_id for one in moved} | {planned[one.account_id] for one in moved})
    return (
        book.figure(
            "books.moves", "Accounts that move", len(moved), COUNT, receipt, better=Better.LOWER,
            note=f"{agreed} agreed by both managers" if moved else "",
        ),
        book.figure(
            "books.kept", "MRR that stays", kept, SHARE, receipt, needs=paid, why="There is no MRR.",
            note=f"between {counted(people, 'person', 'people')}" if moved else "",
        ),
        book.figure(
            "books.largest", "Largest book", after.most * POINTS if after else None, SHARE, receipt,
            needs=paid, why="Nobody has a book.", better=Better.LOWER,
            note=f"of its fair share of MRR; today {SHARE.text(before.most * POINTS)}" if before else "",
        ),
        book.figure(
            "books.smallest", "Smallest book", after.least * POINTS if after else None, SHARE, receipt,
            needs=paid, why="Nobody has a book.",
            note=f"of its fair share of MRR; today {SHARE.text(before.least * POINTS)}" if before else "",
        ),
        book.figure(
            "books.locked", "Locked", sum(one.lock is not None for one in problem.accounts), COUNT, receipt,
            better=Better.NEITHER, note="they stay with whom they are",
        ),
    )  # fmt: skip


def _findings(
    source: BooksSource, plan: BookPlan, standing: PlanStanding, transfers: Mapping[str, TransferStanding]
) -> list[str]:  # fmt: skip
    """What does not fit together, in words."""
    accounts = {one.account_id: one for one in source.problem.accounts}
    found = []
    for one in plan.moves:
        held = accounts.get(one.account_id)
        name = source.account(one.account_id)
        if held is None:
            found.append(f"{one.account_id} is to move, and is no customer now.")
            continue
        overdue = plan.owner_on(one.account_id, held.owner_id, source.today) != held.owner_id
        if held.owner_id == one.from_id and overdue:
            since = day_text(source.effective_on)
            found.append(
                f"{name} is {source.name(one.to_id)}’s since {since}, and {source.name(one.from_id)}’s in the CRM."
            )
    found += misfits(source, plan)
    for stretch in uneven(plan.credits):
        found.append(
            f"Credit of {source.account(stretch.account_id)} comes to {float(stretch.percent):g} % from "
            f"{day_text(stretch.from_on)} to {day_text(stretch.to_on)}: it has to be 100 %."
        )
    found += torn_families(source, plan)
    if standing.changed:
        found.append("The plan is not what was approved any more: its file was changed since.")
    if standing.broken or any(one.broken for one in transfers.values()):
        found.append("Lines of a ledger were changed by hand: see the events.jsonl below account_plans/_company/books.")
    return found


def torn_families(source: BooksSource, plan: BookPlan) -> Iterator[str]:
    """Families that the plan splits, though nobody named any of them apart."""
    planned, moves = planned_of(source, plan), {one.account_id for one in plan.moves}
    for unit in source.problem.units:
        if len({planned[one.account_id] for one in unit}) > 1 and moves & {one.account_id for one in unit}:
            each = listed(
                [f"{source.account(one.account_id)} to {source.name(planned[one.account_id])}" for one in unit]
            )
            yield f"One family goes apart: {each}. Move it as one, or name who goes apart under Rules."


def _missing(book: Book) -> tuple[Missing, ...]:
    return book.missing(
        people="who of us there is, in which region and under whom",
        contracts="what renews in the year, and which accounts are too near their renewal to change hands",
        activities="who of us the customer speaks with, which is what a move would end",
        opportunities="which open opportunities stay a while with whom they were",
        tickets="how much work an account asks for",
    )
