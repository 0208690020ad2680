"""What a press does, and what became of it: told at the run that follows, above what is shown then."""

from collections.abc import Callable

import streamlit as st

from steward.errors import StewardError
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import forget

SAID = "acts.said"


def tell_last() -> None:
    """What became of the last press."""
    wrong, words = st.session_state.pop(SAID, (False, ""))
    if wrong:
        st.error(plain(words), icon=":material/error:")
    elif words:
        st.toast(plain(words), icon=":material/check:")


def do(act: Callable[[], object], words: str, typed: str = "") -> None:
    """Do it, say so, and let the fields it was `typed` in begin anew; where it is refused they stay as they are. The
    page is drawn again."""
    try:
        act()
    except StewardError as refusal:
        st.session_state[SAID] = (True, str(refusal))
    else:
        st.session_state[SAID] = (False, words)
        if typed:
            forget(typed)
    st.rerun()
