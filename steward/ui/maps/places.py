"""Where people stand on a map, as a table: the same as dragging them, for who would rather type."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from steward.briefings.internal.maps.source import MapSource
from steward.domain.labels import told_apart
from steward.ui.kit.grid import edit_grid

Places = Mapping[str, tuple[float, float]]
STEP = 0.25


def places_table(source: MapSource, key: str) -> tuple[Places, tuple[str, ...]]:
    """Show the table; who was put somewhere else in it, and who is to stand where the layout puts them."""
    network = source.network
    names = {one.id: one.name for one in network.people} | {one.id: one.name for one in network.colleagues}
    labels = told_apart(names)
    before = _frame(source, labels)
    columns: Any = st.column_config
    after = edit_grid(
        before,
        key=key,
        hide_index=True,
        disabled=["name"],
        column_config={
            "name": columns.TextColumn("Who"),
            "x": columns.NumberColumn("To the right", step=STEP, help="In cards, from the upper left."),
            "y": columns.NumberColumn("Down", step=STEP, help="In cards, from the upper left."),
            "hand": columns.CheckboxColumn("Put there by hand", help="Without the tick the layout decides."),
        },
    )
    keys, held = list(labels), network.places
    rows = list(zip(keys, before.to_dict("records"), after.to_dict("records"), strict=True))
    moved = {key: (new["x"], new["y"]) for key, old, new in rows if _went(old, new)}
    back = tuple(key for key, _, new in rows if key in held and not new["hand"])
    return moved, back


def _frame(source: MapSource, names: Mapping[str, str]) -> pd.DataFrame:
    spots = [source.places[key] for key in names]
    return pd.DataFrame(
        {
            "name": list(names.values()),
            "x": [float(x) for x, _ in spots],
            "y": [float(y) for _, y in spots],
            "hand": [key in source.network.places for key in names],
        }
    )


def _went(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> bool:
    """Whether a row names another place, or the tick says that this one is to stay."""
    known = not (pd.isna(new["x"]) or pd.isna(new["y"]))
    elsewhere = (old["x"], old["y"]) != (new["x"], new["y"])
    return known and (elsewhere or (new["hand"] and not old["hand"]))
