"""The designs of the book, for what is to be done about them."""

from collections.abc import Iterator, Sequence

from steward.briefings.internal.design.waiting import ListedDesign
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.design.words import Family
from steward.plans.customer.design import FOLDER
from steward.plans.customer.design_content import questions_of
from steward.plans.customer.questions import file_of
from steward.plans.files.plan_cache import PlanCache
from steward.services.design.files import design_ids, open_design
from steward.services.design.shown import question_sets
from steward.warehouse.rows.internal import book as book_rows

__all__ = ["COMPANY_FILES", "ListedDesign", "brief", "written"]

COMPANY_FILES: tuple[str, ...] = tuple(file_of(family) for family in Family)
"""What else of the company's own it rests on: what is asked."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Has every file of a design count, and reads nothing yet."""
    del account_ids, book
    plan_cache.watch(FOLDER)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> tuple[ListedDesign, ...]:
    """Every design of the accounts that pass the filters."""
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    return tuple(_listed(book, plan_cache, [row.account_id for row in rows]))


def _listed(book: Book, plan_cache: PlanCache, account_ids: Sequence[str]) -> Iterator[ListedDesign]:
    plans = plan_cache.plans
    named = [(one, name) for one in plans.begun(account_ids) for name in design_ids(plans, one)]
    sets = question_sets(plans) if named else {}
    for account_id, design_id in named:
        found = open_design(plans, account_id, design_id)
        yield ListedDesign(
            account_id=account_id, design_id=design_id, plan=found.plan, engineering=found.engineering.plan,
            standing=found.standing, asked=questions_of(found.plan, sets), today=book.now,
        )  # fmt: skip
