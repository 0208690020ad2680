"""Exhibits on a page: a sentence, the chart or table, and a note."""

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import assert_never

import streamlit as st

from steward.charts import in_words
from steward.errors import NoWarehouse
from steward.exhibits import (
    Bars,
    Bridge,
    Bubbles,
    Bullets,
    Drawing,
    Exhibit,
    Heatmap,
    Lines,
    OrgChart,
    Picture,
    RelationshipMap,
    StackedBars,
    Table,
    Timeline,
)
from steward.exhibits.wording import without_presses
from steward.ui.kit import tables
from steward.ui.kit.cache import kept
from steward.ui.kit.drawing import chart_place, picked
from steward.ui.kit.escape import plain
from steward.ui.kit.laid_out import laid_out
from steward.ui.kit.lineage import exhibit_from
from steward.ui.kit.shown import narrowed
from steward.ui.kit.style import page_colour, text_colour

WIDE = 5
LONGEST_NAME = 80
_NO_NAME = re.compile(r'[\s\\/:*?"<>|\x00-\x1f]+')
"""What the name of a file cannot hold."""


def exhibits(shown: Sequence[Exhibit]) -> None:
    """Charts two in a row, wide tables in a row of their own, in the order given."""
    for row in rows(shown):
        for place, one in zip(places(len(row)), row, strict=True):
            with place:
                exhibit(one)


def places(count: int) -> Sequence[AbstractContextManager[object]]:
    """Beside one another; what stands alone needs no columns, which the browser would lay out all the same."""
    return [nullcontext()] if count == 1 else st.columns(count, gap="medium")


def rows(shown: Sequence[Exhibit]) -> Iterator[list[Exhibit]]:
    """Neighbours that fit side by side."""
    waiting: list[Exhibit] = []
    for one in shown:
        if waiting and (wide(one) or len(waiting) == 2):
            yield waiting
            waiting = []
        waiting.append(one)
        if wide(one):
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def wide(one: Exhibit) -> bool:
    """Whether half a page is too narrow for it."""
    if isinstance(one, Table):
        return len(one.columns) >= WIDE or any(column.wide for column in one.columns)
    if isinstance(one, OrgChart | RelationshipMap):
        return True
    if isinstance(one, Bridge):
        return len(one.steps) > WIDE
    return isinstance(one, Heatmap) and len(one.columns) > 2 * WIDE


def exhibit(ex: Exhibit, key: str | None = None, *, titled: bool = True) -> None:
    """One exhibit with its title above, unless something else says it there, and its note below."""
    with st.container(gap="xsmall"):
        if titled and ex.title:
            st.markdown(f"## {plain(ex.title)}", anchors=False)
        _drawn(ex, key)
        if note := without_presses(ex.note):
            st.caption(plain(note))
        if not isinstance(ex, Picture):
            exhibit_from(ex, key)


def _drawn(ex: Exhibit, key: str | None) -> None:
    match ex:
        case Table():
            tables.table(ex, key=key)
        case Picture():
            st.image(ex.content, caption=plain(ex.alt))
        case Lines() | Bars() | StackedBars() | Bridge() | Heatmap() | Bubbles() | Bullets() | Timeline():
            chart(ex)
        case OrgChart() | RelationshipMap():
            chart(ex)
        case _:
            assert_never(ex)


def lay_out(ex: Exhibit) -> None:
    """Beforehand what takes time of showing it, also where it is picked from."""
    match ex:
        case Table():
            tables.lay_out(ex)
        case Bubbles():
            _place(ex)
            _place(ex, ex.id)
        case Picture():
            pass
        case Lines() | Bars() | StackedBars() | Bridge() | Heatmap() | Bullets() | Timeline():
            _place(ex)
        case OrgChart() | RelationshipMap():
            _place(ex)
        case _:
            assert_never(ex)


def rows_to_pick(
    ex: Table, selectable: bool = False, key: str | None = None, *, headed: bool = False, whole: bool = False
) -> str | None:  # fmt: skip
    """A table that stands alone, under its title where `headed`; where `selectable`, the key of the picked row.
    `whole`: no sentence of it is cut off."""
    if headed and ex.title:
        st.markdown(f"## {plain(ex.title)}", anchors=False)
    picked = tables.table(ex, selectable=selectable, key=key, whole=whole)
    exhibit_from(ex, key)
    return picked


def chart(ex: Drawing, picks: str = "") -> None:
    """A chart, and its content in words for who cannot see it. `picks`: what it is called in `picked`, where it can be
    picked from."""
    st.html(_place(ex, picks), width="stretch")


def _place(ex: Drawing, picks: str = "") -> str:
    """Where it is drawn: on the page's own ground, in its ink, so that its picture can be read wherever it is put."""
    ground, ink, name, drawn = page_colour(), text_colour(), picture_name(ex), _as_before(ex)

    def laid() -> str:
        return chart_place(in_words(ex, ground, ink), name=name, alt=ex.alt, picks=picks)

    return laid_out(drawn, ("place", ground, name, picks), laid)


def _as_before(ex: Drawing) -> Drawing:
    """The chart that was shown before in this scope, where it says the same: what is read from an account's files is
    made anew at every run of a page, and to draw it is most of that."""
    try:
        before = kept(lambda: ex, "chart", type(ex).__name__, ex.id, ex.title, state=hash(ex))
    except NoWarehouse:
        return ex
    return before if before == ex else ex


def picture_name(ex: Drawing) -> str:
    """How the file of its picture is called: by its title, as far as a file can be, and of whose accounts alone it
    is."""
    whose = f", {narrowed()}" if narrowed() else ""
    title = _NO_NAME.sub(" ", ex.title)[:LONGEST_NAME].strip(" .") or ex.id
    return f"{title}{_NO_NAME.sub(' ', whose)[:LONGEST_NAME]}"


def pick(ex: Bubbles) -> str | None:
    """Bubbles to pick from: the key of the one that was clicked."""
    with st.container(gap="xsmall"):
        st.markdown(f"## {plain(ex.title)}", anchors=False)
        chart(ex, picks=ex.id)
        st.caption(plain(f"{ex.note} Click a bubble to open it.".strip()))
        exhibit_from(ex)
    key = picked(ex.id)
    return key if any(point.key == key for point in ex.points) else None
