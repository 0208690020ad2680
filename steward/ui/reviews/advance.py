"""From one step of the walk to the next: once a save ends what a step lacked, the next that lacks something opens."""

import streamlit as st

from steward.services.reviews.walk import Step, Walk
from steward.ui.kit.buttons import is_awaited
from steward.ui.kit.views import open_view

LACKED, SAVED, SHOWN = "review.lacked", "review.saved", "review.shown"


def drawn(walk: Walk, step: Step) -> None:
    """This step is on the screen. Who only changes what is done in it already stays where they are."""
    st.session_state[LACKED] = step if walk.of(step).lacks else None


def advance() -> None:
    """Something was saved in the step that is on the screen."""
    st.session_state[SAVED] = st.session_state.get(LACKED)


def advanced(walk: Walk) -> None:
    """Before the steps are drawn: go on where a save was all that a step lacked."""
    step: Step | None = st.session_state.pop(SAVED, None)
    stayed = step is not None and st.session_state.get("view.step") == step
    if step and stayed and walk.of(step).done and (there := walk.after(step)):
        open_view("step", there.step)


def left_while_pressing(step: Step) -> Step | None:
    """The step that was on the screen, where somebody pressed a button and went on before its run came to that."""
    before: Step | None = st.session_state.get(SHOWN)
    st.session_state[SHOWN] = step
    return before if before and before is not step and is_awaited() else None
