"""NPS, for our own eyes: how sure the score is, who is not heard, what they say, and what we do about it."""

from steward.briefings.internal.portfolio import portfolio
from steward.ui import show
from steward.ui.cache import kept
from steward.ui.filters import choose_filters
from steward.ui.nps_page import show_nps
from steward.ui.selection import choose_book
from steward.ui.voice_files import nps_of

book = choose_book()
filters = choose_filters(kept(lambda: portfolio(book), "portfolio", book.quarter))
brief = nps_of(book, filters)
show.headline(brief.headline, f"NPS · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_nps(brief)
show.missing(brief.missing)
