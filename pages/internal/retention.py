"""What was kept of the book, for our own eyes: retention with its cohorts, and the steps of MRR behind it."""

import streamlit as st

from steward.briefings.internal.portfolio import portfolio
from steward.briefings.internal.retention_book import Period
from steward.ui import show
from steward.ui.cache import kept
from steward.ui.filters import choose_filters
from steward.ui.retention_page import retention_of, show_retention
from steward.ui.selection import choose_book

book = choose_book()
filters = choose_filters(kept(lambda: portfolio(book), "portfolio", book.quarter))
period = (
    st.segmented_control("Steps over", list(Period), default=Period.QUARTER, key="retention.period") or Period.QUARTER
)
brief = retention_of(book, filters, period)
show.headline(brief.headline, f"Retention · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_retention(book, filters, period, brief)
show.missing(brief.missing)
