"""What a door asks of requests: those of the book or of an account, and one of them."""

from collections.abc import Sequence
from datetime import datetime

from steward.briefings.internal.requests.book import RequestBook, listed_of, request_book
from steward.briefings.internal.requests.listed import ListedRequest, WrittenRequest, is_of_ticket
from steward.briefings.internal.requests.tables import differing_table
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.clocks import goes_on
from steward.exhibits import Table
from steward.plans.company.request_rules import FILE as RULES
from steward.plans.company.request_rules import open_request_rules, used_rules
from steward.plans.files.plan_cache import PlanCache
from steward.services.requests.files import caches, one_of, opened, opened_handling, written_in
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

__all__ = [
    "COMPANY_FILES",
    "ListedRequest",
    "RequestBook",
    "WrittenRequest",
    "brief",
    "changes_at",
    "differences",
    "is_of_ticket",
    "one_of",
    "open_request_rules",
    "opened",
    "opened_handling",
    "raised_here",
    "written",
]
COMPANY_FILES: tuple[str, ...] = (RULES,)
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Has every file of a request count, and reads nothing yet."""
    del account_ids, book
    caches(plan_cache)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> RequestBook:
    """Brief on the requests of the accounts that pass the filters."""
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    said = written_in(plan_cache, plan_cache.plans.begun(row.account_id for row in rows))
    rules = used_rules(plan_cache.plans.folder)
    found = request_book(book, rows, said, rules, alone=len(filters.accounts) == 1)
    plan_cache.changes_at(changes_at(book, found))
    return found


def differences(book: Book, brief: RequestBook) -> Table | None:
    """Where the support system says something else of a request than we do."""
    return differing_table(book, brief.listed)


def raised_here(book: Book, rows: Sequence[BookRow], plan_cache: PlanCache) -> tuple[ListedRequest, ...]:
    """Those of these accounts that were raised here, or of which something is said here."""
    said = written_in(plan_cache, plan_cache.plans.begun(row.account_id for row in rows))
    named = {one.account_id for one in said}
    known = [row for row in rows if row.account_id in named]
    found = listed_of(book, known, said, used_rules(plan_cache.plans.folder)) if known else ()
    return tuple(one for one in found if one.written is not None)


def changes_at(book: Book, found: RequestBook) -> tuple[datetime, ...]:
    """The next moment at which it says something else, though no file changes; none where the clock stands."""
    return found.changes_at if goes_on(book.warehouse.today) else ()
