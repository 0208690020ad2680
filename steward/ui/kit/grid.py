"""Grids in the browser. It saves and copies them as CSV, which a spreadsheet would run: no cell or heading begins a
formula, though it looks as before."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype
from pandas.io.formats.style import Styler
from streamlit.dataframe_util import convert_pandas_df_to_arrow_table
from streamlit.elements import arrow
from streamlit.proto.ArrowData_pb2 import ArrowData

from steward.domain.spreadsheet_cells import begins_a_formula
from steward.exhibits import NOT_KNOWN
from steward.ui.kit.escape import JOINER

STYLED = "grid"
"""What a style sheet calls its grid. pandas would draw a number for every grid that is made, so that the same one made
again were another message, which the browser is sent once more. A grid reads no sheet but its own."""


def harmless(text: str) -> str:
    """The text, behind a sign that nobody sees where it would begin a formula."""
    return JOINER + text if begins_a_formula(text) else text


def as_meant(text: str) -> str:
    """A text out of a grid, without that sign."""
    return text.removeprefix(JOINER)


def show_grid(frame: pd.DataFrame, *, tints: pd.DataFrame | None = None, **options: Any) -> Any:
    """A grid to look at, its cells on a background of `tints`; `options` as of `st.dataframe`."""
    return show_made(made_grid(frame, tints=tints), **options)


def show_made(grid: Any, **options: Any) -> Any:
    """A grid that `made_grid` made; `options` as of `st.dataframe`."""
    return st.dataframe(grid, **options)


def look_at(grid: Any) -> None:
    """Beforehand how its cells look, which a server finds out once."""
    if isinstance(grid, Styler):
        arrow.marshall_styler(ArrowData(), grid, STYLED)  # type: ignore[attr-defined]


def made_grid(
    frame: pd.DataFrame,
    *,
    tints: pd.DataFrame | None = None,
    inks: Mapping[str, Sequence[str]] | None = None,
    written: Mapping[str, Callable[[float], str]] | None = None,
) -> Any:
    """A grid to show more than once; `inks`: how the cells of some columns look, as CSS; `written`: how the numbers of
    some columns are written, which still sort as numbers."""
    safe = _each(frame, harmless)
    safe.columns = [harmless(str(name)) for name in frame.columns]
    if not written and not inks and tints is None:
        # As Arrow, which Streamlit would make of it at every run.
        return convert_pandas_df_to_arrow_table(safe)
    look = safe.style.set_uuid(STYLED)
    if tints is not None:
        look = look.apply(lambda _: tints, axis=None)
    for name, css in (inks or {}).items():
        look = look.apply(lambda _, css=css: list(css), subset=[name])
    shown: dict[Any, Any] = {**(written or {})}
    return look.format(shown, na_rep=NOT_KNOWN) if shown or inks else look


def edit_grid(frame: pd.DataFrame, **options: Any) -> pd.DataFrame:
    """A grid to type into, and what is in it now; `options` as of `st.data_editor`."""
    return _each(st.data_editor(_each(frame, harmless), **options), as_meant)


def choices(options: Mapping[str, str]) -> dict[str, Any]:
    """What may be chosen in a column of `edit_grid`: the values in its cells, and the words for them."""
    return {
        "options": [harmless(value) for value in options],
        "format_func": lambda value: options.get(as_meant(value), as_meant(value)) if value else "",
    }


def _each(frame: pd.DataFrame, of_text: Callable[[str], str]) -> pd.DataFrame:
    """The frame with every text in it replaced, also within lists."""

    def cell(value: Any) -> Any:
        if isinstance(value, list):
            return [cell(each) for each in value]
        return of_text(value) if isinstance(value, str) else value

    columns = [
        column if is_numeric_dtype(column) else pd.Series(map(cell, column), column.index, column.dtype)
        for _, column in frame.items()
    ]
    return pd.concat(columns, axis=1, keys=frame.columns) if columns else frame.copy()
