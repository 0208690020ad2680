"""The editor mounted on a page."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from steward.exhibits import RelationshipMap
from steward.ui.maps.editor.changes import MapChanges, as_one, checked
from steward.ui.maps.editor.content import content

HERE = Path(__file__).parent
SCRIPTS = ("routes.js", "drawing.js", "pending.js", "view.js", "editor.js")
"""One module for the browser, in this order."""


def edit_map(exhibit: RelationshipMap, *, key: str, height: int | None = None) -> MapChanges | None:
    """Show the map to edit, at most `height` pixels high; what somebody has just saved or wants to open, or None."""
    heard = f"{key}.heard"

    def hear() -> None:
        st.session_state[heard] = st.session_state.get(heard, 0) + 1

    told = {**content(exhibit), "height": height, "heard": st.session_state.get(heard, 0)}
    result = _editor()(key=key, data=told, height="content", on_changed_change=hear, on_open_change=_noted)
    return checked(as_one(result), exhibit) or None


def _noted() -> None:
    """Streamlit keeps a value only for those who listen."""


@cache
def _editor() -> Any:
    return st.components.v2.component(
        "steward_map_editor",
        js="\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS),
        css=(HERE / "editor.css").read_text(encoding="utf-8"),
        html='<div class="map"></div>',
    )
