"""The pipeline of the book with what was changed of it in Steward: warehouse and plan files brought together."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.opportunities.book import PipelineBook, pipeline_book
from steward.briefings.internal.opportunities.charts import By
from steward.plans.files.plan_cache import Shelves
from steward.plans.internal import opportunities as changed
from steward.plans.internal.opportunities import DealChanges
from steward.warehouse.rows.internal import book as internal_rows


def written(shelves: Shelves, account_ids: Sequence[str]) -> Mapping[str, DealChanges]:
    """What waits for the CRM at these accounts."""
    return shelves.of(DealChanges, changed.FILE, "changes", "new").all_of(account_ids)


def pipeline_of(book: Book, shelves: Shelves, filters: Filters = EVERYTHING, by: By = By.STAGE) -> PipelineBook:
    """Brief on the pipeline of the accounts and people that pass the filters."""
    rows = internal_rows.book(book.warehouse, str(book.quarter))
    return pipeline_book(book, rows, filters, by, written(shelves, [row.account_id for row in rows]))
