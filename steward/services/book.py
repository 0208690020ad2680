"""The book of business: every account of a quarter, and what they add up to."""

from steward.briefings.internal.book.book import EVERYTHING, BookBriefing, Filters, book_briefing
from steward.briefings.internal.book.scope import Book


def brief(book: Book, filters: Filters = EVERYTHING) -> BookBriefing:
    """Brief on the accounts that pass the filters. Reads no plans."""
    return book_briefing(book, filters)
