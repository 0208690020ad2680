"""Sentences on a page: its headline, what is missing, what went wrong."""

from collections.abc import Sequence

import streamlit as st

from steward.errors import StewardError
from steward.exhibits import Missing
from steward.ui.plain import plain


def headline(text: str, caption: str = "") -> None:
    """The page in one sentence, and below it what it is about."""
    with st.container(gap=None):
        st.markdown(f"# {plain(text)}", anchors=False)
        if caption:
            st.caption(plain(caption))


def missing(items: Sequence[Missing]) -> None:
    """What a page would show if a feed were there."""
    for item in items:
        st.info(plain(item.text), icon=":material/database_off:")


def problem(error: StewardError) -> None:
    """What went wrong, in the error's own sentence."""
    st.error(plain(str(error)), icon=":material/error:")
