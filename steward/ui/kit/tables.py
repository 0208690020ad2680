"""Tables on a page: numbers stay numbers, so that they sort as numbers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from steward.exhibits import MINUS, NOT_KNOWN, Cell, Column, Table, Unit, written
from steward.ui.kit.escape import JOINER, plain
from steward.ui.kit.grid import harmless, show_grid

ROW, SHOWN = 35, 15
READ, LONG = 15, 40
WIDE = 220
# Streamlit writes `text-align: left` on every cell, which only this outranks.
RIGHT: Any = [{"selector": "", "props": [("text-align", "right !important")]}]
# On a phone a sentence keeps a width it can be read in, and the table scrolls.
ROOMY, MOST_WHOLE = "14rem", 24
NO_BREAK = "\N{NO-BREAK SPACE}"


def table(ex: Table, selectable: bool = False, key: str | None = None) -> str | None:
    """The table; where `selectable`, the key of the row that was picked."""
    if not selectable and _for_reading(ex):
        prose(ex)
        return None
    if selectable and ex.note:
        st.caption(plain(ex.note))
    options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "single-row"} if selectable else {}
    if selectable:
        keep_pick(key or f"table-{ex.id}", ex.keys)
    event: Any = show_grid(
        frame(ex),
        hide_index=True,
        column_config={place: _config(column, cells) for place, column, cells in _columns(ex)},
        height=ROW * (min(len(ex.rows), SHOWN) + 1) + 3,
        alt=ex.alt or None,
        key=key or f"table-{ex.id}",
        placeholder=NOT_KNOWN,
        **options,
    )
    return _picked(ex, event.selection.rows) if selectable else None


def keep_pick(widget: str, keys: Sequence[str]) -> None:
    """The browser remembers a pick by its place: where other rows stand now, it follows what was picked, or is none."""
    shown, held = st.session_state.get(f"{widget}.keys", keys), st.session_state.get(widget)
    st.session_state[f"{widget}.keys"] = tuple(keys)
    if held and tuple(shown) != tuple(keys):
        picked = [shown[row] for row in held["selection"]["rows"] if row < len(shown)]
        rows = [keys.index(key) for key in picked if key in keys]
        st.session_state[widget] = {"selection": {"rows": rows, "columns": [], "cells": []}}


def _picked(ex: Table, rows: Sequence[int]) -> str | None:
    """The key of the picked row; a pick may outlive the rows it was made in."""
    return ex.keys[rows[0]] if rows and rows[0] < len(ex.keys) else None


def _for_reading(ex: Table) -> bool:
    """Whether it is a short table of sentences, which must wrap instead of being cut off."""
    if len(ex.rows) > READ or any(column.trend for column in ex.columns):
        return False
    texts = [cell for row in ex.rows for cell in row if isinstance(cell, str)]
    return any(column.wide for column in ex.columns) or max(map(len, texts), default=0) > LONG


def prose(ex: Table) -> None:
    """Every cell as text that wraps."""
    headings = [plain(column.name) or " " * index for index, column in enumerate(ex.columns, 1)]
    cells = [[_said(cell, column) for cell, column in zip(row, ex.columns, strict=True)] for row in ex.rows]
    styles = {heading: _style(ex, place) for place, heading in enumerate(headings)}
    shown = pd.DataFrame(cells, columns=headings).style.set_table_styles(styles)
    st.table(shown, hide_index=True, alt=ex.alt or None)


def _style(ex: Table, place: int) -> Any:
    """How the cells of a column stand; an id such as `C-1003-A2` is never broken at its hyphen."""
    column, texts = ex.columns[place], [str(row[place] or "") for row in ex.rows]
    if column.unit:
        return RIGHT
    longest = max(map(len, texts), default=0)
    whole = longest <= MOST_WHOLE and not any(" " in text for text in texts)
    width = ROOMY if longest > LONG else f"{longest + 2}ch" if whole else "0"
    return [{"selector": "", "props": [("min-width", width)]}]


def _said(cell: Cell, column: Column) -> str:
    """A cell as Markdown; numbers and days stay in one line."""
    text = written(cell, column)
    return plain(text if isinstance(cell, str) else text.replace(" ", NO_BREAK).replace(MINUS, MINUS + JOINER))


def frame(ex: Table) -> pd.DataFrame:
    """The rows as columns of one type each."""
    return pd.DataFrame({place: _typed(column, cells) for place, column, cells in _columns(ex)})


def _columns(ex: Table) -> list[tuple[str, Column, tuple[Cell, ...]]]:
    """Each column with a name of its own inside (two headings may be alike) and its cells.

    A column of which nothing is known is left out: the page says which feed is missing."""
    cells = list(zip(*ex.rows, strict=True)) or [()] * len(ex.columns)
    columns = [(f"c{index}", column, cells[index]) for index, column in enumerate(ex.columns)]
    return [one for one in columns if not one[2] or any(cell is not None for cell in one[2])]


def _typed(column: Column, cells: Sequence[Cell]) -> "pd.Series[Any]":
    """Numbers as numbers, days as days, the rest as text."""
    if column.trend:
        return pd.Series([_trend(cell) for cell in cells], dtype=object)
    if column.unit:
        return pd.Series([_number(cell, column.unit) for cell in cells], dtype="float64")
    if _days(cells):
        return pd.Series(list(cells), dtype=object)
    return pd.Series([None if cell is None else written(cell, column) for cell in cells], dtype=object)


def _number(cell: Cell, unit: Unit) -> float | None:
    """A number as exact as it is written; the browser would round halves another way."""
    return round(float(cell), unit.decimals) if isinstance(cell, int | float | Decimal) else None


def _trend(cell: Cell) -> list[float] | None:
    """A small line; a gap is left out, because the small line knows none."""
    return [float(value) for value in cell if value is not None] if isinstance(cell, tuple) else None


def _days(cells: Sequence[Cell]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(isinstance(cell, date) for cell in known)


def _config(column: Column, cells: Sequence[Cell]) -> Any:
    """How one column looks."""
    if column.trend:
        return st.column_config.LineChartColumn(harmless(column.name), width="small")
    if column.unit:
        heading, written = number_format(harmless(column.name), column.unit, _signs(column.unit, cells))
        return st.column_config.NumberColumn(heading, format=written)
    if _days(cells):
        return st.column_config.DateColumn(harmless(column.name), format="D MMM YYYY")
    return st.column_config.TextColumn(harmless(column.name), width=WIDE if column.wide else None)


def _signs(unit: Unit, cells: Sequence[Cell]) -> bool:
    return unit.signed or any((_number(cell, unit) or 0) < 0 for cell in cells)


def number_format(name: str, unit: Unit, signs: bool) -> tuple[str, str]:
    """A column's heading and its number format.

    The browser's format would put a minus behind the currency (`€-5`); a column with signs names it in the heading.
    """
    before, after = (part.replace("%", "%%") for part in (unit.prefix, unit.suffix))
    number = f"%{'+' if unit.signed else ''},.{unit.decimals}f{after}"
    if signs and before:
        return f"{name} ({unit.prefix.strip()})", number
    return name, before + number
