"""A page with nothing but the map editor, for its tests: it saves what is sent, unless the address says otherwise.

`?people=25`: how many. `?shuffled=1`: they stand anywhere, differently for each number. `?hostile=a script`: everything
on the map is that text. `?refuse=1`: nothing is ever saved.
"""

import sys
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

import streamlit as st

from steward.exhibits import MapLine, RelationshipMap
from steward.ui.maps.editor import MapChanges, edit_map
from tests.maps_made import HOSTILE, made_map, named_map


def first() -> RelationshipMap:
    """The map as the page begins."""
    hostile = st.query_params.get("hostile")
    drawn = named_map(HOSTILE[hostile]) if hostile else made_map(int(st.query_params.get("people", 8)))
    seed = st.query_params.get("shuffled")
    return shuffled(drawn, Random(seed)) if seed else drawn


def shuffled(drawn: RelationshipMap, chance: Random) -> RelationshipMap:
    """Everybody somewhere on the grid."""
    spots = {one.key: (chance.randrange(36) / 4, chance.randrange(24) / 4) for one in drawn.people}
    return with_changes(drawn, MapChanges(moved=spots))


def with_changes(drawn: RelationshipMap, changes: MapChanges) -> RelationshipMap:
    """The map as it is afterwards."""
    spots = {one.key: changes.moved.get(one.key, (one.x, one.y)) for one in drawn.people}
    people = (replace(one, x=spots[one.key][0], y=spots[one.key][1]) for one in drawn.people)
    kept = [line for line in drawn.lines if (line.start, line.end, line.tie) not in changes.removed]
    added = [MapLine(start=start, end=end, tie=tie) for start, end, tie in changes.added]
    return replace(drawn, people=tuple(people), lines=(*kept, *added))


if "map" not in st.session_state:
    st.session_state["map"], st.session_state["told"], st.session_state["runs"] = first(), "Nothing yet.", 0
st.session_state["runs"] += 1
if st.button("Somebody else moves Jonas"):
    st.session_state["map"] = with_changes(st.session_state["map"], MapChanges(moved={"p1": (0.0, 2.0)}))
if st.button("Priya goes"):
    drawn = st.session_state["map"]
    lines = tuple(line for line in drawn.lines if "p2" not in (line.start, line.end))
    st.session_state["map"] = replace(drawn, people=tuple(p for p in drawn.people if p.key != "p2"), lines=lines)
st.text(f"Run {st.session_state['runs']}.")
st.text(st.session_state["told"])
changes = edit_map(st.session_state["map"], key="editor")
if changes is not None and changes.open:
    st.session_state["told"] = f"Opened {changes.open}."
    st.rerun()
if changes is not None and st.query_params.get("refuse"):
    st.warning("Nothing is saved here.")
elif changes is not None:
    st.session_state["map"] = with_changes(st.session_state["map"], changes)
    st.session_state["told"] = f"Got {dict(changes.moved)} {list(changes.added)} {list(changes.removed)}."
    st.rerun()
