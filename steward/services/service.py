"""Service over the book: what failed and will fail, what it costs, and who waits for an answer."""

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters, narrowed
from steward.briefings.internal.service.watch import ServiceWatch, service_watch
from steward.warehouse.rows.internal import book as book_rows


def brief(book: Book, filters: Filters = EVERYTHING) -> ServiceWatch:
    """Brief on the service of the accounts that pass the filters. Reads no plans."""
    book = narrowed(book, filters)
    rows = book_rows.book(book.warehouse, str(book.quarter))
    return service_watch(book, [row for row in rows if filters.keeps(row)])
