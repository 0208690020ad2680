"""What people type: a field begins with what is saved, keeps what is typed whatever the page does, and follows what is
saved for as long as nobody typed in it.

A field has one key for as long as it is about one thing: a key that changes, or a run that no longer draws the field,
would have the browser throw away what is in it. What leaves the screen before it was sent comes by `typed.js`.
"""

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from steward.ui.kit import drafts
from steward.ui.kit.tab_title import page_shown

HERE = Path(__file__).parent
PREFIX = "typed."
ANYTHING = (-math.inf, math.inf)
PUT, DRAWN, AGAIN = "put.now", "put.drawn", "put.again"
"""The choices that this run put, the page that each was last drawn on whole, and whether all is said once more."""
KEEPER, HEARD, BEGUN, UNPLACED = "typing", "typing.heard", "typing.begun", "typing.unplaced"


def begun(key: str, saved: Any, within: tuple[float, float] = ANYTHING) -> dict[str, Any]:
    """How a field is named and kept. It begins with `saved`, or with the draft of an earlier session, and follows what
    is saved until somebody types something else.

    `within`: the numbers it takes."""
    key, fields = f"{PREFIX}{key}", _begun()
    new = key not in st.session_state
    followed = not new and key in fields and _same(st.session_state[key], fields[key]) and not _same(saved, fields[key])
    # What stands there already is not put there again: that would be sent, and come in between what is being typed.
    if new or followed:
        st.session_state[key] = saved
    elif st.session_state.get(AGAIN):
        st.session_state[key] = st.session_state[key]
    fields[key] = saved
    st.session_state[f"{key}:within"] = within
    if _same(st.session_state[key], saved):
        _again(key, saved)
    return {"key": key, "persist_state": "session"}


def _again(key: str, saved: Any) -> None:
    """What was typed before the session was lost: as it was kept, or as the browser said before the field was there."""
    found = drafts.restored(key, saved)
    if found is not drafts.NOTHING and _fits(key, found) and _is_such(found, saved):
        st.session_state[key] = found
    unplaced: dict[str, Any] = st.session_state.get(UNPLACED, {})
    if (place := _place(key)) in unplaced:
        _take(key, unplaced.pop(place))


def put(key: str, value: Any, options: tuple[Any, ...] = ()) -> None:
    """What a choice shows, said only where it is another: said at every run, it would take back what somebody chooses
    while the page works. `options`: those that move; the browser knows a choice by its place, so it is told anew."""
    moved = st.session_state.get(f"{key}.options", options) != options
    st.session_state[f"{key}.options"] = options
    # The choice of the page before had the same name, and another place in the browser: this one shows nothing yet.
    fresh = st.session_state.get(DRAWN, {}).get(key) != page_shown()
    if fresh or moved or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    st.session_state.setdefault(PUT, set()).add(key)


def put_again() -> None:
    """What stands in each choice and field is said at the next run, as to a browser that never saw it: one that lost
    its connection would show, and send, the first there is, and nothing where something stood."""
    st.session_state.pop(DRAWN, None)
    st.session_state[AGAIN] = True


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


def rests_on(prefix: str, digest: str) -> None:
    """These fields are filled from that state of their file."""
    drafts.rests_on(f"{PREFIX}{prefix}", digest)


def begun_with(prefix: str) -> str:
    """The state of the file that an earlier session filled these fields from; empty where no draft is left of it."""
    return drafts.begun_with(f"{PREFIX}{prefix}")


def tell_draft(prefix: str) -> bool:
    """Say that what stands in these fields was typed in an earlier session, where it does. Whether it does."""
    return drafts.tell_draft(f"{PREFIX}{prefix}", lambda key: key in _typed())


@contextmanager
def kept_typing() -> Iterator[None]:
    """A page is drawn inside. Listen in the browser: before it is drawn, its fields get what was typed in them."""
    _keeper()(
        key=KEEPER,
        data={"heard": st.session_state.get(HEARD, 0), "owner": sha256(drafts.owner().encode()).hexdigest()[:16]},
        on_typed_change=_hear,
    )
    st.session_state[PUT] = set()
    with drafts.kept_drafts(_typed):
        yield
        # To its end: until then a run that was cut off may have left a choice that the browser never saw.
        st.session_state.pop(AGAIN, None)
        st.session_state[DRAWN] = {key: page_shown() for key in st.session_state.get(PUT, ())}


def _typed() -> dict[str, tuple[Any, Any]]:
    """What stands in every field that holds something else than it began with, and that."""
    held = {key: (st.session_state.get(key, saved), saved) for key, saved in _begun().items()}
    return {key: one for key, one in held.items() if not _same(*one)}


def _hear() -> None:
    """What the browser sent, once: a number tells what was heard before. It can send anything."""
    said, heard = st.session_state[KEEPER].get("typed"), st.session_state.get(HEARD, 0)
    places = {_place(key): key for key in _begun()}
    for place, one in said.items() if isinstance(said, Mapping) else ():
        match one:
            case [int() | float() as number, words] if number > heard:
                st.session_state[HEARD] = max(st.session_state.get(HEARD, 0), number)
                if place in places:
                    _take(places[place], words)
                else:
                    st.session_state.setdefault(UNPLACED, {})[place] = words


def _place(key: str) -> str:
    """A field as the browser calls it."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", key)


def _take(key: str, words: Any) -> None:
    """A field that is there already has the same: only another value is put into it, and none that it would refuse."""
    is_number = isinstance(words, int | float) and not isinstance(words, bool)
    value = float(words) if is_number else words
    is_words = words is None or is_number or isinstance(words, str)
    if is_words and _fits(key, value) and st.session_state.get(key) != value:
        st.session_state[key] = value


def _is_such(found: Any, saved: Any) -> bool:
    """A field may be of another kind than in the version of Steward in which somebody typed."""
    kind = (int, float) if isinstance(saved, int | float) else type(saved)
    return found is None or saved is None or isinstance(found, kind)


def _fits(key: str, value: Any) -> bool:
    low, high = st.session_state.get(f"{key}:within", ANYTHING)
    return not isinstance(value, float) or bool(low <= value <= high)


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
