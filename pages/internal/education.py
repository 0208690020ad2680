"""What customers know of all we offer, internal: how much whoever decides was shown, and whom to show what next."""

from steward.services import education
from steward.ui.education.page import show_book
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.plans.cache import briefed

book, filters = choose_filtered_book(acting=True)
brief = briefed(education, book, filters)
show.headline(brief.headline, f"Education · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_book(brief)
show.missing(brief.missing)
