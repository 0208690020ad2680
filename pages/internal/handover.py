"""Accounts that change hands, for our own eyes: how far each is and what holds it, and the passport of one."""

from steward.services.handover import desk
from steward.ui.handover.page import show_handovers
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.kit.who import who
from steward.ui.plans.cache import briefed

book, filters = choose_filtered_book(acting=True)
author = who()
brief = briefed(desk, book, filters)
show.headline(brief.headline, f"Handovers · {book.warehouse.facts.company}")
show.figures(brief.figures)
show_handovers(book, brief, author)
show.missing(brief.missing)
