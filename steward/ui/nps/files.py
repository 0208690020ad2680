"""The NPS of the book on a page, made again only where a file that it is read beside has changed."""

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.nps.nps import Nps, nps
from steward.briefings.internal.nps.sources import voice_plans
from steward.plans.files.plan_cache import Shelves
from steward.plans.internal.themes import OWN
from steward.ui.plans.cache import kept_with_plans, state_of
from steward.warehouse.rows.internal import book as internal_rows


def nps_of(book: Book, filters: Filters = EVERYTHING) -> Nps:
    """The NPS of the accounts that pass the filters."""
    return kept_with_plans(
        "nps",
        lambda shelves: voice_plans(shelves, ()),
        lambda shelves: _made(book, shelves, filters),
        book.quarter,
        filters,
        state_of(OWN.name),
    )


def _made(book: Book, shelves: Shelves, filters: Filters) -> Nps:
    rows = internal_rows.book(book.warehouse, str(book.quarter))
    kept = [row for row in rows if filters.keeps(row)]
    return nps(book, kept, voice_plans(shelves, [row.account_id for row in kept]))
