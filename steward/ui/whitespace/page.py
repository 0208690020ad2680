"""Whitespace on a page: the grid to click in, one cell with its evidence, and what can be made of it."""

from typing import Any

import pandas as pd
import streamlit as st

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.whitespace.cells import Line, Space, State
from steward.briefings.internal.whitespace.whitespace import Whitespace
from steward.exhibits import Table, day_text
from steward.plans.internal.objectives import add_objective, drop_objective, objective_like
from steward.plans.internal.opportunities import FILE, OpportunityChanges
from steward.plans.internal.opportunity_edits import begin_opportunity, drop_opportunity
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.plans.internal.strategy import Objective, Strategy
from steward.services import whitespace
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.escape import plain
from steward.ui.kit.grid import harmless, show_grid
from steward.ui.kit.lineage import exhibit_from
from steward.ui.kit.undo import press, refused, tell_saved
from steward.ui.kit.who import who
from steward.ui.opportunities.begin_form import Asked, ask_for_opportunity
from steward.ui.plans.cache import briefed
from steward.ui.plans.files import plans

ROW, SHOWN = 35, 15
GRID = "whitespace.grid"
# Pale enough for dark and light alike, because they do not come from the page's theme.
TINTS = {
    State.OURS: "rgba(27, 153, 139, 0.28)",
    State.OPEN: "rgba(46, 94, 140, 0.30)",
    State.COMPETITOR: "rgba(200, 85, 61, 0.26)",
    State.NOT_APPLICABLE: "rgba(138, 148, 163, 0.22)",
    State.EMPTY: "",
}


def whitespace_of_page(book: Book, filters: Filters = EVERYTHING) -> Whitespace:
    """The whitespace, made again only where a load or a plan changed."""
    return briefed(whitespace, book, filters, alone=bool(filters.accounts))


