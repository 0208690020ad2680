"""How old the data is, and which day it is where a company names its own: said on every page."""

from datetime import date

import streamlit as st

from steward.errors import StewardError
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.ui.kit.cache import warehouse, workspace
from steward.ui.kit.escape import plain

HURTS = 45
"""Days after the last day of the figures from which what is there may mislead: a month was closed and is not loaded."""


def data_age() -> str:
    """`as on 8 Oct 2026, the sample's day · data to 30 Sep 2026, 8 days old` as Markdown, coloured where that hurts;
    empty without data."""
    if not workspace().scope.read:  # of no account nothing is told, and there is no load to be old
        return ""
    try:
        ends, today, named = warehouse().facts.as_of, warehouse().today, workspace().settings.today
    except StewardError:
        return ""
    whose = "the sample's day" if workspace().settings.sample else "the day workspace.toml names"
    old = plain(f"data to {day_text(ends)}{_old(ends, today)}")
    said = f":orange[:material/history: {old}]" if (today - ends).days > HURTS else old
    return " · ".join([*([plain(f"as on {day_text(max(named, ends))}, {whose}")] if named else []), said])


def warn_of_age() -> None:
    """Where the data is so old that it hurts."""
    ends, today = warehouse().facts.as_of, warehouse().today
    if (today - ends).days > HURTS:
        st.warning(
            plain(
                f"The figures end on {day_text(ends)}, {counted((today - ends).days, 'day')} ago, while what is to be "
                "done counts from today. Load newer files before you act on it."
            ),
            icon=":material/history:",
        )


def _old(ends: date, today: date) -> str:
    return f", {counted((today - ends).days, 'day')} old" if today > ends else ""
