"""The remote control in the browser: keys, the bar at the foot with place and time, and the note to be written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from steward.plans.customer.meeting_notes import Note, Noted
from steward.plans.customer.success_plan import Side

HERE = Path(__file__).parent
LONGEST = 500


@dataclass(frozen=True)
class Said:
    """What somebody did in the browser. `to`: the number of the slide to show, from 0; None where it stays."""

    to: int | None = None
    note: Note | None = None
    number: int = 0
    """Tells one note from the next, so that the browser knows what became of which."""
    back: bool = False
    leave: bool = False
    height: int = 0
    """How high the window is, in pixels; 0 where it says nothing."""


def remote(told: Mapping[str, Any], *, key: str, act: Callable[[Said], None]) -> None:
    """Show the bar and listen to the keys. `act` is told what was done before the page is drawn again."""

    def heard() -> None:
        act(read(st.session_state[key].get("said")))

    _remote()(key=key, data=dict(told), height="content", on_said_change=heard)


def read(said: Any) -> Said:
    """What the browser sent, believed only as far as it makes sense."""
    if not isinstance(said, Mapping):
        return Said()
    return Said(
        to=_whole(said.get("to")),
        note=_note(said.get("note")),
        number=_whole(said.get("number")) or 0,
        back=said.get("back") is True,
        leave=said.get("leave") is True,
        height=_pixels(said.get("height")),
    )


def _note(said: Any) -> Note | None:
    if not isinstance(said, Mapping):
        return None
    words = str(said.get("words") or "").strip()[:LONGEST]
    kinds, sides = {str(one): one for one in Noted}, {str(one): one for one in Side}
    kind = kinds.get(str(said.get("kind")))
    if not words or kind is None:
        return None
    owner = str(said.get("owner") or "").strip()[:LONGEST]
    return Note(kind=kind, words=words, side=sides.get(str(said.get("side"))), owner=owner, due=_day(said.get("due")))


def _whole(said: Any) -> int | None:
    """A number from 0 on; JavaScript sends some as 3.0."""
    return int(said) if isinstance(said, int | float) and not isinstance(said, bool) and said >= 0 else None


def _pixels(said: Any) -> int:
    return min(max(int(said), 300), 3000) if isinstance(said, int | float) and said == said else 0


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


@cache
def _remote() -> Any:
    return st.components.v2.component(
        "steward_remote",
        js=(HERE / "remote.js").read_text(encoding="utf-8"),
        css=(HERE / "remote.css").read_text(encoding="utf-8"),
        html='<div class="remote"></div>',
        isolate_styles=False,
    )
