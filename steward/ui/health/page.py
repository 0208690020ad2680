"""The health of one account on a page: its groups, what moved it between two months, and what was set beside it."""

from datetime import date

import streamlit as st

from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.health.account_health import MOVED_OVER, AccountHealth
from steward.briefings.internal.health.health import HealthBook
from steward.exhibits import Bridge, month_text
from steward.services import health
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.escape import plain


def choose_line(brief: HealthBook, picked: str | None) -> AccountHealth | None:
    """The account to look into: the row that was ticked, or the only one there is."""
    if not brief.several:
        return brief.lines[0] if brief.lines else None
    return brief.line(picked) if picked else None


def show_one(book: Book, brief: HealthBook, line: AccountHealth) -> None:
    """What the score is made of, why it moved, and why it may be wrong."""
    account_id = line.row.account_id
    found = health.health_of_one(book, line, brief.history)
    if found is None:
        show.empty(f"Not enough data on {line.row.name} for a score.")
        _set_by_hand(line)
        return
    with st.container(border=True):
        if brief.several:
            st.markdown(f"## {plain(line.said)}", anchors=False)
        if line.reasons:
            show.notice(f"Green with warning signs: {'; '.join(line.reasons)}.")
        _set_by_hand(line)
        show.figures(found.figures)
        bridge = _bridge(book, brief, account_id, found.months)
        show.exhibits([one for one in (bridge, found.trend, found.groups, found.signals) if one])


def _set_by_hand(line: AccountHealth) -> None:
    """What somebody set stays beside the score, with the way to set it."""
    said, link = st.columns([4, 1.2], vertical_alignment="center")
    found = line.set_by_hand
    if found and found.problem:
        said.warning(plain(found.problem), icon=":material/report:")
    elif found:
        said.info(f"Set by hand: {plain(found.said)}", icon=":material/pan_tool:")
    else:
        said.caption("You know better? Set another health beside this one, with a reason and a date it ends on.")
    where = {"account": line.row.account_id, "section": "health_override"}
    link.page_link(pages.ACCOUNT_PLAN.path, label="Set by hand", icon=":material/edit_note:", query_params=where)


def _bridge(book: Book, brief: HealthBook, account_id: str, months: tuple[date, ...]) -> Bridge | None:
    """What moved the score between two months; None where no month has a score."""
    return health.health_bridge(book, brief.history, account_id, *_months(months)) if months else None


def _months(months: tuple[date, ...]) -> tuple[date, date]:
    """The two months the bridge joins; they may be chosen in any order."""
    first, second, _ = st.columns([1, 1, 3])
    since = first.selectbox("What moved it, from", months, max(len(months) - 1 - MOVED_OVER, 0), format_func=month_text)
    until = second.selectbox("to", months, len(months) - 1, format_func=month_text)
    return min(since, until), max(since, until)
