"""Service watch, for our own eyes: what failed and will fail, what it costs, and who waits for an answer."""

from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.service.page import service_of, show_service

book, filters = choose_filtered_book()
brief = service_of(book, filters)
show.headline(brief.headline, f"Service watch · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_service(brief)
show.missing(brief.missing)
