"""Service watch, for our own eyes: what failed and will fail, what it costs, and who waits for an answer."""

from steward.briefings.internal.book.book import portfolio
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.filters import choose_filters
from steward.ui.kit.selection import choose_book
from steward.ui.service.page import service_of, show_service

book = choose_book()
filters = choose_filters(kept(lambda: portfolio(book), "portfolio", book.quarter))
brief = service_of(book, filters)
show.headline(brief.headline, f"Service watch · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_service(brief)
show.missing(brief.missing)
