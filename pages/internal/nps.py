"""NPS, for our own eyes: how sure the score is, who is not heard, what they say, and what we do about it."""

from steward.services import nps
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.nps.page import show_nps
from steward.ui.plans.cache import briefed

book, filters = choose_filtered_book()
brief = briefed(nps, book, filters)
show.headline(brief.headline, f"NPS · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_nps(brief)
show.missing(brief.missing)
