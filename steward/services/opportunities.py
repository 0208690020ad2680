"""Opportunities with what was changed of them in Steward: warehouse and plan files brought together."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.opportunities.begin import beginning
from steward.briefings.internal.opportunities.book import PipelineBook, pipeline_book
from steward.briefings.internal.opportunities.charts import By, split
from steward.briefings.internal.opportunities.waiting import confirmed, said, value_of, waits
from steward.briefings.internal.quotes.beside import by_opportunity
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters, narrowed
from steward.exhibits import Exhibit
from steward.plans.files.entries import entry, name_of
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Opened, Plans, Saved
from steward.plans.files.together import save
from steward.plans.internal import opportunities as changed
from steward.plans.internal.opportunities import NewOpportunity, OpportunityChange, OpportunityChanges
from steward.plans.internal.opportunity_edits import begin_opportunity, of_opportunity
from steward.services import logged as logged_files
from steward.services import targets
from steward.services.quotes import desk as quotes
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.opportunities import OpportunityValues

__all__ = [
    "COMPANY_FILES",
    "OpportunityValues",
    "begin_opportunity",
    "beginning",
    "brief",
    "confirmed",
    "dropped",
    "of_opportunity",
    "opened_changes",
    "said",
    "splits",
    "value_of",
    "values",
    "waits",
    "written",
]

COMPANY_FILES: tuple[str, ...] = (*quotes.COMPANY_FILES, *targets.COMPANY_FILES)
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> Mapping[str, OpportunityChanges]:
    """What waits for the CRM at these accounts; quotes count and are not read."""
    logged_files.files(plan_cache)
    quotes.written(plan_cache, account_ids, book)
    return plan_cache.of(OpportunityChanges, changed.FILE, "changes", "new").all_of(account_ids)


def brief(book: Book, filters: Filters, plan_cache: PlanCache, by: By = By.STAGE) -> PipelineBook:
    """Brief on the pipeline of the accounts and people that pass the filters."""
    book = narrowed(book, filters)
    rows = book_rows.book(book.warehouse, str(book.quarter))
    said = written(plan_cache, [row.account_id for row in rows], book)
    offered = by_opportunity(quotes.brief(book, Filters(accounts=filters.accounts), plan_cache).listed)
    return pipeline_book(book, rows, filters, by, said, offered, targets.goals(book, plan_cache).all)


def splits(book: Book, found: PipelineBook) -> tuple[Exhibit | None, ...]:
    """The open pipeline by everything it can be split by."""
    opportunities = [one.opportunity for one in found.watched]
    return tuple(split(book, opportunities, by) for by in By)


def values(warehouse: Warehouse, account_id: str, opportunity_id: str) -> OpportunityValues:
    """What the CRM says of one opportunity."""
    found = opportunity_rows.opportunity_values(warehouse, [account_id])
    return next(one for one in found if one.opportunity_id == opportunity_id)


def opened_changes(plans: Plans, account_id: str) -> Opened[OpportunityChanges]:
    """What waits for the CRM at an account, as the file says it now."""
    return plans.open(OpportunityChanges, changed.FILE, account_id)


def dropped(
    plans: Plans, account_id: str, taken: OpportunityChange | NewOpportunity, who: str
) -> Saved[OpportunityChanges]:  # fmt: skip
    """A change, or an opportunity that was begun, taken out of what waits. Raises PlanNotSaved."""
    file, section = opened_changes(plans, account_id), "changes" if isinstance(taken, OpportunityChange) else "new"
    return save(plans, file, entry(section, name_of(file.plan, section, taken)), taken, None, who)
