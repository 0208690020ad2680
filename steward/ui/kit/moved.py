"""What a save moved: what the page told before it beside what it tells after, in a line next to the way back."""

from collections.abc import Mapping

import streamlit as st

from steward.ui.kit.shown import told_so_far, whose

_LAST, _BEFORE, _SAID = "moved.last", "moved.before", "moved.said"
MOST = 6
"""As many are named."""
Told = Mapping[str, tuple[str, str]]


def remember(of: tuple[str, ...], told: Told) -> None:
    """A page was drawn to its end, and told this. `of`: which page, of what."""
    st.session_state[_LAST] = (of, dict(told))


def before_save() -> None:
    """Something was saved: what the page told until now is what it is held against."""
    st.session_state[_BEFORE] = st.session_state.get(_LAST, ((), {}))
    st.session_state.pop(_SAID, None)


def what_moved() -> str:
    """What the last save moved of what stands above, such as “Q4 2026 at best 91.0 % → 60.5 %”; empty where it moved
    nothing. It stays as long as the save can be taken back. A page of something else that was drawn last, because this
    one was never drawn to its end, is not held against it."""
    if _BEFORE in st.session_state:
        of, told = st.session_state.pop(_BEFORE)
        st.session_state[_SAID] = _moves(told, told_so_far()) if of == whose() else ""
    return str(st.session_state.get(_SAID, ""))


def _moves(before: Told, now: Told) -> str:
    moved = [
        f"{label} {before[key][1]} → {text}"
        for key, (label, text) in now.items()
        if key in before and before[key][1] != text
    ]
    more = f" and {len(moved) - MOST} more" if len(moved) > MOST else ""
    return "; ".join(moved[:MOST]) + more
