"""Retention on a page: why it changed, who moved, then the steps by group; a ticked row has its accounts below it."""

from collections.abc import Iterator

import streamlit as st

from steward.briefings.internal.retention.book import Period, RetentionBook
from steward.briefings.internal.retention.tables import By
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.exhibits import Table
from steward.services import retention
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import kept
from steward.ui.kit.selection import open_account
from steward.ui.kit.shown import filtered
from steward.ui.kit.views import choose_view
from steward.ui.kit.walks import show_walks

VIEWS = {
    "walk": ":material/stacked_line_chart: Why it changed",
    "cohorts": ":material/grid_view: Cohorts",
    "breakdown": ":material/account_tree: Breakdown",
}


def choose_period() -> Period:
    """Over how long the steps are counted."""
    picked = st.segmented_control("Steps over", list(Period), default=Period.QUARTER, key="retention.period")
    period = picked or Period.QUARTER
    filtered("Steps over", period)
    return period


def retention_of(book: Book, filters: Filters, period: Period = Period.QUARTER) -> RetentionBook:
    """What was kept of the accounts that pass the filters."""
    return kept(lambda: retention.brief(book, filters, period), "retention", book.quarter, filters, period)


def show_retention(book: Book, filters: Filters, period: Period, brief: RetentionBook) -> None:
    """One view at a time: why it changed, what became of whoever came in a year, and who is behind each step. An
    account that is picked opens, wherever it stands."""
    match choose_view("part", "Part", VIEWS):
        case "walk":
            picked = [show_walks(brief.walks)]
            picked.append(show.table(brief.accounts, selectable=True, headed=True) if brief.accounts else None)
            show.nothing_of({"accounts that moved": brief.accounts})
        case "cohorts":
            picked = []
            show.exhibits([one for one in (brief.years, brief.cohorts, brief.months) if one])
            show.nothing_of({"retention by year": brief.years, "cohorts": brief.cohorts, "months": brief.months})
        case _:
            picked = list(_breakdown(book, filters, period, brief))
    if account_id := next(filter(None, picked), None):
        open_account(account_id, pages.ACCOUNT.path)


def _breakdown(book: Book, filters: Filters, period: Period, brief: RetentionBook) -> Iterator[str | None]:
    """The steps of MRR, of all and by group; a ticked row has its accounts below it."""
    show.exhibits([brief.bridge] if brief.bridge else [])
    show.nothing_of({"steps of MRR": brief.bridge, "steps by group": brief.groups})
    for by, table in brief.groups.items():
        key = show.table(table, selectable=True, headed=True)
        yield _pick_behind(book, by, key, filters, period) if key else None


def _pick_behind(book: Book, by: By, key: str, filters: Filters, period: Period) -> str | None:
    """The accounts behind a row; a widget of its own for each, so that a tick in one is none in the next."""
    found: Table | None = kept(
        lambda: retention.behind(book, by, key, filters, period),
        "retention behind",
        book.quarter,
        by,
        key,
        filters,
        period,
    )
    widget = f"retention.behind.{by}.{key}.{period}"
    return show.table(found, selectable=True, key=widget, headed=True) if found else None
