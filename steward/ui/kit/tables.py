"""Tables on a page: numbers stay numbers, so that they sort as numbers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Any

import pandas as pd
import streamlit as st

from steward.exhibits import NOT_KNOWN, Cell, Column, Table, Unit, written
from steward.exhibits.states import mood_of
from steward.ui.kit.escape import plain
from steward.ui.kit.grid import harmless, look_at, made_grid, show_made
from steward.ui.kit.laid_out import laid_out
from steward.ui.kit.printing import for_print, show_for_print
from steward.ui.kit.prose import prose
from steward.ui.kit.style import ink_of, scheme

ROW, SHOWN, WHOLE = 35, 15, 20
READ, LONG = 15, 40
"""Rows of a table that scrolls; one of a few more stands whole, as a scroll would hide them to save nothing."""
MOST_WRITTEN = 4000
"""Cells of a table whose numbers are written one by one, at some 25 µs each."""
WIDE, IN_A_LINE = 220, 28
"""Pixels of a wide column, and how many letters stand in them side by side."""
MEASURED, ODD = 9, 2
"""The grid makes a column as wide as the texts of its first so many rows and of its last; of them it leaves out what is
so many times as long as they are on average."""
LETTER, PADDING = 6, 18
"""Pixels of a letter, and of what is left free beside a text."""
LINE, MOST_LINES = 18, 5
"""Pixels of one more line in a row, and how many lines at most."""


def table(ex: Table, selectable: bool = False, key: str | None = None, whole: bool = False) -> str | None:
    """The table; where `selectable`, the key of the row that was picked. `whole`: rows are as high as its longest
    sentence needs, as where it is read together."""
    if not selectable and _for_reading(ex):
        prose(ex)
        return None
    if selectable and ex.note:
        st.caption(plain(ex.note))
    options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "single-row"} if selectable else {}
    if selectable:
        keep_pick(key or f"table-{ex.id}", ex.keys)
    row = _row_height(ex) if whole else ROW
    options |= {"row_height": row} if whole else {}
    shown, looks = _laid(ex)
    event: Any = show_made(
        shown,
        hide_index=True,
        column_config=looks,
        height=row * (len(ex.rows) if len(ex.rows) <= WHOLE else SHOWN) + ROW + 3,
        alt=ex.alt or None,
        key=key or f"table-{ex.id}",
        placeholder=NOT_KNOWN,
        **options,
    )
    if len(ex.rows) > WHOLE:
        st.caption(f"{len(ex.rows):,} rows: the table scrolls.")
    show_for_print(ex)
    return _picked(ex, event.selection.rows) if selectable else None


def lay_out(ex: Table) -> None:
    """Beforehand what takes time of showing it as a grid; what wraps is short."""
    look_at(_laid(ex)[0])
    for_print(ex)


def _laid(ex: Table) -> Any:
    return laid_out(ex, f"grid.{scheme()}", lambda: (_grid(ex), _configs(ex)))


def _row_height(ex: Table) -> int:
    """So that the longest text of a wide column stands whole."""
    places = [place for place, column in enumerate(ex.columns) if column.wide]
    lines = max((len(wrap(str(row[place] or ""), IN_A_LINE)) for row in ex.rows for place in places), default=1)
    return ROW + LINE * (min(max(lines, 1), MOST_LINES) - 1)


def keep_pick(widget: str, keys: Sequence[str]) -> None:
    """The browser remembers a pick by its place: where other rows stand now, it follows what was picked, or is none."""
    shown, held = st.session_state.get(f"{widget}.keys", keys), st.session_state.get(widget)
    st.session_state[f"{widget}.keys"] = tuple(keys)
    if held and tuple(shown) != tuple(keys):
        picked = [shown[row] for row in held["selection"]["rows"] if row < len(shown)]
        rows = [keys.index(key) for key in picked if key in keys]
        st.session_state[widget] = {"selection": {"rows": rows, "columns": [], "cells": []}}


def untick() -> None:
    """No row of any table is ticked any more. For what is called before the page runs."""
    for widget in [str(key) for key in st.session_state if str(key).startswith("table-")]:
        if isinstance(held := st.session_state[widget], Mapping) and "selection" in held:
            st.session_state[widget] = {"selection": {"rows": [], "columns": [], "cells": []}}


def _picked(ex: Table, rows: Sequence[int]) -> str | None:
    """The key of the picked row; a pick may outlive the rows it was made in."""
    return ex.keys[rows[0]] if rows and rows[0] < len(ex.keys) else None


def _for_reading(ex: Table) -> bool:
    """Whether it is a short table of sentences, which must wrap instead of being cut off."""
    if len(ex.rows) > READ or any(column.trend for column in ex.columns):
        return False
    texts = [cell for row in ex.rows for cell in row if isinstance(cell, str)]
    return any(column.wide for column in ex.columns) or max(map(len, texts), default=0) > LONG


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
    # Nothing has no sign, also where it is what is left of −0.3.
    return round(float(cell), unit.decimals) + 0.0 if isinstance(cell, int | float | Decimal) else None


def _trend(cell: Cell) -> list[float] | None:
    """A small line; a gap is left out, because the small line knows none."""
    return [float(value) for value in cell if value is not None] if isinstance(cell, tuple) else None


def _days(cells: Sequence[Cell]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(isinstance(cell, date) for cell in known)


def _configs(ex: Table) -> dict[str, Any]:
    """How each column looks."""
    return {place: _config(column, cells, ex) for place, column, cells in _columns(ex)}


def _config(column: Column, cells: Sequence[Cell], ex: Table) -> Any:
    """How one column looks."""
    if column.trend:
        return st.column_config.LineChartColumn(harmless(column.name), width="small")
    if column.unit:
        heading, format_ = number_format(harmless(column.name), column.unit, _bare(column.unit, ex))
        by_word = _by_word(column.unit, cells) and not _large(ex)
        return st.column_config.NumberColumn(heading, format=None if by_word else format_)
    if _days(cells):
        return st.column_config.DateColumn(harmless(column.name), format="D MMM YYYY")
    width = WIDE if column.wide else room_for(column.name, [written(cell, column) for cell in cells])
    return st.column_config.TextColumn(harmless(column.name), width=width)


def room_for(name: str, texts: Sequence[str]) -> int | None:
    """Pixels for a column of texts below its name, where the grid by itself would cut off one it does not measure; else
    None.

    | texts below `Turn`                             | room                         |
    |------------------------------------------------|------------------------------|
    | `us` in ten rows                               | None: the grid measures them |
    | `us` in ten rows, `the carrier`, and `us` last | 84                           |
    """
    letters = [len(text) for text in texts]
    seen = [*letters[:MEASURED], *letters[-1:]]
    fits = max([len(name), *(one for one in seen if one * len(seen) <= sum(seen) * ODD)])
    longest = max(letters, default=0)
    return min(WIDE, longest * LETTER + PADDING) if longest > fits else None


def _by_word(unit: Unit, cells: Sequence[Cell]) -> bool:
    """Whether a cell reads otherwise than the browser's format would write it: with a sign, or one of something."""
    return _signs(unit, cells) or any(_number(cell, unit) == 1 and unit.text(1) != _plural(unit) for cell in cells)


