"""Whom to contact next and why; what people logged, and what of it goes to the CRM; for our own eyes."""

from steward.services.touches import desk
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.plans.cache import briefed
from steward.ui.touches.page import show_touches, tell_rules

book, filters = choose_filtered_book(acting=True)
brief = briefed(desk, book, filters)
show.headline(brief.headline, f"Touches · {book.warehouse.facts.company} · {book.quarter.spoken}")
tell_rules()
show.figures(brief.figures)
show_touches(book, brief)
show.missing(brief.missing)
