"""The renewals of the book with what people wrote of them: warehouse and plan files brought together."""

from collections.abc import Sequence

from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.renewals.renewal import Written
from steward.briefings.internal.renewals.renewals import Renewals, renewals
from steward.plans.files.plan_cache import Shelves
from steward.plans.internal import renewals as called
from steward.plans.internal import strategy as ours
from steward.plans.internal.renewals import Renewals as RenewalsPlan
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal.book import BookRow


def written(shelves: Shelves, account_ids: Sequence[str]) -> Written:
    """What people wrote of these accounts' renewals, and whom their maps say decides."""
    return Written(
        renewals=shelves.of(RenewalsPlan, called.FILE, "calls", "plays").all_of(account_ids),
        strategies=shelves.of(Strategy, ours.FILE, "readings").all_of(account_ids),
    )


def renewal_book(book: Book, rows: Sequence[BookRow], shelves: Shelves) -> Renewals:
    """Brief on the renewals of these accounts."""
    return renewals(book, rows, written(shelves, [row.account_id for row in rows]))
