"""What was kept of the book, for our own eyes: retention with its cohorts, and the steps of MRR behind it."""

import streamlit as st

from steward.briefings.internal.portfolio import portfolio
from steward.briefings.internal.retention_book import Period, retention_book
from steward.ui import show
from steward.ui.cache import kept
from steward.ui.filters import choose_filters
from steward.ui.selection import choose_book, open_account

book = choose_book()
filters = choose_filters(kept(lambda: portfolio(book), "portfolio", book.quarter))
period = (
    st.segmented_control("Steps over", list(Period), default=Period.QUARTER, key="retention.period") or Period.QUARTER
)
brief = kept(lambda: retention_book(book, filters, period), "retention", book.quarter, filters, period)
show.headline(brief.headline, f"Retention · {book.warehouse.facts.company} · {book.quarter.spoken}")
show.figures(brief.figures)
picked = show.table(brief.accounts, selectable=True, headed=True) if brief.accounts else None
show.exhibits([one for one in brief.exhibits if one is not brief.accounts])
show.missing(brief.missing)
if picked:
    open_account(picked, "pages/internal/account.py")
