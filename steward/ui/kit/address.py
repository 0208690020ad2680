"""The address of a page: what it asks for is read and written here, and nowhere else.

What no page asks the address for is taken out of it once the page is drawn: the parameters of one page do not go along
to the next. Whether a change of the address is a step for Back is decided in the browser (`address.js`).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
_ASKED: ContextVar[set[str] | None] = ContextVar("asked", default=None)
"""What this run asked the address for; None outside of a page that is drawn whole."""


@contextmanager
def kept_address() -> Iterator[None]:
    """A page is drawn inside; what it did not ask for is taken out of its address, unless it was cut off."""
    _steps()(key="address")
    token = _ASKED.set(set())
    try:
        yield
        for name in set(st.query_params) - (_ASKED.get() or set()):
            del st.query_params[name]
    finally:
        _ASKED.reset(token)


def in_address(name: str) -> str:
    """What the address says under `name`; empty where it says nothing."""
    _ask(name)
    return str(st.query_params.get(name, ""))


def all_in_address(name: str) -> list[str]:
    """Everything it says under `name`."""
    _ask(name)
    return list(st.query_params.get_all(name))


def to_address(name: str, values: str | Sequence[str]) -> None:
    """Let the address say this under `name`; nothing where there is none."""
    wanted = list(filter(None, [values] if isinstance(values, str) else values))
    if wanted == all_in_address(name):
        return
    if wanted:
        st.query_params[name] = wanted if len(wanted) > 1 else wanted[0]
    else:
        st.query_params.pop(name, None)


def asked(name: str, held: str | None) -> str | None:
    """What the address says under `name`, where it may be older than what the reader picked on the page; what the
    reader picked, while the browser still says what they left."""
    found = in_address(name) or None
    if found == held:
        st.session_state.pop(_left(name), None)
    elif held and found == st.session_state.get(_left(name)):
        return held
    return found or held


def leave(name: str) -> None:
    """The reader picked something else: what the address says now is what they left."""
    st.session_state[_left(name)] = in_address(name) or None


def _left(name: str) -> str:
    return f"{name}.left"


def _ask(name: str) -> None:
    names = _ASKED.get()
    if names is not None:
        names.add(name)


@cache
def _steps() -> Any:
    return st.components.v2.component(
        "steward_address",
        js=(HERE / "address.js").read_text(encoding="utf-8"),
        css=".st-key-address { position: absolute; }",
        html="<span></span>",
        isolate_styles=False,
    )
