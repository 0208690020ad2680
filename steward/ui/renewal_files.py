"""The renewals of the book on a page, made again only where a file changed."""

from steward.areas.renewals import renewal_book, written
from steward.briefings.book import Book
from steward.briefings.internal.portfolio import EVERYTHING, Filters
from steward.briefings.internal.renewals import Renewals
from steward.plans.shelves import Shelves
from steward.ui.plan_shelves import kept_with_plans
from steward.warehouse import internal_rows


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
