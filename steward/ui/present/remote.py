"""The remote control in the browser: keys, the bar at the foot with place and time, and the note to be written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

import streamlit as st

from steward.plans.customer.meeting_notes import Note, Noted
from steward.plans.customer.review import Outcome
from steward.plans.customer.success_plan import Side

HERE = Path(__file__).parent
LONGEST, MOST_AT_ONCE = 500, 50
OUTCOMES = {str(one): one for one in (Outcome.TAKEN, Outcome.DECLINED, Outcome.PUT_OFF)}
NUMBER = re.compile(r"[0-9a-f]{16,64}")


@dataclass(frozen=True)
class RemoteAction:
    """What somebody did in the browser. `to`: the number of the slide to show, from 0; None where it stays.

    `was`, `started`: where this window was, and since when, before the server was started anew."""

    to: int | None = None
    was: int | None = None
    started: float | None = None
    notes: Mapping[str, Note | None] = field(default_factory=dict)
    """By their numbers, all that the browser had no answer for yet; None where one makes no sense."""
    back: bool = False
    leave: bool = False
    height: int = 0
    width: int = 0
    """How high the window is, in pixels; 0 where it says nothing."""


def remote(told: Mapping[str, Any], *, key: str, act: Callable[[RemoteAction], None]) -> None:
    """Show the bar and listen to the keys. `act` is told what was done before the page is drawn again."""

    def heard() -> None:
        act(read(st.session_state[key].get("said")))

    _remote()(key=key, data=dict(told), height="content", on_said_change=heard)


def read(said: Any) -> RemoteAction:
    """What the browser sent, believed only as far as it makes sense."""
    if not isinstance(said, Mapping):
        return RemoteAction()
    return RemoteAction(
        to=_whole(said.get("to")),
        was=_whole(said.get("was")),
        started=_whole(said.get("started")),
        notes=_notes(said.get("notes")),
        back=said.get("back") is True,
        leave=said.get("leave") is True,
        height=_pixels(said.get("height")),
        width=_pixels(said.get("width")),
    )


def _notes(said: Any) -> Mapping[str, Note | None]:
    """What has no number of its own cannot be answered, and is not heard."""
    found = [one for one in said if isinstance(one, Mapping)] if isinstance(said, list | tuple) else []
    numbered = [(str(one.get("number")), one) for one in found[:MOST_AT_ONCE]]
    return {number: _note(number, one) for number, one in numbered if NUMBER.fullmatch(number)}


def _note(number: str, said: Mapping[str, Any]) -> Note | None:
    words, owner = (str(said.get(name) or "").strip()[:LONGEST] for name in ("words", "owner"))
    kinds, sides = {str(one): one for one in Noted}, {str(one): one for one in Side}
    kind, side = kinds.get(str(said.get("kind"))), sides.get(str(said.get("side")))
    due, outcome = _day(said.get("due")), OUTCOMES.get(str(said.get("outcome")), Outcome.TAKEN)
    decides = str(said.get("decides") or "")[:LONGEST] if kind is Noted.DECISION else ""
    if kind is None or not (words or decides):
        return None
    return Note(
        kind=kind, words=words, side=side, owner=owner, due=due, number=number, decides=decides, outcome=outcome,
    )  # fmt: skip


def _whole(said: Any) -> int | None:
    """A number from 0 on; JavaScript sends some as 3.0."""
    return int(said) if _is_number(said) and not isinstance(said, bool) and said >= 0 else None


def _pixels(said: Any) -> int:
    return min(max(int(said), 300), 3000) if _is_number(said) else 0


def _is_number(said: Any) -> bool:
    """Neither text nor one of the numbers that are none, nor one that is too large to be one."""
    return isinstance(said, int) or (isinstance(said, float) and isfinite(said))


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


@cache
def _remote() -> Any:
    return st.components.v2.component(
        "steward_remote",
        js="".join((HERE / name).read_text(encoding="utf-8") for name in ("outbox.js", "remote.js")),
        css=(HERE / "remote.css").read_text(encoding="utf-8"),
        html='<div class="remote"></div>',
        isolate_styles=False,
    )
