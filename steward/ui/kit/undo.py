"""What became of a save, and the one way back from it, wherever it was made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from steward.errors import PlanNotSaved
from steward.ui.kit.escape import plain
from steward.ui.kit.moved import before_save, what_moved

Left = TypeVar("Left")
UNDO, SAID, REFUSED = "saved.undo", "saved.said", "saved.refused"


@dataclass(frozen=True)
class Undo:
    """The way back from a save. `place`: what was saved, such as an account; `holds`: whether it can be taken back
    still; `back`: takes it back under a name."""

    place: str
    back: Callable[[str], object]
    holds: Callable[[], bool] = lambda: True


def saved(undo: Undo, words: str = "Saved.", *, with_last: bool = False) -> None:
    """Something was saved. `with_last`: together with what was saved before it, so that both are taken back."""
    held: tuple[Undo, ...] = st.session_state.get(UNDO, ()) if with_last else ()
    st.session_state[UNDO] = (undo, *held)
    before_save()
    st.session_state[SAID] = words


def press(
    place: str,
    act: Callable[[], Left],
    back: Callable[[Left, str], object],
    holds: Callable[[Left], bool],
    words: str = "Saved.",
) -> bool:
    """Save at one press, and say so with the way back; where it is refused, say why. Whether it was saved.

    `act` returns what it left; `back` and `holds` are asked with that."""
    try:
        left = act()
    except PlanNotSaved as problem:
        refused(str(problem))
        return False
    saved(Undo(place, lambda who: back(left, who), lambda: holds(left)), words)
    return True


def nothing_to_undo() -> None:
    """Whoever took something back does not take that back in turn."""
    st.session_state.pop(UNDO, None)


def can_undo(place: str) -> bool:
    """Whether the last save was of this."""
    return any(one.place == place for one in st.session_state.get(UNDO, ()))


def refused(why: str) -> None:
    """Something was not saved."""
    st.session_state[REFUSED] = why


def tell_saved(place: str, who: str, key: str = "plan.undo.button", label: str = "Undo the last save") -> None:
    """What became of the last save, with the way back and what it moved of what stands above. The button is there
    before there is a way, so that nothing below it moves when somebody saves."""
    with st.container(horizontal=True):
        if why := st.session_state.pop(REFUSED, None):
            st.error(plain(why), icon=":material/error:")
        if words := st.session_state.pop(SAID, None):
            st.toast(plain(words), icon=":material/check:")
        steps = [one for one in st.session_state.get(UNDO, ()) if one.place == place]
        ready = bool(steps and who) and all(one.holds() for one in steps)
        if st.button(label, icon=":material/undo:", disabled=not ready, key=key):
            _take_back(steps, who)
    if steps and (moved := what_moved()):
        st.markdown(f":material/trending_flat: {plain(moved)}")


def _take_back(steps: list[Undo], who: str) -> None:
    try:
        for one in steps:
            one.back(who)
    except PlanNotSaved as problem:
        refused(str(problem))
    nothing_to_undo()
    if REFUSED not in st.session_state:
        st.session_state[SAID] = "Undone."
    st.rerun()
