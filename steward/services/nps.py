"""The NPS of the book with what people wrote beside it: warehouse and plan files brought together."""

from collections.abc import Iterable, Sequence

from steward.briefings.internal.nps.nps import Nps, nps, nps_exhibits
from steward.briefings.internal.nps.sources import Heard, NpsPlans, nps_plans
from steward.briefings.internal.nps.surveys import survey
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Opened, Plans
from steward.plans.internal.nps import FILE, NpsNotes
from steward.plans.internal.themes import OWN
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

__all__ = ["COMPANY_FILES", "brief", "heard", "nps_exhibits", "opened_notes", "survey", "written"]

COMPANY_FILES: tuple[str, ...] = (OWN.name,)
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Iterable[str], book: Book) -> NpsPlans:
    """What people wrote about these accounts, and the rules for themes in use."""
    return nps_plans(plan_cache, account_ids)


def heard(book: Book, rows: Sequence[BookRow], plan_cache: PlanCache) -> Heard:
    """What these accounts answered, and what people wrote beside it."""
    return Heard(book, rows, written(plan_cache, [row.account_id for row in rows], book))


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> Nps:
    """Brief on the surveys of the accounts that pass the filters, customers then or not."""
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    return nps(book, rows, written(plan_cache, [row.account_id for row in rows], book))


def opened_notes(plans: Plans, account_id: str) -> Opened[NpsNotes]:
    """What was written beside an account's answers, as the file says it now."""
    return plans.open(NpsNotes, FILE, account_id)
