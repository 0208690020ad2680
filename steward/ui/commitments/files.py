"""The commitments and ratings of the book on a page, made again only where a file changed."""

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.commitments.book import CommitmentsBook
from steward.services import commitments
from steward.ui.plans.cache import kept_with_plans


def commitments_of(book: Book, filters: Filters = EVERYTHING) -> CommitmentsBook:
    """The commitments of the accounts that pass the filters; debriefs are of the quarter, so each has its own files."""
    return kept_with_plans(
        f"commitments {book.quarter}",
        lambda plan_cache: commitments.written(plan_cache, (), book),
        lambda plan_cache: commitments.brief(book, filters, plan_cache),
        filters,
    )
