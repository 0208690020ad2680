"""The health of the book on a page, made again only where a load, a plan or the rules changed."""

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.health.health import HealthBook
from steward.plans.files.plan_cache import Shelves
from steward.plans.internal.health import FILE
from steward.services.health import health_of, written
from steward.ui.plans.cache import kept_with_plans, state_of
from steward.warehouse.rows.internal import book as internal_rows


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
