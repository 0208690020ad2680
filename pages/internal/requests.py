"""Requests and disputes of the book, for our own eyes: one list over all queues, by both clocks."""

from steward.services.requests import desk
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.kit.who import who
from steward.ui.plans.cache import briefed
from steward.ui.requests.page import show_requests

book, filters = choose_filtered_book(acting=True)
author = who()
brief = briefed(desk, book, filters)
show.headline(brief.headline, f"Requests · {book.warehouse.facts.company}")
show.figures(brief.figures)
show_requests(brief, author)
show.missing(brief.missing)
