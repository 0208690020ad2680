"""The commitments of the whole book, internal: how many were kept, by account and by team, and what is overdue."""

from steward.services import commitments
from steward.ui.commitments.page import show_commitments
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.plans.cache import briefed

book, filters = choose_filtered_book(acting=True)
brief = briefed(commitments, book, filters)
show.headline(brief.headline, f"{book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_commitments(brief)
