"""What was kept of the book, for our own eyes: retention with its cohorts, and the steps of MRR behind it."""

import streamlit as st

from steward.briefings.internal.retention.book import Period
from steward.ui.kit import show
from steward.ui.kit.filters import choose_filtered_book
from steward.ui.retention.page import retention_of, show_retention

book, filters = choose_filtered_book()
period = (
    st.segmented_control("Steps over", list(Period), default=Period.QUARTER, key="retention.period") or Period.QUARTER
)
brief = retention_of(book, filters, period)
show.headline(brief.headline, f"Retention · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
show_retention(book, filters, period, brief)
show.missing(brief.missing)
