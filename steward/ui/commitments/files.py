"""The promises and ratings of the whole book on a page, made again only where a file changed."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.commitments.book import RATED, SECTIONS, CommitmentsBook, commitments_book
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import Shelves
from steward.plans.internal.debrief import Debrief, file_of
from steward.ui.plans.cache import account_ids, kept_with_plans


def promises_of(book: Book, filters: Filters = EVERYTHING) -> CommitmentsBook:
    """The promises of the book."""
    return kept_with_plans(
        f"promises {book.quarter}",
        lambda shelves: _written(book, shelves, ()),
        lambda shelves: commitments_book(book, *_written(book, shelves, account_ids()), filters),
        filters,
    )


def _written(
    book: Book, shelves: Shelves, ids: Sequence[str]
) -> tuple[Mapping[str, SuccessPlan], Mapping[str, Debrief]]:
    """What is promised to these accounts, and what they rated."""
    return (
        shelves.of(SuccessPlan, agreed.FILE, *SECTIONS).all_of(ids),
        shelves.of(Debrief, file_of(book.quarter), *RATED).all_of(ids),
    )
