"""From one step of the walk to the next: once a step lacks nothing any more, the next that does is opened."""

import streamlit as st

from steward.services.review_walk import Step, Walk
from steward.ui.kit.views import open_view

SAVED = "review.saved"


def advance() -> None:
    """Something was saved in the step that is open: where that was all it lacked, the next opens."""
    st.session_state[SAVED] = True


def advanced(walk: Walk, step: str) -> None:
    """Before the steps are drawn: go on where the open one was ended by a save."""
    if st.session_state.pop(SAVED, False) and step in list(Step) and walk.of(Step(step)).done and walk.next:
        open_view("step", walk.next.step)
