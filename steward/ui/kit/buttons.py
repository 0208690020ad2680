"""A button that changes something, and whether it was pressed: also where its run was cut off.

A press begins a run. What somebody does next ends that run, maybe before it came to the button, and Streamlit's next
run knows nothing of it. So a press is noted by the session before the run begins, and kept until a run comes to its
button. Buttons that only lead somewhere or show more need none of this: whoever pressed them sees it, and nothing is
lost; kept, one would lead away from where somebody went since.
"""

import time
from typing import Literal, NamedTuple

import streamlit as st

from steward.ui.kit.presses import noted

PRESSED = "buttons.pressed"
AWAITED = 60.0
"""Seconds for which somebody waits for what they asked for; later it would come as a surprise."""
Kind = Literal["primary", "secondary", "tertiary"]


class Press(NamedTuple):
    """A press no run has come to yet. `of`: what it is done to; `since`: when it was."""

    key: str
    of: str
    since: float


def kept_button(
    label: str,
    key: str,
    *,
    of: str,
    icon: str | None = None,
    kind: Kind = "secondary",
    says: str | None = None,
    enabled: bool = True,
    each: bool = False,
) -> bool:
    """The button, and whether it was pressed and may be.

    `of`: what it is done to, so that it is not done to what the page shows by then; `says`: what it does in more words
    than it has room for; `each`: pressed twice it is done twice, once in each run."""
    st.button(
        label, type=kind, icon=icon, disabled=not enabled, help=says, key=key, on_click=note_press, args=(key, of)
    )
    return was_pressed(key, of, each=each) and enabled


def note_press(key: str, of: str) -> None:
    """Note a press. The callback of a button: it runs before the run that the press begins."""
    st.session_state[PRESSED] = (*_kept(), Press(key, of, time.monotonic()))
    noted()


def was_pressed(key: str, of: str, *, each: bool = False) -> bool:
    """Whether this button was pressed for this. Once it was, no other button waits for the same thing any longer."""
    kept = list(_kept())
    found = [one for one in kept if one.of == of and one.key == key]
    if not found:
        return False
    if each:
        kept.remove(found[0])
    else:
        kept = [one for one in kept if one.of != of]
    st.session_state[PRESSED] = tuple(kept)
    return True


def is_awaited() -> bool:
    """Whether somebody pressed something that no run has come to yet."""
    return bool(_kept())


def await_no_more() -> None:
    """Nothing on the page was what they pressed."""
    st.session_state.pop(PRESSED, None)


def _kept() -> tuple[Press, ...]:
    held: tuple[Press, ...] = st.session_state.get(PRESSED, ())
    return tuple(one for one in held if time.monotonic() - one.since < AWAITED)
