"""Tables on a page: numbers stay numbers, so that they sort as numbers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from steward.exhibits import Cell, Column, Table, Unit
from steward.ui.plain import plain

ROW, SHOWN = 35, 15


def table(ex: Table, selectable: bool = False, key: str | None = None) -> str | None:
    """The table; where `selectable`, the key of the row that was picked."""
    options: dict[str, Any] = {
        "hide_index": True,
        "column_config": {place: _config(ex, index) for index, place in enumerate(_places(ex))},
        "height": ROW * (min(len(ex.rows), SHOWN) + 1) + 3,
        "alt": ex.alt,
        "key": key or f"table-{ex.id}",
        "placeholder": "–",
    }
    if not selectable:
        st.dataframe(frame(ex), **options)
        return None
    event = st.dataframe(frame(ex), on_select="rerun", selection_mode="single-row", **options)
    picked = event.selection.rows
    return ex.keys[picked[0]] if picked and picked[0] < len(ex.keys) else None


def frame(ex: Table) -> pd.DataFrame:
    """The rows as columns of one type each."""
    cells = list(zip(*ex.rows, strict=True)) or [()] * len(ex.columns)
    return pd.DataFrame(
        {place: _typed(column, values) for place, column, values in zip(_places(ex), ex.columns, cells, strict=True)}
    )


def _places(ex: Table) -> list[str]:
    """Names for the columns inside: two headings may be alike."""
    return [f"c{index}" for index in range(len(ex.columns))]


def _typed(column: Column, cells: tuple[Cell, ...]) -> "pd.Series[Any]":
    """Numbers as numbers, days as days, the rest as text."""
    if column.trend:
        return pd.Series([_trend(cell) for cell in cells], dtype=object)
    if column.unit:
        return pd.Series([_number(cell) for cell in cells], dtype="float64")
    if _days(cells):
        return pd.Series(list(cells), dtype=object)
    return pd.Series([None if cell is None else str(cell) for cell in cells], dtype=object)


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float | Decimal) else None


def _trend(cell: Cell) -> list[float] | None:
    """A small line; a gap is left out, because the small line knows none."""
    return [float(value) for value in cell if value is not None] if isinstance(cell, tuple) else None


def _days(cells: Sequence[Cell]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(isinstance(cell, date) for cell in known)


def _config(ex: Table, index: int) -> Any:
    """How one column looks."""
    column = ex.columns[index]
    heading = plain(column.name)
    if column.trend:
        return st.column_config.LineChartColumn(heading, width="small")
    if column.unit:
        return st.column_config.NumberColumn(heading, format=number_format(column.unit))
    if _days([row[index] for row in ex.rows]):
        return st.column_config.DateColumn(heading, format="D MMM YYYY")
    return st.column_config.TextColumn(heading, width="large" if column.wide else None)


def number_format(unit: Unit) -> str:
    """The unit as Streamlit's format of a number column."""
    before, after = (part.replace("%", "%%") for part in (unit.prefix, unit.suffix))
    return f"{before}%,.{unit.decimals}f{after}"
