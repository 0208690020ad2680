"""One account as it stands today: what each topic says of it, brought together."""

from collections.abc import Sequence

from steward.briefings.internal.cockpit.cockpit import Cockpit, Sign, SignTopic, cockpit
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.plans.files.plan_cache import PlanCache
from steward.services import week
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.renewals import next_renewal

__all__ = ["COMPANY_FILES", "Cockpit", "Sign", "SignTopic", "brief", "written"]

COMPANY_FILES = week.COMPANY_FILES
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Takes from the plan cache all that `brief` will, and reads nothing yet."""
    week.written(plan_cache, account_ids, book)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> Cockpit:
    """Brief on the one account that the filters keep. Raises AccountNotFound."""
    (account_id,) = filters.accounts
    row = book_rows.book_row(book.warehouse, account_id, str(book.quarter))
    said = week.said_of(book, filters, plan_cache)
    mapped, commitments = said.maps.rows, said.commitments.rows
    return cockpit(
        book,
        row,
        [float(month.mrr) for month in book_rows.month_totals(book.warehouse, [account_id], *book.year)],
        said.health[0] if said.health else None,
        said.renewals.found,
        next_renewal(book.warehouse, account_id, str(book.quarter)),
        mapped[0] if mapped else None,
        commitments[0] if commitments else None,
        week.everything(book, plan_cache, filters, said).week(),
    )
