"""Figures on a page: tiles that say where each number comes from."""

import math
from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from steward.exhibits import NOT_KNOWN, Column, Figure, Receipt, Value, day_text, listed, written
from steward.ui.kit.audience import is_theirs
from steward.ui.kit.escape import plain
from steward.ui.kit.lineage import figures_from
from steward.ui.kit.shown import place_of

MOST_IN_A_ROW = 5
SAID_ONCE = 3
"""From so many figures on a reason that they lack alike is said once."""
_COLOURS: dict[bool | None, Literal["green", "red", "gray"]] = {True: "green", False: "red", None: "gray"}


def figures(figs: Sequence[Figure]) -> None:
    """Tiles in one grid, in rows as even as they divide; as many a row as there is room for (see `style.css`). What
    several lack for one reason is said once below them."""
    lacking = _lacking(figs)
    if figs:
        with st.container(horizontal=True, gap="small", key=f"tiles-{in_a_row(len(figs))}-{place_of('tiles')}"):
            for figure in figs:
                tile(figure, said_below=figure.why in lacking)
    for why, labels in lacking.items():
        st.caption(plain(why if len(labels) == len(figs) else f"{' · '.join(labels)}: {why}"))
    figures_from(figs, "figures")


def _lacking(figs: Sequence[Figure]) -> Mapping[str, list[str]]:
    """The reasons that more figures have than a reader wants to read one by one, with what is not known for them."""
    found: dict[str, list[str]] = {}
    for one in figs:
        if one.value is None and one.why:
            found.setdefault(one.why, []).append(one.label)
    return {why: labels for why, labels in found.items() if len(labels) >= SAID_ONCE}


def in_a_row(count: int) -> int:
    """How many tiles stand in a row: at most five, and eight are four and four, not five and three."""
    return math.ceil(count / math.ceil(count / MOST_IN_A_ROW))


def tile(figure: Figure, *, said_below: bool = False) -> None:
    """One number, its change coloured by whether it is welcome, and its receipt behind the question mark. `said_below`:
    why it is not known is said once for several."""
    if figure.value is None:
        _unknown(figure, said_below=said_below)
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


def _unknown(figure: Figure, *, said_below: bool) -> None:
    """A dash, and why in words."""
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.metric(plain(figure.label), NOT_KNOWN, help=provenance(figure))
        if not said_below:
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
    rows = [plain(f"{column} = {' or '.join(map(_said, these))}") for column, these in receipt.asked.items()]
    lines = [
        f"**{plain(receipt.metric)}**, as of {plain(day_text(receipt.as_of))}",
        f"From {plain(receipt.relation)}" + (f" where {listed(rows)}" if rows else ""),
        f"Built from {plain(listed(receipt.feeds))}" if receipt.feeds else "",
    ]
    return "\n\n".join(filter(None, lines))


def _said(value: Value) -> str:
    return "not known" if value is None else written(value, Column("", None))
