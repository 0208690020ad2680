"""One press that does one thing to a quote, and what the page says of it."""

from collections.abc import Callable

import streamlit as st

from steward.errors import StewardError
from steward.ui.kit.escape import plain
from steward.ui.plans.saving import pressed

SAID, REFUSED = "quote.said", "quote.refused"


def act(
    label: str, who: str, key: str, of: str, do: Callable[[], object], said: str, *, icon: str, first: bool = False,
    says: str = "",
) -> None:  # fmt: skip
    """A button, and what it does. `of`: what it is done to; `said`: what the page says afterwards."""
    if pressed(
        label, who, key, of=of, icon=f":material/{icon}:", kind="primary" if first else "secondary", says=says or None
    ):
        perform(do, said)


def perform(do: Callable[[], object], said: str) -> None:
    """Do it, and say what became of it above what is shown then."""
    try:
        do()
    except StewardError as refusal:
        st.session_state[REFUSED] = str(refusal)
    else:
        st.session_state[SAID] = said
    st.rerun()


def tell_acts() -> None:
    """What became of the last press."""
    if refusal := st.session_state.pop(REFUSED, None):
        st.error(plain(refusal), icon=":material/error:")
    if said := st.session_state.pop(SAID, None):
        st.toast(plain(said), icon=":material/check:")
