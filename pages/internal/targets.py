"""Targets, for our own eyes: what was to be won and was, how the base grew, and what would close the quarter ahead."""

from steward.briefings.internal.portfolio import portfolio
from steward.briefings.internal.targets import targets
from steward.ui import show
from steward.ui.cache import kept
from steward.ui.filters import choose_filters
from steward.ui.selection import choose_book
from steward.ui.targets_page import choose_who
from steward.warehouse import internal_rows

book = choose_book()
filters = choose_filters(kept(lambda: portfolio(book), "portfolio", book.quarter))
who = choose_who()
brief = kept(
    lambda: targets(book, internal_rows.book(book.warehouse, str(book.quarter)), filters, who),
    "targets", book.quarter, filters, who,
)  # fmt: skip
show.headline(brief.headline, f"Targets · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show.exhibits(brief.exhibits)
show.missing(brief.missing)