def _plural(unit: Unit) -> str:
    return unit.text(2).replace("2", "1")


def _signs(unit: Unit, cells: Sequence[Cell]) -> bool:
    return unit.signed or any((_number(cell, unit) or 0) < 0 for cell in cells)


def _grid(ex: Table) -> Any:
    return made_grid(frame(ex), inks=_inks(ex), written=_written(ex))


def _inks(ex: Table) -> dict[str, list[str]]:
    """The colours of words for how something stands, by column; a large table has the words alone."""
    if _large(ex):
        return {}
    moods = {place: [mood_of(cell) for cell in cells] for place, column, cells in _columns(ex) if column.state}
    return {place: [f"color: {ink_of(mood)}" if mood else "" for mood in told] for place, told in moods.items()}


def _written(ex: Table) -> dict[str, Callable[[float], str]]:
    """How numbers stand in columns with signs or with a one, by the unit: the browser's format has a hyphen for a
    minus, puts it behind the currency (`€-5`), and writes `1 days`."""
    if _large(ex):
        return {}
    return {
        place: column.unit.text for place, column, cells in _columns(ex) if column.unit and _by_word(column.unit, cells)
    }


def _large(ex: Table) -> bool:
    """Whether writing its cells one by one would be waited for: the browser's own format has to do."""
    return len(ex.rows) * len(ex.columns) > MOST_WRITTEN


def _bare(unit: Unit, ex: Table) -> bool:
    """Whether amounts stand without their currency, which the heading names: in all columns of a table or in none."""
    same = (
        (column.unit, cells) for _, column, cells in _columns(ex) if column.unit and column.unit.prefix == unit.prefix
    )
    return bool(unit.prefix) and _large(ex) and any(_signs(one, cells) for one, cells in same)


def number_format(name: str, unit: Unit, bare: bool) -> tuple[str, str]:
    """A column's heading, and the browser's format of its numbers; `bare`: the currency stands in the heading."""
    before, after = (part.replace("%", "%%") for part in (unit.prefix, unit.suffix))
    number = f"%{'+' if unit.signed else ''},.{unit.decimals}f{after}"
    return (f"{name} ({unit.prefix.strip()})", number) if bare else (name, before + number)
