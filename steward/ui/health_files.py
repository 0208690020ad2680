"""The health of the book on a page, made again only where a load, a plan or the rules changed."""

from steward.areas.health import health_of, written
from steward.briefings.book import Book
from steward.briefings.internal.health import HealthBook
from steward.briefings.internal.portfolio import EVERYTHING, Filters
from steward.plans.health import FILE
from steward.plans.shelves import Shelves
from steward.ui.plan_shelves import kept_with_plans, state_of
from steward.warehouse import internal_rows


def health_of_book(book: Book, filters: Filters = EVERYTHING) -> HealthBook:
    """The health of the accounts that pass the filters."""
    return kept_with_plans(
        "health",
        lambda shelves: written(shelves, ()),
        lambda shelves: _made(book, shelves, filters),
        book.quarter,
        filters,
        state_of(FILE),
    )


def _made(book: Book, shelves: Shelves, filters: Filters) -> HealthBook:
    rows = internal_rows.customers(book.warehouse, str(book.quarter))
    return health_of(book, [row for row in rows if filters.keeps(row)], shelves)
