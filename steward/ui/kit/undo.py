"""What became of a save, and the one way back from it, wherever it was made."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from steward.errors import PlanNotSaved, VersionNotFound
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.moved import before_save, what_moved

UNDO, SAID, REFUSED, SAVES = "saved.undo", "saved.said", "saved.refused", "saved.saves"


@dataclass(frozen=True)
class Undo:
    """The way back from a save. `place`: what was saved, such as an account; `back`: takes it back under a name;
    `why_not`: what somebody else saved of it since, for whoever has that name; empty where it can be taken back."""

    place: str
    back: Callable[[str], object]
    why_not: Callable[[str], str]


def saved(undo: Undo, words: str = "Saved.", *, with_last: bool = False) -> None:
    """Something was saved. `with_last`: together with what was saved before it, so that both are taken back."""
    held: tuple[Undo, ...] = st.session_state.get(UNDO, ()) if with_last else ()
    st.session_state[UNDO] = (undo, *held)
    st.session_state[SAVES] = st.session_state.get(SAVES, 0) + 1
    before_save()
    st.session_state[SAID] = words


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
        if refusal := st.session_state.pop(REFUSED, None):
            st.error(plain(refusal), icon=":material/error:")
        if words := st.session_state.pop(SAID, None):
            st.toast(plain(words), icon=":material/check:")
        steps = [one for one in st.session_state.get(UNDO, ()) if one.place == place]
        why = " ".join(filter(None, (one.why_not(who) for one in steps))) if who else ""
        ready = bool(steps and who) and not why
        if kept_button(
            label, key, of=f"{place}.{st.session_state.get(SAVES, 0)}", icon=":material/undo:", says=plain(why) or None,
            enabled=ready,
        ):  # fmt: skip
            _take_back(steps, who)
    if steps and (moved := what_moved()):
        st.markdown(f":material/trending_flat: {plain(moved)}")


def _take_back(steps: list[Undo], who: str) -> None:
    try:
        for one in steps:
            one.back(who)
    except (PlanNotSaved, VersionNotFound) as problem:
        refused(str(problem))
    nothing_to_undo()
    if REFUSED not in st.session_state:
        st.session_state[SAID] = "Undone."
    st.rerun()
