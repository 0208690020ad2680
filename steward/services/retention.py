"""What was kept of the book, and the steps of MRR behind it."""

from steward.briefings.internal.retention.behind import behind
from steward.briefings.internal.retention.book import Period, RetentionBook, retention_book
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters, narrowed

__all__ = ["behind", "brief"]


def brief(book: Book, filters: Filters = EVERYTHING, period: Period = Period.QUARTER) -> RetentionBook:
    """Brief on what was kept of the accounts that pass the filters. Reads no plans."""
    book = narrowed(book, filters)
    return retention_book(book, filters, period)
