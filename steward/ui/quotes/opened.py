"""One quote as its page shows it, made anew only where it, the rules or whose turn it is have changed."""

from steward.briefings.internal.quotes.book import ListedQuote
from steward.briefings.internal.quotes.briefing import QuoteBriefing
from steward.briefings.internal.quotes.scenarios import Scenarios
from steward.briefings.internal.scope.book import Book
from steward.services.quotes import desk
from steward.ui.kit.cache import kept


def briefing_of(book: Book, one: ListedQuote) -> QuoteBriefing:
    """All that is said of it."""
    quote = one.quote
    return kept(lambda: desk.of_opened(book, quote), "quote", str(book.quarter), *desk.state_of(quote))


def scenarios_of(brief: QuoteBriefing) -> Scenarios:
    """The same quote otherwise."""
    quote = brief.quote
    return kept(lambda: desk.scenarios(quote), "scenarios of a quote", *desk.state_of(quote))
