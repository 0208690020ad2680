"""The renewals of the book with what people wrote of them: warehouse and plan files brought together."""

from collections.abc import Sequence
from dataclasses import replace

from steward.briefings.internal.quotes.beside import by_contract
from steward.briefings.internal.quotes.beside import in_words as quoted_in_words
from steward.briefings.internal.quotes.offered import mrr_of
from steward.briefings.internal.renewals.calendar_events import calendar_tasks
from steward.briefings.internal.renewals.figures import ranges_of
from steward.briefings.internal.renewals.renewal import WrittenPlans
from steward.briefings.internal.renewals.renewals import Renewals, renewals
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters, narrowed
from steward.errors import PersonNotFound
from steward.output.calendar_files import reminders_file
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Opened, Plans
from steward.plans.internal import renewals as forecasts
from steward.plans.internal import strategy as ours
from steward.plans.internal.renewal_edits import WrittenRenewal, of_contract
from steward.plans.internal.renewals import Renewals as RenewalsPlan
from steward.plans.internal.strategy import Strategy
from steward.services import logged as logged_files
from steward.services.quotes import desk as quotes
from steward.warehouse.rows.internal import book as book_rows

__all__ = [
    "COMPANY_FILES",
    "WrittenRenewal",
    "brief",
    "calendar",
    "mrr_of",
    "of_contract",
    "of_owner",
    "opened_forecasts",
    "quoted_in_words",
    "ranges_of",
    "written",
]

COMPANY_FILES: tuple[str, ...] = quotes.COMPANY_FILES
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> WrittenPlans:
    """What people wrote of these accounts' renewals, and whom their maps say decides; quotes count and are not read."""
    logged_files.files(plan_cache)
    quotes.written(plan_cache, account_ids, book)
    return WrittenPlans(
        renewals=plan_cache.of(RenewalsPlan, forecasts.FILE, "calls", "plays").all_of(account_ids),
        strategies=plan_cache.of(Strategy, ours.FILE, "readings").all_of(account_ids),
    )


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> Renewals:
    """Brief on the renewals of the accounts that pass the filters, also of those that left: what they lost is told."""
    book = narrowed(book, filters)
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    said = written(plan_cache, [row.account_id for row in rows], book)
    offered = by_contract(quotes.brief(book, filters, plan_cache).listed)
    return renewals(book, rows, replace(said, quotes=offered))


def of_owner(book: Book, owner: str | None) -> Filters:
    """The accounts one of us looks after, by id or name; None = all. Raises PersonNotFound."""
    if owner is None:
        return EVERYTHING
    rows = book_rows.book(book.warehouse, str(book.quarter))
    mine = tuple(row.account_id for row in rows if owner in (row.owner_id, row.owner))
    if not mine:
        raise PersonNotFound(f"Nobody with the id or name “{owner[:60]}” looks after an account.")
    return Filters(accounts=mine)


def calendar(book: Book, found: Renewals) -> bytes:
    """Windows and notice dates, as a file for a calendar."""
    return reminders_file(calendar_tasks(book, found.dates))


def opened_forecasts(plans: Plans, account_id: str) -> Opened[RenewalsPlan]:
    """What was forecast and is planned at an account, as the file says it now."""
    return plans.open(RenewalsPlan, forecasts.FILE, account_id)
