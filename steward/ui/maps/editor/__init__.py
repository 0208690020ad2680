"""The relationship map to edit in the browser: people are dragged, lines drawn, all of it sent when it is saved.

A Streamlit component of our own (`docs/adr/0006`): `editor.js` draws the exhibit with the looks all drawings share.
"""

from steward.ui.maps.editor.changes import MapChanges
from steward.ui.maps.editor.component import edit_map

__all__ = ["MapChanges", "edit_map"]
