"""The head of every page about one account: its signs of today and what to do next, in sight while one scrolls."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.scope.filters import Filters
from steward.charts.spark import spark
from steward.exhibits import NOT_KNOWN, Figure, day_text
from steward.services import cockpit
from steward.services.cockpit import Cockpit, Sign
from steward.services.scope import acting_book
from steward.ui import pages
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.figures import receipt_text
from steward.ui.kit.logged import caught_up
from steward.ui.kit.shown import told
from steward.ui.kit.style import accent
from steward.ui.kit.tab_title import page_shown
from steward.ui.plans.cache import briefed, tell_unusable_of
from steward.ui.touches.log_form import ask_to_log, log_here
from steward.ui.week.lines import more_lines, todo_line

_COLOURS: Mapping[bool | None, Literal["green", "red", "gray"]] = {True: "green", False: "red", None: "gray"}
SIGNS = ("account.mrr", "account.days_to_renewal")
"""The figures that its signs say."""
SAY_THEMSELVES = (pages.ACCOUNT_PLAN.title, pages.STRATEGY.title)
"""Pages that tell what is wrong in the account's files where it is edited."""
FIRST = 4
"""Lines of what is to be done that stand open."""


def show_cockpit(subject: Subject) -> Cockpit:
    """Its signs, and what to do first."""
    caught_up()
    alone, book = (subject.account_id,), acting_book(warehouse())
    found = briefed(cockpit, book, Filters(accounts=alone), alone=True)
    with st.container(key="cockpit", gap="xxsmall"):
        with st.container(horizontal=True, key="cockpit-signs"):
            for sign in found.signs:
                _sign(sign)
        _next(found, subject)
        if found.as_of != subject.as_of:
            st.caption(plain(f"Above as of {day_text(found.as_of)}, below as of {day_text(subject.as_of)}."))
    log_here(subject)
    if page_shown() not in SAY_THEMSELVES:
        tell_unusable_of(cockpit, book, alone)
    return found


def beside(found: Cockpit, subject: Subject, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures of an account that its signs do not say already: all where they are of another day."""
    said = SIGNS if found.as_of == subject.as_of else ()
    return tuple(one for one in figures if one.id not in said)


def show_todos(found: Cockpit) -> None:
    """Everything there is to do at the account, what presses most first."""
    if len(found.week.todos) > 1:
        st.markdown("## To do", anchors=False)
        lines = found.week.attention[0].todos if found.week.attention else found.week.todos
        for one in lines[:FIRST]:
            todo_line(one, found.week, named=False)
        more_lines(lines[FIRST:], found.week, f"{found.account_id}.more")


def _sign(sign: Sign) -> None:
    """A small tile, as tall as its neighbours."""
    told(f"sign.{sign.topic}", sign.label or sign.topic, " · ".join(filter(None, (sign.text, sign.detail))))
    if len(sign.line) < 2:
        tile(sign)
        return
    with st.container(key="cockpit-line", height="stretch"):
        tile(sign)
        said = f"{sign.label or sign.topic} of the last {len(sign.line)} months"
        st.image(spark(sign.line, said, accent()), width="stretch", alt=said)


def tile(sign: Sign) -> None:
    """What it says, and behind the question mark where from."""
    st.metric(
        plain(sign.label or sign.topic), plain(sign.text or NOT_KNOWN), plain(sign.detail) or None,
        delta_color="orange" if sign.watch else _COLOURS[sign.good], delta_arrow="off", border=True, height="stretch",
        help=receipt_text(sign.receipt),
    )  # fmt: skip


def _next(found: Cockpit, subject: Subject) -> None:
    """What presses most, with the way to it; how much more there is; and the way to log what was just spoken."""
    if not found.week.todos:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption("Nothing is overdue, and nothing is due.", width="content")
            ask_to_log(subject)
        return
    first = found.week.attention[0].todos[0] if found.week.attention else found.week.todos[0]
    page, asked = pages.where_done(first, found.week)
    due = f", due {day_text(first.due)}" if first.due else ""
    more = len(found.week.todos) - 1
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**Next:** {plain(first.reason)} · {plain(first.words)}{due}", width="content")
        st.page_link(page.path, label=f"Open {page.title}", icon=":material/arrow_forward:", query_params=asked)
        if more and page_shown() != pages.ACCOUNT.title:
            st.page_link(pages.ACCOUNT.path, label=f"{more} more", query_params={"account": found.account_id})
        ask_to_log(subject)
