"""Targets, for our own eyes: what was to be won and was, how the base grew, and what would close the quarter ahead."""

from steward.services import targets
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.targets.page import choose_who

book, filters = choose_filtered_book(of_people=True)
who = choose_who()
brief = kept(lambda: targets.brief(book, filters, who), "targets", book.quarter, filters, who)
show.headline(brief.headline, f"Targets · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show.exhibits(brief.exhibits)
show.missing(brief.missing)
