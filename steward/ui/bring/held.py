"""The draft of whoever looks, and what is looked at of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from steward.errors import StewardError
from steward.services.data.bring.draft import Draft, State, draft_of, state_of
from steward.services.data.bring.looks import FileLook, look_at
from steward.services.data.bring.trying import is_small, large_files, stamp_of, trial_found, try_all, try_table
from steward.services.data.trials import Tried
from steward.ui.kit.drafts import owner
from steward.ui.kit.opened import whole_workspace
from steward.ui.kit.reader import reader
from steward.ui.kit.turns import others_first
from steward.workspace import Workspace

TRIED, SAID = "bring.tried", "bring.said"
MOST_TRIED = 12


def home_of_reader() -> Workspace:
    """The home as whoever looks may change it; also where nothing is loaded yet."""
    return replace(whole_workspace(), scope=reader().scope)


def draft_now() -> Draft:
    """What they have brought so far. Raises StewardError."""
    return draft_of(home_of_reader(), owner())


def change(act: Callable[[Draft], object]) -> None:
    """Change the draft in the callback of a field; what is refused is told at the next run."""
    try:
        act(draft_now())
    except StewardError as refusal:
        st.session_state[SAID] = str(refusal)


def looks_of(draft: Draft) -> list[FileLook]:
    """Every file of the draft, or every sheet of it, looked at once."""
    work = draft.folder / "looks"
    return [look for name in draft.names for look in _looked(draft.path(name), state_of(draft.path(name)), work)]


@lru_cache(maxsize=128)
def _looked(path: Path, state: State, work: Path) -> tuple[FileLook, ...]:
    del state
    return look_at(path, work)


class Preview(NamedTuple):
    """What a load would make of a draft. `whole`: of all rows of the table looked at; `every`: of all tables."""

    found: Tried
    whole: bool
    every: bool


def tried(draft: Draft, table: str) -> Preview:
    """With that table, as far as it is read while somebody waits."""
    if found := trial_found(draft):
        return Preview(found, whole=True, every=True)
    every = is_small(draft)
    key = (stamp_of(draft), "" if every else table)
    held: dict[tuple[str, str], Tried] = st.session_state.setdefault(TRIED, {})
    if key not in held:
        while len(held) >= MOST_TRIED:
            held.pop(next(iter(held)))
        with others_first(), st.spinner("Reading the first rows …"):
            held[key] = try_all(draft) if every else try_table(draft, table)
    return Preview(held[key], every or not large_files(draft, table), every)
