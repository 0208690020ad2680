"""The whitespace of the book with what the plans say of it: warehouse and plan files brought together."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters, narrowed
from steward.briefings.internal.whitespace.cells import WhitespaceRow
from steward.briefings.internal.whitespace.site_grid import site_grid
from steward.briefings.internal.whitespace.tables import evidence_text
from steward.briefings.internal.whitespace.whitespace import Whitespace, whitespace
from steward.exhibits import Table
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal import strategy as ours
from steward.plans.internal.objectives import add_objective, objective_like
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import whitespace as whitespace_rows
from steward.warehouse.rows.internal.whitespace import Owned

__all__ = [
    "COMPANY_FILES",
    "add_objective",
    "brief",
    "evidence_text",
    "objective_like",
    "of_account",
    "sites",
    "written",
]

COMPANY_FILES: tuple[str, ...] = ()
"""What else of the company's own it rests on: nothing."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> Mapping[str, Strategy]:
    """What the plans say of what they could buy."""
    return plan_cache.of(Strategy, ours.FILE, "whitespace").all_of(account_ids)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> Whitespace:
    """Brief on the accounts that pass the filters, each held against all that pay."""
    book = narrowed(book, filters)
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    shown = [row for row in everyone if filters.keeps(row)]
    return whitespace(book, everyone, shown, written(plan_cache, [row.account_id for row in shown], book))


def of_account(book: Book, line: WhitespaceRow) -> Table | None:
    """One account's sites × products."""
    return site_grid(book, line)


def sites(book: Book, account_id: str) -> Sequence[Owned]:
    """What one account owns, by site."""
    return [one for one in whitespace_rows.owned(book.warehouse, book.as_of) if one.account_id == account_id]
