"""What somebody pressed is done, also where the connection dropped just then: before the server heard of it, or in the
middle of the run that it began, which ends there.

The browser numbers the presses on buttons and knows from here which was done last; back again it presses once more what
was not, or says that it is not done (`presses.js`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from steward.ui.kit.escape import plain
from steward.ui.kit.typed import put_again

HERE = Path(__file__).parent
KEEPER, SESSION, BACK, LOST = "presses", "presses.session", "presses.back", "presses.lost"
HEARD, DONE, NOTED = "presses.heard", "presses.done", "presses.noted"
LONGEST = 80
TOLD = {
    "lost": "The connection was lost: “{}” was not heard. Press again.",
    "unknown": "The connection was lost: look whether “{}” is done, and press again if not.",
}
"""What became of a press that the browser does not press again itself."""


@contextmanager
def heard_presses() -> Iterator[None]:
    """A page is drawn inside. A press is done once the run that it began comes to its end, or to the next run."""
    mine = st.session_state.pop(HEARD, 0)
    if st.session_state.pop(NOTED, False):
        _done(mine)
    _keeper()(
        key=KEEPER,
        data={
            "session": st.session_state.setdefault(SESSION, token_hex(8)),
            "heard": st.session_state.get(DONE, 0),
            "back": st.session_state.get(BACK, 0),
        },
        on_pressed_change=_hear,
        on_back_change=_come_back,
        on_lost_change=_lose,
    )
    if words := st.session_state.pop(LOST, ""):
        st.toast(plain(words), icon=":material/wifi_off:")
    try:
        yield
    except StopException:  # cut off, as a lost connection does it
        raise
    except BaseException:
        _done(mine)
        raise
    else:
        _done(mine)


def noted() -> None:
    """What is pressed now is kept until a run comes to it: to hear of it is enough."""
    st.session_state[NOTED] = True


def _done(number: int) -> None:
    st.session_state[DONE] = max(st.session_state.get(DONE, 0), number)


def _hear() -> None:
    st.session_state[HEARD] = max(st.session_state.get(HEARD, 0), _number("pressed"))


def _come_back() -> None:
    st.session_state[BACK] = _number("back")
    put_again()


def _lose() -> None:
    match _said("lost"):
        case [str() as what, str() as words] if what in TOLD:
            st.session_state[LOST] = TOLD[what].format(words[:LONGEST])


def _number(name: str) -> int:
    """The browser can send anything; it sends whole numbers as 3.0, too."""
    said = _said(name)
    return int(said) if isinstance(said, int | float) and 0 <= said < 2**53 else 0


def _said(name: str) -> Any:
    return (st.session_state.get(KEEPER) or {}).get(name)


@cache
def _keeper() -> Any:
    return st.components.v2.component(
        "steward_presses",
        js=(HERE / "presses.js").read_text(encoding="utf-8"),
        css=".st-key-presses { position: absolute; }",
        html="<span></span>",
        isolate_styles=False,
    )
