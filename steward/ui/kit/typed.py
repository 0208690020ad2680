"""What people type: a field begins with what is saved, keeps what is typed whatever the page does, and follows what is
saved for as long as nobody typed in it.

A field has one key for as long as it is about one thing: a key that changes, or a run that no longer draws the field,
would have the browser throw away what is in it. What leaves the screen before it was sent comes by `typed.js`.
"""

import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
PREFIX = "typed."
ANYTHING = (-math.inf, math.inf)
KEEPER, HEARD, BEGUN = "typing", "typing.heard", "typing.begun"


def begun(key: str, saved: Any, within: tuple[float, float] = ANYTHING) -> dict[str, Any]:
    """How a field is named and kept. It begins with `saved`, and follows it until somebody types something else.

    `within`: the numbers it takes."""
    key, fields = f"{PREFIX}{key}", _begun()
    new = key not in st.session_state
    followed = not new and key in fields and _same(st.session_state[key], fields[key]) and not _same(saved, fields[key])
    # What stands there already is not put there again: that would be sent, and come in between what is being typed.
    if new or followed:
        st.session_state[key] = saved
    fields[key] = saved
    st.session_state[f"{key}:within"] = within
    return {"key": key, "persist_state": "session"}


def put(key: str, value: Any, options: tuple[Any, ...] = ()) -> None:
    """What a choice shows, said only where it is another: said at every run, it would take back what somebody chooses
    while the page works. `options`: those that move; the browser knows a choice by its place, so it is told anew."""
    moved = st.session_state.get(f"{key}.options", options) != options
    st.session_state[f"{key}.options"] = options
    if moved or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def typed(key: str, saved: Any) -> Any:
    """What stands in a field, also where it is not on the screen; `saved` where it never was."""
    key, fields = f"{PREFIX}{key}", _begun()
    if key not in fields or _same(st.session_state.get(key, fields[key]), fields[key]):
        return saved
    return st.session_state[key]


def is_typed(prefix: str) -> bool:
    """Whether anything is typed in these fields that is not saved."""
    fields = {key: saved for key, saved in _begun().items() if _below(key, f"{PREFIX}{prefix}")}
    return any(not _same(st.session_state.get(key, saved), saved) for key, saved in fields.items())


def forget(prefix: str) -> None:
    """These fields begin anew with what is saved, at the next run."""
    for key in [one for one in _begun() if _below(one, f"{PREFIX}{prefix}")]:
        del _begun()[key]
        if key in st.session_state:
            del st.session_state[key]


def keep_what_is_typed() -> None:
    """Listen in the browser, on every page: before a page is drawn, its fields get what was typed in them."""
    _keeper()(key=KEEPER, data={"heard": st.session_state.get(HEARD, 0)}, on_typed_change=_hear)


def _hear() -> None:
    """What the browser sent, once: a number tells what was heard before. It can send anything."""
    said, heard = st.session_state[KEEPER].get("typed"), st.session_state.get(HEARD, 0)
    places = {re.sub(r"[^a-zA-Z0-9_-]", "-", key): key for key in _begun()}
    for place, one in said.items() if isinstance(said, Mapping) else ():
        match one:
            case [int() | float() as number, words] if number > heard:
                st.session_state[HEARD] = max(st.session_state.get(HEARD, 0), number)
                if place in places:
                    _take(places[place], words)


def _take(key: str, words: Any) -> None:
    """A field that is there already has the same: only another value is put into it, and none that it would refuse."""
    is_number = isinstance(words, int | float) and not isinstance(words, bool)
    low, high = st.session_state.get(f"{key}:within", ANYTHING)
    fits = low <= words <= high if is_number else words is None or isinstance(words, str)
    value = float(words) if is_number else words
    if fits and st.session_state.get(key) != value:
        st.session_state[key] = value


def _begun() -> dict[str, Any]:
    """What each field was begun with."""
    found: dict[str, Any] = st.session_state.setdefault(BEGUN, {})
    return found


def _same(one: Any, other: Any) -> bool:
    """White space at the ends is never saved, so it changes nothing."""
    return bool(one.strip() == other.strip() if isinstance(one, str) and isinstance(other, str) else one == other)


def _below(key: str, prefix: str) -> bool:
    return key == prefix or key.startswith(f"{prefix}.")


@cache
def _keeper() -> Any:
    return st.components.v2.component(
        "steward_typing",
        js=(HERE / "typed.js").read_text(encoding="utf-8"),
        css=".st-key-typing { position: absolute; }",
        html="<span></span>",
        isolate_styles=False,
    )
