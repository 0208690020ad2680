"""One slide as large as the screen allows, drawn from the same content as the deck."""

from collections.abc import Sequence
from typing import Any, assert_never

import streamlit as st

from steward.briefings.customer.reviews.review import CustomerReview, Slide
from steward.charts import figure
from steward.exhibits import (
    Bars,
    Bridge,
    Bullets,
    CustomerExhibit,
    Drawing,
    Figure,
    Heatmap,
    Lines,
    OrgChart,
    Picture,
    SeriesChart,
    StackedBars,
    Table,
    Timeline,
)
from steward.ui.kit.escape import plain
from steward.ui.kit.tables import prose

Opened = tuple[str, str]
"""An exhibit's id and the category of it that is looked behind."""
BARE = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
CHART, LEAST, LONG = 0.62, 240, 70
TAKEN = {"figures": 0.15, "so_what": 0.1, "behind": 0.09, "title": 0.05}
"""Shares of the window's height: a chart alone, and what is beside it on the slide takes from it."""


def show_slide(review: CustomerReview, slide: Slide, height: int, colours: Sequence[str]) -> Opened | None:
    """The slide; what somebody wants to look behind, if anything."""
    with st.container(key="stage", gap="small"):
        if slide.opening:
            _opening(slide)
            return None
        return _content(review, slide, height, colours)


def show_behind(exhibits: Sequence[CustomerExhibit], label: str, height: int, colours: Sequence[str]) -> None:
    """What lies behind one bar, in place of the slide."""
    with st.container(key="stage", gap="small"):
        st.markdown(f"## {plain(label)}", anchors=False)
        for place, shown in zip(st.columns(len(exhibits), gap="large"), exhibits, strict=True):
            with place:
                _exhibit(shown, round(height * CHART), colours, titled=True)


def _opening(slide: Slide) -> None:
    with st.container(key="opening"):
        st.markdown(f"## {plain(slide.title)}", anchors=False)
        if slide.subtitle:
            st.markdown(f"### {plain(slide.subtitle)}", anchors=False)
        st.markdown("\n\n".join(map(plain, slide.points)))


def _content(review: CustomerReview, slide: Slide, height: int, colours: Sequence[str]) -> Opened | None:
    st.markdown(f"## {plain(slide.title)}", anchors=False)
    if slide.subtitle:
        st.caption(plain(slide.subtitle))
    _figures(slide.figures)
    room, wanted = _room(review, slide, height), None
    if slide.exhibits:
        for place, shown in zip(st.columns(len(slide.exhibits), gap="large"), slide.exhibits, strict=True):
            with place:
                found = _exhibit(
                    shown, room, colours, titled=shown.title != slide.title, behind=list(review.behind(shown.id))
                )
                wanted = wanted or found
    if slide.points:
        st.markdown("\n".join(f"- {plain(point)}" for point in slide.points))
    if slide.so_what:
        with st.container(key="sowhat"):
            st.markdown(plain(slide.so_what))
    return wanted


def _room(review: CustomerReview, slide: Slide, height: int) -> int:
    """How high a chart may be so that all of the slide is on the screen."""
    behind = any(review.behind(shown.id) for shown in slide.exhibits)
    there = {"figures": slide.figures, "so_what": slide.so_what, "behind": behind, "title": len(slide.title) > LONG}
    return round(height * (CHART - sum(TAKEN[name] for name, held in there.items() if held)))


def _figures(figures: Sequence[Figure]) -> None:
    """The figures in one row, large enough for the last row of chairs."""
    if figures:
        for number, (place, one) in enumerate(zip(st.columns(len(figures)), figures, strict=True)):
            with place, st.container(border=True, gap="xxsmall", height="stretch", key=f"figure-{number}"):
                st.caption(plain(one.label))
                st.markdown(f"### {plain(one.text)}", anchors=False)
                colour = {True: "green", False: "red", None: "gray"}[one.good]
                if said := one.delta_text or one.why or one.note:
                    st.markdown(f":{colour}[{plain(said)}]")


def _exhibit(
    shown: CustomerExhibit, height: int, colours: Sequence[str], *, titled: bool, behind: Sequence[str] = ()
) -> Opened | None:
    """One exhibit with its title where the slide's says something else; what of it is to be looked behind."""
    if titled and shown.title:
        st.markdown(f"### {plain(shown.title)}", anchors=False)
    picked = _drawn(shown, height, colours, behind)
    if shown.note:
        st.caption(plain(shown.note))
    return (shown.id, picked) if picked else None


def _drawn(shown: CustomerExhibit, height: int, colours: Sequence[str], behind: Sequence[str]) -> str:
    """One exhibit without title and note; the category that somebody wants to look behind."""
    match shown:
        case Table():
            prose(shown)
        case Picture():
            st.image(shown.content, caption=plain(shown.alt))
        case Lines() | Bars() | StackedBars() | Bridge() | Heatmap() | Bullets() | Timeline() | OrgChart():
            return _chart(shown, height, colours, behind)
        case _:
            assert_never(shown)
    return ""


def _chart(shown: Drawing, height: int, colours: Sequence[str], behind: Sequence[str]) -> str:
    """A chart; the category that somebody clicked or chose, where anything lies behind it."""
    drawn = figure(shown)
    if isinstance(shown, SeriesChart | Bridge | Heatmap):
        drawn.update_layout(height=max(LEAST, height), font_size=max(14, round(height / 19)))
    if colours:
        drawn.update_layout(colorway=list(colours))
    key = f"stage-{shown.id}-{st.session_state.get('present.nonce', 0)}"
    if not behind:
        st.plotly_chart(drawn, key=key, config=BARE, alt=shown.alt or None)
        return ""
    event: Any = st.plotly_chart(
        drawn, key=key, config=BARE, alt=shown.alt or None, on_select="rerun", selection_mode="points"
    )
    chosen = st.pills("Look behind", list(behind), key=f"{key}-pills", format_func=plain)
    return str(chosen or _clicked(shown, event.selection.points, behind))


def _clicked(shown: Drawing, points: Sequence[Any], behind: Sequence[str]) -> str:
    """The category of the bar that was clicked."""
    if not points or not isinstance(shown, SeriesChart):
        return ""
    index = points[0].get("point_index", -1)
    category = shown.categories[index] if 0 <= index < len(shown.categories) else ""
    return category if category in behind else ""