def click_grid(brief: Whitespace, grid: Table) -> tuple[str, str] | None:
    """The grid; the account and product of the cell that was clicked."""
    st.markdown(f"## {plain(grid.title)}", anchors=False)
    st.caption(plain(f"{grid.note} Click a cell."))
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
    _forget_old(brief)
    event: Any = show_grid(
        frame,
        tints=tints,
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


def _forget_old(brief: Whitespace) -> None:
    """The browser remembers a click by its place: where other accounts or products stand now, it is none."""
    shown = tuple((line.account.account_id, one.product.product_id) for line in brief.lines for one in line.spaces)
    if st.session_state.get(f"{GRID}.shown", shown) != shown:
        st.session_state[GRID] = {"selection": {"rows": [], "columns": [], "cells": []}}
    st.session_state[f"{GRID}.shown"] = shown


def _clicked(brief: Whitespace, cells: Any) -> tuple[str, str] | None:
    """A click may outlive the rows it was made in; the first column is the account's name."""
    for row, column in cells:
        place = int(str(column).removeprefix("c")) - 1
        if 0 <= row < len(brief.lines) and 0 <= place < len(brief.lines[row].spaces):
            line = brief.lines[row]
            return line.account.account_id, line.spaces[place].product.product_id
    return None


def from_best(key: str | None) -> tuple[str, str] | None:
    """The account and product of a row of the list of where to begin."""
    return (key.split("\n")[0], key.split("\n")[1]) if key else None


def choose_space(brief: Whitespace, *clicked: tuple[str, str] | None) -> tuple[Line, Space] | None:
    """The cell to work on: what was clicked last, else the one of the URL."""
    now = [one for one in clicked if one]
    before = st.session_state.get("whitespace.clicked", [])
    fresh = [one for one in now if one not in before]
    st.session_state["whitespace.clicked"] = now
    if fresh:
        to_address("space", "~".join(fresh[0]))
    wanted = in_address("space").partition("~")
    line = brief.line(wanted[0])
    space = line.space(wanted[2]) if line else None
    return (line, space) if line and space else None


def work_on(book: Book, line: Line, space: Space) -> None:
    """What is known of one cell; it can be made an objective of the plan, or an opportunity."""
    with st.container(border=True):
        st.markdown(f"## {plain(f'{space.product.name} at {line.account.name}')}", anchors=False)
        st.markdown("  \n".join(plain(words) for words in _known(book, line, space)))
        place = f"whitespace.{line.account.account_id}.{space.product.product_id}"
        if space.state not in (State.EMPTY, State.COMPETITOR, State.OPEN):
            return
        author = who()
        why = None if author else "Say who you are first."
        with st.container(horizontal=True):
            if st.button(
                "Make it an objective", type="primary", disabled=not author, help=why, key="whitespace.objective"
            ):
                _objective(place, line, space, author)
            where = {"account": line.account.account_id, "section": "whitespace"}
            st.page_link(
                pages.ACCOUNT_PLAN.path, label="Note what you know", icon=":material/edit_note:", query_params=where
            )
        if asked := ask_for_opportunity(book, line, space, author):
            _begin(place, line, asked, author)
        tell_saved(place, author, "whitespace.undo")


def _begin(place: str, line: Line, asked: Asked, author: str) -> None:
    account_id = line.account.account_id
    press(
        place,
        lambda: begin_opportunity(plans(), account_id, asked.deal, author, asked.arrived).plan.new[-1],
        lambda left, who: drop_opportunity(plans(), account_id, left, who),
        lambda left: left in plans().open(OpportunityChanges, FILE, account_id).plan.new,
        "It waits for the CRM on the page Pipeline, with a file to import.",
    )  # fmt: skip
    st.rerun()


def _known(book: Book, line: Line, space: Space) -> list[str]:
    """Everything there is to say of it, a line each."""
    note = space.note
    said = [space.state.capitalize() + (f", {book.money.text(space.mrr)} a month" if space.mrr is not None else "")]
    if space.potential is not None and space.state is not State.OURS:
        said.append(f"Potential {book.money.text(space.potential)} a month, says {space.potential_by}")
    if space.state is not State.OURS:
        typical = space.evidence.typical if space.evidence else None
        price = f"; typically {book.money.text(typical)} a month" if typical is not None else ""
        said.append(f"Similar accounts: {whitespace.evidence_text(line, space)}{price}")
    if note and note.competitor:
        until = f", until {day_text(note.contract_ends_on)}" if note.contract_ends_on else ""
        said.append(f"With {note.competitor}{until}")
    if note and note.willingness:
        said.append(f"Willing to talk: {note.willingness}")
    return said + ([note.note] if note and note.note else [])


def _words(space: Space) -> str:
    return f"Sell {space.product.name}"


def _objective(place: str, line: Line, space: Space, author: str) -> None:
    objective = Objective(
        objective=_words(space), new_mrr=_rounded(space.potential), owner=line.account.owner_id or "",
        measure=f"{space.product.name} in use",
    )  # fmt: skip
    account_id = line.account.account_id
    if objective_like(plans().open(Strategy, STRATEGY, account_id).plan, objective):
        refused("It is an objective of the plan already.")
    else:
        press(
            place,
            lambda: add_objective(plans(), account_id, objective, author).plan.objectives[-1],
            lambda left, who: drop_objective(plans(), account_id, left, who),
            lambda left: left in plans().open(Strategy, STRATEGY, account_id).plan.objectives,
            "It is an objective of the plan now.",
        )
    st.rerun()


def _rounded(amount: float | None) -> float | None:
    return None if amount is None else float(round(amount))


def show_account(book: Book, line: Line) -> None:
    """One account: its sites, and who there knows which part of our offer."""
    sites, told = whitespace.of_account(book, line, plans())
    show.exhibits([one for one in (sites, told) if one])
    if told is None:
        show.empty("Nobody wrote yet who has been told of what. The plan's whitespace notes have a field for it.")
