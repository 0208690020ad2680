"""The next fourteen days: what is due, and which reviews are held."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Todo
from steward.exhibits import DAYS, Column, Table
from steward.exhibits.wording import capital, counted

AHEAD = 14
"""Days that are looked ahead, today being the first."""


class ReviewMeeting(NamedTuple):
    """A review that has a day."""

    account_id: str
    account: str
    held_on: date
    quarter: str


class Dated(NamedTuple):
    """What falls on a day: something that is due on it, or a review that is held."""

    day: date
    account: str
    account_id: str
    what: str
    words: str
    of: Todo | ReviewMeeting


def dated(book: Book, todos: Iterable[Todo], meetings: Iterable[ReviewMeeting]) -> tuple[Dated, ...]:
    """Everything with a day within the next fourteen, by day."""
    until = book.now + timedelta(days=AHEAD - 1)
    due = (Dated(one.due, one.account, one.account_id, capital(one.reason), one.words, one) for one in todos if one.due)
    held = (
        Dated(one.held_on, one.account, one.account_id, "Review", f"Review of {one.quarter}", one) for one in meetings
    )
    return tuple(sorted((one for one in (*due, *held) if book.now <= one.day <= until), key=lambda one: one[:-1]))


def calendar_table(book: Book, found: Sequence[Dated], *, named: bool) -> Table | None:
    """The same as a table; the key of a row is its account. `named`: who is to do it, too."""
    if not found:
        return None
    days = len({one.day for one in found})
    return Table(
        id="week.calendar",
        title=f"{capital(counted(len(found), 'date'))} on {counted(days, 'day')} of the next {AHEAD}",
        alt="Table of what is due in the next fourteen days, by day.",
        receipt=book.receipt("my week", "internal.book"),
        keys=tuple(one.account_id for one in found),
        columns=(
            Column("Day"), Column("Weekday"), Column("In", DAYS), Column("Account"), Column("Why"),
            Column("What", wide=True), *([Column("Who")] if named else ()),
        ),
        rows=tuple(
            (
                one.day, f"{one.day:%A}", (one.day - book.now).days, one.account, one.what, one.words,
                *([_who(one)] if named else ()),
            )
            for one in found
        ),
    )  # fmt: skip


def _who(one: Dated) -> str | None:
    return one.of.who if isinstance(one.of, Todo) else None
