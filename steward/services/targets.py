"""Targets of people, teams and regions, and what stands against them."""

from collections.abc import Sequence

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, NOWHERE, Filters
from steward.briefings.internal.targets.people import Who
from steward.briefings.internal.targets.targets import Targets, targets
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.team import members


def brief(book: Book, filters: Filters = EVERYTHING, who: Who = Who.PERSON) -> Targets:
    """Brief on the targets of whoever looks after the accounts that pass the filters. Reads no plans."""
    return targets(book, book_rows.book(book.warehouse, str(book.quarter)), filters, who)


def team_regions(book: Book) -> Sequence[str]:
    """The regions of our people."""
    return tuple(sorted({one.region or NOWHERE for one in members(book.warehouse).values()}))
