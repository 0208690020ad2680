"""One of many to work on: the row that was ticked last in a table, else what is chosen in a list."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import streamlit as st

from steward.domain.labels import told_apart
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.escape import plain
from steward.ui.kit.laid_out import laid_out
from steward.ui.kit.tables import untick
from steward.ui.kit.typed import put

Picked = TypeVar("Picked")

MOST_CHOICES = 2_000
"""As many as a list can be searched through by typing without a wait; any row can be ticked."""


def pick(
    known: Mapping[str, Picked],
    ticked: Sequence[str | None],
    called: Callable[[Picked], str],
    label: str,
    placeholder: str,
    address: str,
    of: object = None,
) -> Picked | None:
    """What is to be worked on, kept in the page's address under `address`; of two that are called alike the id is told.

    `known`: what can be worked on by its id; `ticked`: the row of each table that offers them, nothing where none is
    ticked; `called`: how one is called in the list; `of`: the briefing that is kept and has them, where there are many:
    what they are called is then worked out once for it."""
    box, before, told = f"{address}.box", f"{address}.ticked", f"{address}.told"
    now = tuple(one for one in ticked if one in known)
    newly = [one for one in now if one not in st.session_state.get(before, ())]
    st.session_state[before] = now
    linked = in_address(address) or None
    # An address that says something else than it was told to is a link that was followed since.
    followed = linked if linked != st.session_state.get(told) else None
    asked: Any = newly[-1] if newly else followed or st.session_state.get(box, linked)
    options = tuple(dict.fromkeys([*islice(known, MOST_CHOICES), *([asked] if asked in known else [])]))

    def named() -> dict[str, str]:
        return told_apart({one: called(known[one]) for one in options})

    labels = named() if of is None else laid_out(of, ("labels", address, options), named)
    # The browser knows a choice by its label: one that says something else since a save is told anew.
    put(box, asked if asked in known else None, tuple(labels.items()))
    found = st.selectbox(label, options, None, key=box, format_func=labels.__getitem__, placeholder=placeholder)
    to_address(address, found or ())
    st.session_state[told] = found
    _tell_gone(label, address, linked if linked not in known else None, found)
    return known[found] if found else None


def _tell_gone(label: str, address: str, linked: str | None, found: str | None) -> None:
    """A link that leads to nothing here says so until something is picked."""
    gone = None if found else linked or st.session_state.get(f"{address}.gone")
    st.session_state[f"{address}.gone"] = gone
    if gone:
        st.caption(plain(f"{label} {gone[:60]}: closed, or not among these, so there is nothing to change here."))


def choose_nothing(address: str) -> None:
    """What was picked is no more, nor is its row ticked: the next tick picks it again."""
    st.session_state[f"{address}.box"] = None
    st.session_state.pop(f"{address}.ticked", None)
    untick()
