"""The book of business: every account of a quarter, and what they add up to."""

from steward.briefings.internal.book.book import BookBriefing, book_briefing
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.warehouse.rows.customer.unread import Unread
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

__all__ = ["BookRow", "Unread", "accounts_of", "brief"]


def brief(book: Book, filters: Filters = EVERYTHING) -> BookBriefing:
    """Brief on the accounts that pass the filters. Reads no plans."""
    return book_briefing(book, filters)


def accounts_of(book: Book, filters: Filters) -> tuple[str, ...]:
    """Whose rows may stand on a page with these filters, customers now or once; none where it may be everybody's."""
    if not (filters.owners or filters.regions or filters.accounts):
        return ()
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    return tuple(row.account_id for row in everyone if filters.looks_after(row))
