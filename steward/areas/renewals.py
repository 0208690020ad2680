"""The renewals of the book with what people wrote of them: warehouse and plan files brought together."""

from collections.abc import Sequence

from steward.briefings.book import Book
from steward.briefings.internal.renewal import Written
from steward.briefings.internal.renewals import Renewals, renewals
from steward.plans import renewals as called
from steward.plans import strategy as ours
from steward.plans.renewals import Renewals as RenewalsPlan
from steward.plans.shelves import Shelves
from steward.plans.strategy import Strategy
from steward.warehouse.internal_rows import BookRow


def written(shelves: Shelves, account_ids: Sequence[str]) -> Written:
    """What people wrote of these accounts' renewals, and whom their maps say decides."""
    return Written(
        renewals=shelves.of(RenewalsPlan, called.FILE, "calls", "plays").all_of(account_ids),
        strategies=shelves.of(Strategy, ours.FILE, "readings").all_of(account_ids),
    )


def renewal_book(book: Book, rows: Sequence[BookRow], shelves: Shelves) -> Renewals:
    """Brief on the renewals of these accounts."""
    return renewals(book, rows, written(shelves, [row.account_id for row in rows]))
