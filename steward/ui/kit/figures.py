"""Figures on a page: tiles that say where each number comes from."""

import math
from collections.abc import Sequence
from typing import Literal

import streamlit as st

from steward.exhibits import NOT_KNOWN, Column, Figure, Receipt, Value, day_text, listed, written
from steward.ui.kit.audience import is_theirs
from steward.ui.kit.escape import plain
from steward.ui.kit.lineage import figures_from

MOST_IN_A_ROW = 5
_COLOURS: dict[bool | None, Literal["green", "red", "gray"]] = {True: "green", False: "red", None: "gray"}


def figures(figs: Sequence[Figure]) -> None:
    """Rows of tiles, none much longer than another; on a phone each row wraps."""
    for row in even_rows(figs):
        with st.container(horizontal=True, gap="small"):
            for figure in row:
                tile(figure)
    figures_from(figs, "figures")


def even_rows(figs: Sequence[Figure]) -> list[Sequence[Figure]]:
    """At most five a row, as evenly as they divide: eight are four and four, not five and three."""
    count = math.ceil(len(figs) / MOST_IN_A_ROW)
    length = math.ceil(len(figs) / count) if count else 1
    return [figs[start : start + length] for start in range(0, len(figs), length)]


def tile(figure: Figure) -> None:
    """One number, its change coloured by whether it is welcome, and its receipt behind the question mark."""
    if figure.value is None:
        _unknown(figure)
        return
    st.metric(
        plain(figure.label),
        plain(figure.text),
        plain(figure.delta_text) or None,
        delta_color=_COLOURS[figure.good],
        delta_arrow=_arrow(figure),
        help=provenance(figure),
        border=True,
        height="stretch",
    )


def _unknown(figure: Figure) -> None:
    """A dash, and why in words."""
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.metric(plain(figure.label), NOT_KNOWN, help=provenance(figure))
        st.caption(plain(figure.why or "Not known."))


def _arrow(figure: Figure) -> Literal["up", "down", "off"]:
    """Up and down follow the change, whatever its colour."""
    return "up" if figure.direction > 0 else "down" if figure.direction < 0 else "off"


def provenance(figure: Figure) -> str:
    """Where a number comes from, as Markdown for a tooltip: light enough to stand on every tile. To a customer what it
    is about, not where we keep it."""
    exact = f"Exactly {figure.unit.text(figure.value)}." if figure.unit.text(figure.value) != figure.text else ""
    where = "" if is_theirs() else receipt_text(figure.receipt)
    return "\n\n".join(filter(None, [plain(exact), plain(figure.note), where]))


def receipt_text(receipt: Receipt) -> str:
    """A receipt as Markdown: metric, day, relation with its filter, feeds."""
    rows = [plain(f"{column} = {_said(value)}") for column, value in receipt.where]
    lines = [
        f"**{plain(receipt.metric)}**, as of {plain(day_text(receipt.as_of))}",
        f"From {plain(receipt.relation)}" + (f" where {listed(rows)}" if rows else ""),
        f"Built from {plain(listed(receipt.feeds))}" if receipt.feeds else "",
    ]
    return "\n\n".join(filter(None, lines))


def _said(value: Value) -> str:
    return "not known" if value is None else written(value, Column("", None))
