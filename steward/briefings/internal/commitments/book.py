"""The commitments of the whole book: how many of those due were kept, by account and by team, and which are overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.briefings.customer.plans.commitment_states import Counts, counts
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.commitments.ratings import rating_figure, rating_table
from steward.briefings.internal.commitments.rows import (
    AccountCommitments,
    Overdue,
    WrittenCommitment,
    account_commitments,
    overdue_of,
)
from steward.briefings.internal.commitments.tables import account_rates, overdue_table, quarter_chart, rates_by, team_of
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, NOBODY, Filters
from steward.domain.labels import people_told_apart
from steward.exhibits import COUNT, PERCENT, Better, Figure, Receipt, StackedBars, Table
from steward.exhibits.wording import capital, counted
from steward.plans.customer.success_plan import FILE, Kept, Side, SuccessPlan
from steward.plans.internal.debrief import Debrief
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import team as team_rows

SECTIONS = frozenset({"commitments"})
RATED = frozenset({"rating"})
"""The sections of the success plan and of the debrief that this view reads."""


@dataclass(frozen=True, kw_only=True)
class CommitmentsBook(InternalBriefing):
    """All commitments of the accounts that pass the filters. `rows`: those accounts that have any."""

    rows: tuple[AccountCommitments, ...]
    late: tuple[Overdue, ...]
    quarters: StackedBars | None
    teams: Table | None
    managers: Table | None
    accounts: Table | None
    overdue: Table | None
    ratings: Table | None

    @cached_property
    def written(self) -> Mapping[str, WrittenCommitment]:
        """Every commitment by its key: what is open first, the earliest date first."""
        each = [one for row in self.rows for one in row.written]
        order = sorted(each, key=lambda one: (one.commitment.status is not Kept.OPEN, one.commitment.due or date.max))
        return {one.key: one for one in order}


def commitments_book(
    book: Book,
    plans: Mapping[str, SuccessPlan],
    debriefs: Mapping[str, Debrief] | None = None,
    filters: Filters = EVERYTHING,
) -> CommitmentsBook:
    """Brief on the commitments of the book; the plans and the quarter's debriefs by account id, those there are."""
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    shown = [row for row in everyone if filters.keeps(row) and row.customer]
    rows = account_commitments(shown, plans, book.now)
    late = overdue_of(book, rows)
    members = team_rows.members(book.warehouse)
    rated = {row.account_id: debriefs[row.account_id] for row in shown if debriefs and row.account_id in debriefs}
    owners = people_told_apart(((one.row.owner_id, one.row.owner) for one in rows), NOBODY)
    return CommitmentsBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(rows, late),
        figures=(*_figures(book, rows, late), rating_figure(book, rated)),
        rows=rows,
        late=late,
        quarters=quarter_chart(book, rows),
        teams=rates_by(book, rows, "team", lambda one: team_of(one.row, members)),
        managers=rates_by(book, rows, "account manager", lambda one: owners[one.row.owner_id]),
        accounts=account_rates(book, rows),
        overdue=overdue_table(book, late),
        ratings=rating_table(book, shown, rated),
    )


def _ours(rows: Sequence[AccountCommitments], side: Side, book: Book) -> Counts:
    return counts((one for row in rows for one in row.commitments), book.now, side)


def _headline(rows: Sequence[AccountCommitments], late: Sequence[Overdue]) -> str:
    if not rows:
        return "No commitment is written in any plan yet"
    kept, due = sum(row.ours.kept for row in rows), sum(row.ours.due for row in rows)
    ours = sum(one.side is Side.OURS for one in late)
    said = f"We kept {kept:,} of {counted(due, 'commitment')} due" if due else "No commitment of ours was due yet"
    return f"{said}; {ours:,} overdue" if ours else f"{said}, none is overdue"


def _figures(book: Book, rows: Sequence[AccountCommitments], late: Sequence[Overdue]) -> tuple[Figure, ...]:
    return (
        *(_rate(book, side, label, _ours(rows, side, book)) for side, label in _SIDES),
        overdue_figure(book, late),
        _accounts_late(book, late),
    )


_SIDES = ((Side.OURS, "We kept"), (Side.THEIRS, "They kept"))


def _rate(book: Book, side: Side, label: str, found: Counts) -> Figure:
    return book.figure(
        f"promises.kept_{side}",
        label,
        found.rate,
        PERCENT,
        _receipt(book),
        why="No commitment was due yet.",
        note=f"{found.told} due" if found.due else "",
    )


def overdue_figure(book: Book, late: Sequence[Overdue]) -> Figure:
    """Our own commitments whose date has passed; theirs in the note."""
    ours, theirs = (sum(one.side is side for one in late) for side in (Side.OURS, Side.THEIRS))
    return book.figure(
        "book.promises_overdue",
        "Commitments overdue",
        ours,
        COUNT,
        _receipt(book),
        note=capital(f"{counted(theirs, 'commitment')} of theirs besides") if theirs else "ours; none of theirs",
        better=Better.LOWER,
    )


def _accounts_late(book: Book, late: Sequence[Overdue]) -> Figure:
    accounts = {one.row.account_id: one.row.mrr for one in late if one.side is Side.OURS}
    money = book.money.compact(sum(accounts.values()))
    return book.figure(
        "promises.accounts_late",
        "Accounts we are late with",
        len(accounts),
        COUNT,
        _receipt(book),
        note=f"{money} a month behind them" if accounts else "",
        better=Better.LOWER,
    )


def _receipt(book: Book) -> Receipt:
    return Receipt("kept rate", book.as_of, f"{FILE}, commitments", (), ("accounts", "people"))
