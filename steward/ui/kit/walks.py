"""Why a figure changed, on a page: a paragraph to copy, the steps, and everybody behind them."""

from collections.abc import Sequence

import streamlit as st

from steward.briefings.internal.walk import Walk
from steward.exhibits.wording import capital
from steward.ui.kit.escape import signs_joined
from steward.ui.kit.exhibits import exhibit, rows_to_pick
from steward.ui.kit.shown import narrowed

HEADING = "Why it changed"


def show_walks(found: Sequence[Walk]) -> str | None:
    """One of them at a time, chosen by what it is called; the key of the row that was ticked, where rows open."""
    if not found:
        return None
    st.markdown(f"## {HEADING}", anchors=False)
    walk = _chosen(found)
    with st.container(key="said"):
        whose = f" ({capital(narrowed())}.)" if narrowed() else ""
        st.code(signs_joined(f"{walk.said}{whose}"), language=None, wrap_lines=True)
    if walk.bridge:
        exhibit(walk.bridge)
    if walk.causes:
        exhibit(walk.causes)
    return rows_to_pick(walk.rows, selectable=True, headed=True) if walk.rows else None


def _chosen(found: Sequence[Walk]) -> Walk:
    if len(found) == 1:
        return found[0]
    by_label = {walk.label: walk for walk in found}
    first = found[0].label
    picked = st.segmented_control(HEADING, list(by_label), default=first, key="walk.of", label_visibility="collapsed")
    return by_label[picked or first]
