"""A table as it is printed: the grid on the screen shows some of its rows and scrolls, paper has all of them.

Its words go along with the page; they are laid out once the page is printed (`drawing.js`): thousands of cells behind
the grids would cost every reader of a page as much as a chart or two."""

import json

import streamlit as st

from steward.exhibits import Table, written
from steward.ui.kit.drawing import in_attribute
from steward.ui.kit.laid_out import laid_out

MOST = 3000
"""Cells that go along for the printer; each costs every reader of the page some ten bytes."""


def show_for_print(ex: Table) -> None:
    """Behind its grid, whose place it takes on paper (see `style.css`); nobody sees or hears it on the screen."""
    if told := for_print(ex):
        st.html(f"<div class='on-paper' data-table='{told}'></div>", width="stretch")


def for_print(ex: Table) -> str:
    """Its words, which may stand in an attribute; empty where there is nothing to print."""
    return laid_out(ex, "paper", lambda: _told(ex))


def _told(ex: Table) -> str:
    """Headings, which columns are numbers, the rows, and what is left out, as JSON that may stand in an attribute;
    empty where there is nothing to print."""
    shown = [place for place, column in enumerate(ex.columns) if not column.trend and _known(ex, place)]
    if not ex.rows or not shown:
        return ""
    rows = ex.rows[: max(1, MOST // len(shown))]
    told = {
        "head": [ex.columns[place].name for place in shown],
        "numbers": [bool(ex.columns[place].unit) for place in shown],
        "rows": [[written(row[place], ex.columns[place]) for place in shown] for row in rows],
        "left": f"{len(rows):,} of {len(ex.rows):,} rows; the page has all." if len(rows) < len(ex.rows) else "",
    }
    return in_attribute(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def _known(ex: Table, place: int) -> bool:
    """A column of which nothing is known is left out, as in the grid."""
    return any(row[place] is not None for row in ex.rows)
