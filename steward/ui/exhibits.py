"""Exhibits on a page: a sentence, the chart or table, and a note."""

import streamlit as st

from steward.charts import figure
from steward.exhibits import Exhibit, Table
from steward.ui.plain import plain
from steward.ui.tables import table

_BARE = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


def exhibit(ex: Exhibit, key: str | None = None) -> None:
    """One exhibit with its title above and its note below."""
    with st.container(gap="xsmall"):
        st.markdown(f"##### {plain(ex.title)}", anchors=False)
        body(ex, key)
        if ex.note:
            st.caption(plain(ex.note))


def body(ex: Exhibit, key: str | None = None) -> None:
    """The chart or table itself."""
    if isinstance(ex, Table):
        table(ex, key=key)
    else:
        chart(ex, key)


def chart(ex: Exhibit, key: str | None = None) -> None:
    """A chart with its words for who cannot see it."""
    st.plotly_chart(figure(ex), key=key or f"chart-{ex.id}", config=_BARE, alt=ex.alt)
