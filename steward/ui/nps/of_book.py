"""What surveys say of the book, on pages about more than them."""

from collections.abc import Mapping

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.exhibits import Exhibit
from steward.services import nps
from steward.ui.kit.cache import kept


def surveys_of(book: Book, filters: Filters = EVERYTHING) -> Mapping[str, Exhibit | None]:
    """Those of the accounts that pass the filters, by what each tells."""
    return kept(lambda: nps.nps_exhibits(book, filters), "nps of the book", book.quarter, filters)
