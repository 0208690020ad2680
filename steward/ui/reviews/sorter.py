"""All slides at a glance, as they are in the deck: a press opens one, dragging puts it elsewhere."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Card:
    """One slide. `picture`: a JPEG; `instead`: what stands there where there is none."""

    id: str
    name: str
    picture: bytes | None
    instead: str = ""


@dataclass(frozen=True)
class Sorted:
    """What somebody did: opened a slide, or put it at a place among all, from 0."""

    opened: str = ""
    moved: str = ""
    to: int = 0


def sort_slides(cards: Sequence[Card], shown: str, *, key: str) -> Sorted:
    """Show the slides, the one of id `shown` marked; what was done with them just now."""
    told = {"cards": [_told(card) for card in cards], "shown": shown}
    result = _sorter()(
        key=key, data=told, height="content", on_opened_change=_noted, on_moved_change=_noted,
    )  # fmt: skip
    return _read(getattr(result, "opened", None), getattr(result, "moved", None), {card.id for card in cards})


def _told(card: Card) -> Mapping[str, str]:
    picture = f"data:image/jpeg;base64,{b64encode(card.picture).decode()}" if card.picture else ""
    return {"id": card.id, "name": card.name, "picture": picture, "instead": card.instead}


def _read(opened: Any, moved: Any, known: set[str]) -> Sorted:
    """What the browser sent, believed only as far as it makes sense."""
    if isinstance(moved, Mapping) and moved.get("id") in known and isinstance(moved.get("to"), int | float):
        return Sorted(moved=str(moved["id"]), to=max(0, int(moved["to"])))
    return Sorted(opened=opened if opened in known else "")


def _noted() -> None:
    """Streamlit keeps a value only for those who listen."""


@cache
def _sorter() -> Any:
    return st.components.v2.component(
        "steward_slide_sorter",
        js=(HERE / "sorter.js").read_text(encoding="utf-8"),
        css=(HERE / "sorter.css").read_text(encoding="utf-8"),
        html='<div class="sorter" role="listbox" aria-label="Slides as they are in the deck"></div>',
    )
