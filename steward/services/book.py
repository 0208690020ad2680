"""The book of business: every account of a quarter, and what they add up to."""

from steward.briefings.internal.book.book import EVERYTHING, Filters, Portfolio, portfolio
from steward.briefings.internal.book.scope import Book


def brief(book: Book, filters: Filters = EVERYTHING) -> Portfolio:
    """Brief on the accounts that pass the filters. Reads no plans."""
    return portfolio(book, filters)
