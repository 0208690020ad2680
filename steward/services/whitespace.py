"""The whitespace of the book with what the plans say of it: warehouse and plan files brought together."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.whitespace.whitespace import Whitespace, whitespace
from steward.plans.files.plan_cache import Shelves
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal import book as internal_rows


def written(shelves: Shelves, account_ids: Sequence[str]) -> Mapping[str, Strategy]:
    """What the plans say of what they could buy."""
    return shelves.of(Strategy, ours.FILE, "whitespace").all_of(account_ids)


def whitespace_of(book: Book, shelves: Shelves, filters: Filters = EVERYTHING) -> Whitespace:
    """Brief on the accounts that pass the filters, each held against all that pay."""
    everyone = internal_rows.book(book.warehouse, str(book.quarter))
    shown = [row for row in everyone if filters.keeps(row)]
    return whitespace(book, everyone, shown, written(shelves, [row.account_id for row in shown]))
