"""The promises of the whole book, for our own eyes: how many were kept, by account and by team, and what is overdue."""

from steward.briefings.internal.book.book import portfolio
from steward.ui.commitments.files import promises_of
from steward.ui.commitments.page import show_promises
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.filters import choose_filters
from steward.ui.kit.selection import choose_book

book = choose_book()
filters = choose_filters(kept(lambda: portfolio(book), "portfolio", book.quarter))
brief = promises_of(book, filters)
show.headline(brief.headline, f"{book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_promises(brief)
