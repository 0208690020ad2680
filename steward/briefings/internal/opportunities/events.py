"""What happened to opportunities in the last days."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from steward.briefings.internal.opportunities.waiting import said
from steward.briefings.internal.scope.book import Book
from steward.exhibits import Column, Table, day_text, listed
from steward.exhibits.wording import counted
from steward.plans.internal.opportunities import OpportunityField
from steward.warehouse.rows.internal.opportunities import OpportunityEvent

WEEK = timedelta(days=6)
"""From the first to the last of seven days."""


def event_table(book: Book, events: Sequence[OpportunityEvent], day: date) -> Table | None:
    """A row for each thing that happened in the week to a day, the latest first."""
    if not events:
        return None
    return Table(
        id="pipeline.events",
        title=f"{counted(len(events), 'change')} in the week to {day_text(day)}",
        alt="Table of what happened to opportunities in a week.",
        note=f"{_summed(events)}.",
        receipt=book.receipt("pipeline changes", "internal.opportunity_changes", "opportunities"),
        keys=tuple(one.opportunity_id for one in events),
        columns=(
            Column("Day"), Column("Opportunity", wide=True), Column("Account"), Column("What"), Column("From"),
            Column("To"), Column("A month", book.money), Column("Owner"),
        ),
        rows=tuple(
            (
                one.day, one.name, one.account, one.what, _said(book, one, one.was), _said(book, one, one.now),
                one.amount, one.owner,
            )
            for one in events
        ),
    )  # fmt: skip


def _said(book: Book, one: OpportunityEvent, value: str | None) -> str | None:
    if not value or one.what not in (OpportunityField.CLOSE_ON, OpportunityField.AMOUNT):
        return value
    return said(OpportunityField(one.what), value, book.money)


def _summed(events: Sequence[OpportunityEvent]) -> str:
    counts = Counter(_kind(one) for one in events)
    words = ("won", "lost", "opened", "close date moved", "moved on", "changed")
    return listed([f"{counts[word]} {word}" for word in words if counts[word]])


def _kind(one: OpportunityEvent) -> str:
    if one.what in ("won", "lost", "opened"):
        return one.what
    if one.what == OpportunityField.CLOSE_ON and one.was and one.now and one.now > one.was:
        return "close date moved"
    return "moved on" if one.what == OpportunityField.STAGE else "changed"
