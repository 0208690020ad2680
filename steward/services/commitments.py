"""The commitments and ratings of the book: what plans and debriefs say, over the accounts of a quarter."""

from collections.abc import Mapping, Sequence

from steward.briefings.customer.plans.commitments import ledger, quarter_table, title
from steward.briefings.customer.plans.known_then import known_then
from steward.briefings.internal.commitments.book import RATED, SECTIONS, CommitmentsBook, commitments_book
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.debrief import Debrief, file_of
from steward.services.scope import accounts

__all__ = ["COMPANY_FILES", "brief", "ledger", "quarter_table", "title", "written"]

COMPANY_FILES: tuple[str, ...] = ()
"""What else of the company's own it rests on: nothing."""

Written = tuple[Mapping[str, SuccessPlan], Mapping[str, Debrief]]


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> Written:
    """What is promised to these accounts, of a past quarter by the days it bears, and what they rated in it."""
    now = plan_cache.of(SuccessPlan, agreed.FILE, *SECTIONS).all_of(account_ids)
    return (
        {key: known_then(plan, plan, book.quarter, book.as_of) for key, plan in now.items()} if book.is_past else now,
        plan_cache.of(Debrief, file_of(book.quarter), *RATED).all_of(account_ids),
    )


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> CommitmentsBook:
    """Brief on the commitments of the accounts that pass the filters."""
    return commitments_book(book, *written(plan_cache, filters.accounts or accounts(book.warehouse), book), filters)
