"""The renewals of the book on a page, made again only where a file changed."""

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.renewals.renewals import Renewals
from steward.plans.files.plan_cache import Shelves
from steward.services.renewals import renewal_book, written
from steward.ui.plans.cache import kept_with_plans
from steward.warehouse.rows.internal import book as internal_rows


def renewals_of(book: Book, filters: Filters = EVERYTHING) -> Renewals:
    """The renewals of the accounts that pass the filters."""
    return kept_with_plans(
        "renewals of the book",
        lambda shelves: written(shelves, ()),
        lambda shelves: _made(book, filters, shelves),
        book.quarter,
        filters,
    )


def _made(book: Book, filters: Filters, shelves: Shelves) -> Renewals:
    everyone = internal_rows.book(book.warehouse, str(book.quarter))
    return renewal_book(book, [row for row in everyone if filters.keeps(row)], shelves)
