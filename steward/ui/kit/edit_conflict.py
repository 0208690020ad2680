"""A form whose subject somebody else saved while it was open: what was typed stays, and both versions are seen."""

from collections.abc import Hashable
from typing import TypeVar

import streamlit as st

from steward.ui.kit.escape import plain
from steward.ui.typed import forget

Held = TypeVar("Held", bound=Hashable)


def held(name: str, saved: Held) -> Held:
    """What the form was opened with; it keeps to that until its clash is settled."""
    found: Held = st.session_state.setdefault(_key(name), saved)
    return found


def follow(name: str, saved: Hashable) -> None:
    """From now on the form is that of what is saved."""
    st.session_state[_key(name)] = saved


def clashes(name: str, fields: str, base: Held, saved: Held, edited: bool, theirs: str) -> bool:
    """Whether somebody else saved since the form was opened and it holds words of our own; then theirs is shown with
    the choice to take it. A form nobody typed in just follows. `theirs`: what is saved now, in words."""
    if base == saved:
        return False
    if not edited:
        follow(name, saved)
        st.rerun()
    st.warning(
        plain(f"Somebody else saved this meanwhile: {theirs}. What you typed is below, and not saved."),
        icon=":material/call_split:",
    )
    if st.button("Take theirs", key=f"{_key(name)}.theirs"):
        follow(name, saved)
        forget(fields)
        st.rerun()
    return True


def _key(name: str) -> str:
    return f"held.{name}"
