"""Figures on a page: tiles that say where each number comes from."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from steward.exhibits import Column as TableColumn
from steward.exhibits import Figure, Receipt, Value, day_text, listed, written
from steward.ui.plain import plain

TILE = 200
_COLOURS: dict[bool | None, Literal["green", "red", "gray"]] = {True: "green", False: "red", None: "gray"}


def figures(figs: Sequence[Figure], columns: int = 0) -> None:
    """A strip of tiles that share the width and wrap; `columns` caps how many stand in a row."""
    if not figs:
        return
    for row in _rows(figs, columns or len(figs)):
        with st.container(horizontal=True, gap="small"):
            for figure in row:
                tile(figure)


def _rows(figs: Sequence[Figure], columns: int) -> list[Sequence[Figure]]:
    return [figs[start : start + columns] for start in range(0, len(figs), columns)]


def tile(figure: Figure) -> None:
    """One number, its change coloured by whether it is welcome, and its receipt behind the question mark."""
    with st.container(width=TILE):
        st.metric(
            plain(figure.label),
            plain(figure.text),
            plain(figure.delta_text) or None,
            delta_color=_COLOURS[figure.good],
            delta_arrow=_arrow(figure),
            help=receipt_text(figure.receipt),
            border=True,
            height="stretch",
        )


def _arrow(figure: Figure) -> Literal["up", "down", "off"]:
    """Up and down follow the change, whatever its colour."""
    if not figure.delta:
        return "off"
    return "up" if figure.delta > 0 else "down"


def receipt_text(receipt: Receipt) -> str:
    """Where a number comes from, as Markdown for a tooltip."""
    lines = [
        f"**{plain(receipt.metric)}**",
        f"As of {plain(day_text(receipt.as_of))}",
        f"From {plain(receipt.relation)}{_filter(receipt)}",
        f"Built from {plain(listed(receipt.feeds))}" if receipt.feeds else "",
    ]
    return "\n\n".join(filter(None, lines))


def _filter(receipt: Receipt) -> str:
    """Which rows: `where account = A-1 and quarter = 2026-Q3`."""
    parts = [plain(f"{column} = {_said(value)}") for column, value in receipt.where]
    return f" where {listed(parts)}" if parts else ""


def _said(value: Value) -> str:
    return "not known" if value is None else written(value, TableColumn("", None))
