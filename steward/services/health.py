"""The health of accounts by the company's own rules, with what people wrote: warehouse and plan files together."""

from collections.abc import Mapping, Sequence

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.health.health import HealthBook, health_book, health_lines
from steward.briefings.internal.health.history import History, history
from steward.briefings.internal.health.one_account import health_bridge, health_of_one
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters, narrowed
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.health import FILE, open_health
from steward.plans.internal.health_rules import health_rules, in_use, mistakes
from steward.plans.internal.strategy import Strategy
from steward.services import logged as logged_files
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

__all__ = [
    "COMPANY_FILES",
    "brief",
    "health_bridge",
    "health_of_one",
    "health_rules",
    "in_use",
    "lines",
    "mistakes",
    "of_account",
    "open_health",
    "written",
]

COMPANY_FILES: tuple[str, ...] = (FILE,)
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> Mapping[str, Strategy]:
    """Whom their maps say decides, and what was set by hand."""
    logged_files.files(plan_cache)
    return plan_cache.of(Strategy, ours.FILE, "readings", "health_override").all_of(account_ids)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> HealthBook:
    """Brief on the health of the customers that pass the filters."""
    book = narrowed(book, filters)
    return health_book(book, *_known(book, filters, plan_cache))


def lines(book: Book, filters: Filters, plan_cache: PlanCache) -> tuple[AccountHealth, ...]:
    """The health of each of these customers alone, as the brief has it."""
    return health_lines(book, *_known(book, filters, plan_cache))


def _known(
    book: Book, filters: Filters, plan_cache: PlanCache
) -> tuple[list[BookRow], History, Mapping[str, Strategy]]:  # fmt: skip
    rows = [row for row in book_rows.customers(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    found = history(book, health_rules(plan_cache.plans.folder).rules)
    return rows, found, written(plan_cache, [row.account_id for row in rows], book)


def of_account(about: Subject, plans: Plans) -> HealthBook:
    """Brief on the health of one account, also of one that left."""
    book = Book(about.warehouse, about.quarter, about.as_of)
    row = book_rows.book_row(about.warehouse, about.account_id, str(about.quarter))
    found = history(book, health_rules(plans.folder).rules)
    return health_book(book, [row], found, written(PlanCache(plans), [row.account_id], book))
