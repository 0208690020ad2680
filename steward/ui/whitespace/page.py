"""Whitespace on a page: the grid to click in, and the cell that is worked on beside it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.whitespace.cells import Space, SpaceState, WhitespaceRow
from steward.briefings.internal.whitespace.whitespace import Whitespace
from steward.exhibits import Table
from steward.services import whitespace
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.grid import harmless, look_at, made_grid, show_made
from steward.ui.kit.labels import account_labels
from steward.ui.kit.laid_out import laid_out
from steward.ui.kit.lineage import exhibit_from
from steward.ui.kit.pick import pick
from steward.ui.plans.cache import briefed

ADDRESS = "space"
ROW, SHOWN = 35, 15
# As the tables are called, so that a click is forgotten with their ticks.
GRID = "table-whitespace.cells"
# Pale enough for dark and light alike, because they do not come from the page's theme.
TINTS = {
    SpaceState.OURS: "rgba(27, 153, 139, 0.28)",
    SpaceState.OPEN: "rgba(46, 94, 140, 0.30)",
    SpaceState.COMPETITOR: "rgba(200, 85, 61, 0.26)",
    SpaceState.NOT_APPLICABLE: "rgba(138, 148, 163, 0.22)",
    SpaceState.EMPTY: "",
}


def whitespace_of_page(book: Book, filters: Filters = EVERYTHING) -> Whitespace:
    """The whitespace, made again only where a load or a plan changed."""
    return briefed(whitespace, book, filters, alone=bool(filters.accounts))


def click_grid(brief: Whitespace, grid: Table) -> str | None:
    """The grid; the cell that was clicked."""
    st.markdown(f"## {plain(grid.title)}", anchors=False)
    st.caption(plain(f"{grid.note} Click a cell."))
    shown, names = _laid(brief, grid)
    _forget_old(brief)
    event: Any = show_made(
        shown,
        hide_index=True,
        column_config=names,
        height=ROW * (min(len(grid.rows), SHOWN) + 1) + 3,
        alt=grid.alt,
        key=GRID,
        on_select="rerun",
        selection_mode="single-cell",
    )
    exhibit_from(grid)
    return _clicked(brief, event.selection.cells)


def lay_out_grid(brief: Whitespace) -> None:
    """Beforehand."""
    if brief.grid:
        look_at(_laid(brief, brief.grid)[0])


def _laid(brief: Whitespace, grid: Table) -> tuple[Any, Mapping[str, Any]]:
    return laid_out(grid, "whitespace", lambda: _tinted(brief, grid))


def _tinted(brief: Whitespace, grid: Table) -> tuple[Any, Mapping[str, Any]]:
    """The cells on the colour of their state, and their headings: laid out anew it would be sent anew, too."""
    cells = [[str(cell) for cell in row] for row in grid.rows]
    frame = pd.DataFrame(cells, columns=[f"c{place}" for place in range(len(grid.columns))])
    names = {
        f"c{place}": st.column_config.TextColumn(harmless(column.name)) for place, column in enumerate(grid.columns)
    }
    tints = pd.DataFrame(
        [
            ["", *(f"background-color: {TINTS[one.state]}" if TINTS[one.state] else "" for one in line.spaces)]
            for line in brief.lines
        ],
        columns=frame.columns,
    )
    return made_grid(frame, tints=tints), names


def _forget_old(brief: Whitespace) -> None:
    """The browser remembers a click by its place: where other accounts or products stand now, it is none."""
    shown = tuple((line.account.account_id, one.product.product_id) for line in brief.lines for one in line.spaces)
    if st.session_state.get(f"{GRID}.shown", shown) != shown:
        st.session_state[GRID] = {"selection": {"rows": [], "columns": [], "cells": []}}
    st.session_state[f"{GRID}.shown"] = shown


def _clicked(brief: Whitespace, cells: Any) -> str | None:
    """A click may outlive the rows it was made in; the first column is the account's name."""
    for row, column in cells:
        place = int(str(column).removeprefix("c")) - 1
        if 0 <= row < len(brief.lines) and 0 <= place < len(brief.lines[row].spaces):
            line = brief.lines[row]
            return key_of(line, line.spaces[place])
    return None


def key_of(line: WhitespaceRow, space: Space) -> str:
    """What tells a cell apart, in the page's address too."""
    return f"{line.account.account_id}~{space.product.product_id}"


def from_best(key: str | None) -> str | None:
    """The cell of a row of the list of where to begin."""
    return "~".join(key.split("\n")) if key else None


def choose_space(brief: Whitespace, *clicked: str | None) -> tuple[WhitespaceRow, Space] | None:
    """The cell to work on: what was clicked last, else what is chosen; kept in the URL."""
    known = {key_of(line, one): (line, one) for line in brief.lines for one in line.spaces}
    if not known:
        return None
    return pick(
        known, clicked, partial(_named, account_labels()), "Cell", "Choose a cell, or click one", ADDRESS, brief
    )


def _named(names: Mapping[str, str], cell: tuple[WhitespaceRow, Space]) -> str:
    line, space = cell
    return f"{names.get(line.account.account_id, line.account.name)} · {space.product.name} · {space.state}"


def show_account(book: Book, line: WhitespaceRow) -> None:
    """One account: its sites, and the way to who there knows which part of our offer."""
    sites = whitespace.of_account(book, line)
    show.exhibits([sites] if sites else [])
    show.nothing_of({"sites": sites})
    st.page_link(
        pages.ACCOUNT_EDUCATION.path, label="Who there was shown what", icon=pages.ACCOUNT_EDUCATION.icon,
        query_params={"account": line.account.account_id},
    )  # fmt: skip
