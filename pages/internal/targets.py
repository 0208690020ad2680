"""Targets, for our own eyes: what was to be won and was, how a year is handed down, and what if books were others."""

from steward.services import targets
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.kit.selection import choose_book
from steward.ui.kit.views import choose_view
from steward.ui.plans.cache import briefed
from steward.ui.targets.page import VIEWS, choose_who
from steward.ui.targets.set_year import show_year
from steward.ui.targets.try_moves import show_what_if

view = choose_view("part", "Part", VIEWS)
if view == "set":
    show_year(choose_book())
elif view == "if":
    show_what_if(choose_book())
else:
    book, filters = choose_filtered_book(of_people=True)
    brief = briefed(targets, book, filters, who=choose_who())
    show.headline(brief.headline, f"Targets · {book.warehouse.facts.company} · {book.quarter.spoken}")
    show.figures(brief.figures)
    show.exhibits(brief.exhibits)
    show.missing(brief.missing)
