"""What was kept of the book, for our own eyes: retention with its cohorts, and the steps of MRR behind it."""

from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.retention.page import choose_period, retention_of, show_retention

book, filters = choose_filtered_book()
period = choose_period()
brief = retention_of(book, filters, period)
show.headline(brief.headline, f"Retention · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_retention(book, filters, period, brief)
show.missing(brief.missing)
