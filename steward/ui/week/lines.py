"""One line of what is to be done: why, what, what hangs on it, and the way to it."""

from collections.abc import Sequence

import streamlit as st

from steward.briefings.internal.todo import Todo
from steward.briefings.internal.week.my_week import MyWeek
from steward.exhibits import day_text
from steward.exhibits.wording import capital, counted
from steward.ui import pages
from steward.ui.kit.escape import plain


def todo_line(one: Todo, brief: MyWeek, *, named: bool = True) -> None:
    """Draws it. `named`: with the account's name and the money at stake, where the lines are of several accounts."""
    said, stake, link = st.columns([6, 1.8, 1.2], vertical_alignment="center")
    said.markdown(in_words(one, brief, named=named))
    money = f"**{plain(brief.money.text(one.at_stake))}**" if named and one.at_stake is not None else ""
    stake.markdown("  \n".join(filter(None, (money, f"Due {day_text(one.due)}" if one.due else ""))))
    page, query = pages.where_done(one, brief)
    link.page_link(page.path, label="Open", icon=":material/arrow_forward:", query_params=query)


def in_words(one: Todo, brief: MyWeek, *, named: bool) -> str:
    """Why it is there and what is to be done, as Markdown, such that no two lines of an account read alike."""
    who = one.who if named and brief.several else _somebody_else(one, brief)
    whose = f" · {plain(who)}" if who else ""
    head = f"**{plain(one.account)}** · {capital(one.reason)}{whose}" if named else f"**{capital(one.reason)}**{whose}"
    return f"{head}  \n{plain(one.words)}"


def _somebody_else(one: Todo, brief: MyWeek) -> str | None:
    """Who is to do it, where that is neither who has the account nor who looks: the same may be asked of several."""
    return one.doer if one.doer_id not in (one.owner_id, brief.person) else None


def more_lines(lines: Sequence[Todo], brief: MyWeek, key: str) -> None:
    """Further lines of one account, closed at first: each is drawn once somebody opens them."""
    if not lines:
        return
    place = st.expander(counted(len(lines), "more line"), key=key, on_change="rerun")
    if place.open:
        with place:
            for one in lines:
                todo_line(one, brief, named=False)
