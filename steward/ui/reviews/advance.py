"""From one step of the walk to the next: once a save ends what a step lacked, the next that lacks something opens."""

import streamlit as st

from steward.services.review_walk import Step, Walk
from steward.ui.kit.views import open_view

LACKED, SAVED = "review.lacked", "review.saved"


def drawn(walk: Walk, step: Step) -> None:
    """This step is on the screen, with what it lacks: who only changes what is done already stays where they are."""
    st.session_state[LACKED] = bool(walk.of(step).lacks)


def advance() -> None:
    """Something was saved in the step that is on the screen."""
    st.session_state[SAVED] = st.session_state.get(LACKED, False)


def advanced(walk: Walk, step: str) -> None:
    """Before the steps are drawn: go on where a save was all that the open one lacked."""
    if not st.session_state.pop(SAVED, False) or step not in list(Step):
        return
    here = Step(step)
    if walk.of(here).done and (there := walk.after(here)):
        open_view("step", there.step)
