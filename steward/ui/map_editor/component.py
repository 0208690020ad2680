"""The editor mounted on a page."""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from steward.exhibits import MapLine, MapPerson, RelationshipMap
from steward.exhibits import people_looks as looks
from steward.exhibits.sketch.legend import Entry, legend
from steward.ui.map_editor.changes import MapChanges, checked

HERE = Path(__file__).parent


def edit_map(exhibit: RelationshipMap, *, key: str) -> MapChanges | None:
    """Show the map to edit; what somebody has just applied, or None."""
    result = _editor()(
        key=key, data=_content(exhibit), height="content", on_changed_change=_noted, on_open_change=_noted
    )
    sent = {**(result.get("changed") or {}), "open": (result.get("open") or {}).get("id")}
    return checked(sent, exhibit) or None


def _noted() -> None:
    """Streamlit keeps a value only for those who listen."""


@cache
def _editor() -> Any:
    return st.components.v2.component(
        "steward_map_editor",
        js=(HERE / "editor.js").read_text(encoding="utf-8"),
        css=(HERE / "editor.css").read_text(encoding="utf-8"),
        html='<div class="map"></div>',
    )


def _content(exhibit: RelationshipMap) -> dict[str, Any]:
    """The exhibit and its looks, as JSON."""
    return {
        "people": [_person(person) for person in exhibit.people],
        "lines": [_line(line) for line in exhibit.lines],
        "looks": _looks(),
        "alt": exhibit.alt,
        "legend": [{"heading": one.heading, "entries": list(map(_entry, one.entries))} for one in legend(exhibit)],
    }


def _person(person: MapPerson) -> dict[str, Any]:
    look = looks.SUPPORT[person.support]
    return {
        "key": person.key,
        "name": person.name,
        "title": person.title,
        "x": person.x,
        "y": person.y,
        "ours": person.ours,
        "fill": looks.OURS if person.ours else look.fill,
        "ink": looks.OURS_INK if person.ours else look.ink,
        "sign": looks.OURS_SIGN if person.ours else look.sign,
        "badges": looks.badges(person.roles),
        "ring": person.coverage.share if person.coverage else 0,
        "doubt": person.doubt,
        "heavy": person.key_player,
        "hover": [person.name, person.title, *person.hover],
    }


def _line(line: MapLine) -> dict[str, Any]:
    width = looks.BONDS[line.bond] if line.bond else looks.TIES[line.tie].width
    return {"start": line.start, "end": line.end, "tie": line.tie.value, "width": width, "doubt": line.doubt}


def _entry(entry: Entry) -> dict[str, Any]:
    """A sample of the legend: a person, a line, or the letters of a role."""
    sample = entry.sample
    if isinstance(sample, MapLine):
        return {"words": entry.words, "line": _line(sample)}
    if isinstance(sample, MapPerson):
        shown = _person(sample)
        return {"words": entry.words, "person": shown if entry.signed or sample.ours else {**shown, "sign": ""}}
    return {"words": entry.words, "badge": looks.BADGES[sample]}


def _looks() -> dict[str, Any]:
    return {
        "ties": {tie.value: asdict(look) for tie, look in looks.TIES.items()},
        "ring": looks.RING,
        "badge": looks.BADGE,
        "badgeInk": looks.BADGE_INK,
        "outline": looks.OUTLINE,
        "keyOutline": looks.KEY_OUTLINE,
    }
