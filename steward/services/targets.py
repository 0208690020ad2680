"""Targets of people, teams and regions, and what stands against them."""

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.targets.people import Who
from steward.briefings.internal.targets.targets import Targets, targets
from steward.warehouse.rows.internal import book as book_rows


def brief(book: Book, filters: Filters = EVERYTHING, who: Who = Who.PERSON) -> Targets:
    """Brief on the targets of whoever looks after the accounts that pass the filters. Reads no plans."""
    return targets(book, book_rows.book(book.warehouse, str(book.quarter)), filters, who)
