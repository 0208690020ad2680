"""The next fourteen days as a strip of cells, two weeks below each other: what falls on each, and the way to it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

import streamlit as st

from steward.briefings.internal.todo import Todo
from steward.briefings.internal.week.calendar import AHEAD, Dated
from steward.briefings.internal.week.my_week import MyWeek
from steward.ui import pages
from steward.ui.kit.escape import plain

WEEK, SATURDAY = 7, 5
MOST = 5
"""Lines in a cell; the table beneath has all of them."""


def show_days(brief: MyWeek) -> None:
    """Today first, so that each weekday stands above itself; how a cell looks is told by the name of its container."""
    found = {day: list(each) for day, each in groupby(brief.dates, key=lambda one: one.day)}
    days = [brief.today + timedelta(days=place) for place in range(AHEAD)]
    with st.container(key="days", gap=None):
        for first in range(0, AHEAD, WEEK):
            with st.container(key=f"days-{first}", gap=None):
                for day in days[first : first + WEEK]:
                    _cell(day, found.get(day, ()), brief)


def _cell(day: date, found: Sequence[Dated], brief: MyWeek) -> None:
    today = day == brief.today
    looks = {"today": today, "weekend": day.weekday() >= SATURDAY, "empty": not found}
    with st.container(key="-".join(["day", f"{day}", *(name for name, so in looks.items() if so)]), gap=None):
        st.caption(f"**Today**, {day:%a} {day.day} {day:%b}" if today else f"{day:%a} {day.day} {day:%b}")
        for one in found[:MOST]:
            page, asked = _opens(one, brief)
            said = f"{one.account} · {one.what}" if one.account else one.what
            st.page_link(page.path, label=plain(said), help=plain(one.words), query_params=asked)
        if (left := len(found) - MOST) > 0:
            st.caption(f"and {left} more below")


def _opens(one: Dated, brief: MyWeek) -> tuple[pages.PageOf, dict[str, str]]:
    """Where it is done, or prepared."""
    if isinstance(one.of, Todo):
        return pages.where_done(one.of, brief)
    return pages.REVIEW, {"account": one.account_id, "quarter": one.of.quarter}
