"""A table as it is printed: the grid on the screen shows some of its rows and scrolls, paper has all of them."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from steward.exhibits import Cell, Column, Table, written
from steward.ui.kit.laid_out import laid_out

MOST = 3000
"""Cells that are laid out for the printer; each costs every reader of the page some 25 µs and 40 bytes."""


def show_for_print(ex: Table) -> None:
    """Behind its grid, whose place it takes on paper (see `style.css`); nobody sees or hears it on the screen."""
    if written_out := laid_out(ex, "paper", lambda: _written_out(ex)):
        st.html(written_out, width="stretch")


def _written_out(ex: Table) -> str:
    """Empty where there is nothing to print."""
    shown = [place for place, column in enumerate(ex.columns) if not column.trend and _known(ex, place)]
    if not ex.rows or not shown:
        return ""
    rows = ex.rows[: max(1, MOST // len(shown))]
    head = "".join(f"<th{_side(ex.columns[place])}>{escape(ex.columns[place].name)}</th>" for place in shown)
    body = "".join(f"<tr>{''.join(_cell(row, ex.columns, place) for place in shown)}</tr>" for row in rows)
    left = f"<caption>{len(rows):,} of {len(ex.rows):,} rows; the page has all.</caption>" * (len(rows) < len(ex.rows))
    return f'<table class="on-paper">{left}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _known(ex: Table, place: int) -> bool:
    """A column of which nothing is known is left out, as in the grid."""
    return any(row[place] is not None for row in ex.rows)


def _cell(row: Sequence[Cell], columns: Sequence[Column], place: int) -> str:
    return f"<td{_side(columns[place])}>{escape(written(row[place], columns[place]))}</td>"


def _side(column: Column) -> str:
    return ' class="number"' if column.unit else ""
