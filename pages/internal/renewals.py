"""Renewals, for our own eyes: what ends when, how we call it, what the data says, and what we do about it."""

from steward.services import renewals
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.plans.cache import briefed
from steward.ui.renewals.page import show_renewals, shown_figures

book, filters = choose_filtered_book(acting=True)
brief = briefed(renewals, book, filters)
show.headline(brief.headline, f"Renewals · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(shown_figures(brief))
show_renewals(book, brief)
show.missing(brief.missing)
