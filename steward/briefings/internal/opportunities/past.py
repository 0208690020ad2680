"""What the pipeline of a quarter that is over rests on."""

from datetime import date

from steward.briefings.internal.scope.book import Book
from steward.exhibits import day_text
from steward.warehouse.rows.internal import opportunities as opportunity_rows


def as_it_stood(book: Book) -> str:
    """In words; empty where the pipeline is that of today."""
    if book.quarter.end >= book.warehouse.facts.as_of:
        return ""
    since, day = opportunity_rows.recorded_since(book.warehouse), day_text(book.quarter.end)
    if since is None:
        return f"Open on {day}. No change is on record: amounts, dates and stages are those of today."
    gap = f"; changes are on record from {day_text(since)}" if since > book.quarter.end else ""
    return f"As it stood on {day}{gap}. What moved on since is weighted by the win rate of its stage then."


def known_until(book: Book) -> date:
    """The day the past of what is open is told up to: of the latest quarter the last thing known, else its end."""
    if not book.is_latest:
        return book.as_of
    last = opportunity_rows.last_day(book.warehouse, book.warehouse.facts.loaded_at.date())
    return max(book.as_of, last) if last else book.as_of
