"""That the last load turned rows down, where figures are read that they are missing from."""

from datetime import date

import streamlit as st

from steward.exhibits.wording import capital
from steward.services.data.loads import left_out_of, turned_down, turned_down_of
from steward.ui import pages
from steward.ui.kit.cache import kept, warehouse, workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.shown import PageShown


def warn_of_rejects() -> None:
    """How many, and the way to which and why, for whoever may read that."""
    _warn(rows_turned_down(), "by the last load, and in no figure here")


def rows_turned_down() -> str:
    """How many, in words; empty where there are none."""
    return kept(lambda: turned_down(warehouse()), "rows turned down")


def warn_of_rejects_of(shown: PageShown) -> None:
    """The same below the headline of a page that is of single accounts; of one with sums over the book, of what lacks
    an exchange rate."""
    if shown.as_of is None or shown.below is None:
        return
    with shown.below:
        _warn(_turned_down_of(shown, shown.as_of), "by the last load, and are in no figure here")


def _turned_down_of(shown: PageShown, as_of: date) -> str:
    accounts, drawn = shown.accounts, (*shown.figures, *shown.exhibits)
    if accounts:
        return kept(lambda: turned_down_of(warehouse(), accounts, as_of), "rows turned down of", accounts, as_of)
    feeds = tuple(sorted({feed for one in drawn for feed in one.receipt.feeds})) if shown.ours else ()
    return kept(lambda: left_out_of(warehouse(), feeds, as_of), "rows left out of", feeds, as_of)


def _warn(said: str, ending: str) -> None:
    if said:
        st.warning(plain(f"{capital(said)} {ending}."), icon=":material/report:")
        if workspace().scope.sees_all:
            st.page_link(pages.DATA_HEALTH.path, label="See which, and why", icon=pages.DATA_HEALTH.icon)
