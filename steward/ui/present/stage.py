"""One slide as large as the screen allows, drawn from the same content as the deck."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, assert_never

import streamlit as st

from steward.briefings.customer.review import CustomerReview, Slide
from steward.charts import figure
from steward.charts.rows import PHONE
from steward.domain.identifiers import slug
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
from steward.exhibits.wording import which_of
from steward.ui.kit.escape import plain
from steward.ui.kit.prose import prose
from steward.ui.kit.slides import LOGO

Opened = tuple[str, str]
"""An exhibit's id and the category of it that is looked behind."""
BARE = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
CHART, LEAST, LONG = 0.62, 240, 70
SERIES, ROWS = 600, 720
"""Heights of a window on which charts of axes, and those of rows of words, are as large as on a page."""
HANDY, WIDEST, SLIDE = 640, 1.65, 0.86
"""A window so narrow is a phone's; a slide is at most so many times as wide as the window is high, and its charts take
so much of it (`remote.css`)."""
BELOW, SHORT = 8, 45
"""So many rows of a table stand below each other; more of so few letters stand in two columns, or the last row of
chairs could not read them."""
TAKEN = {"figures": 0.15, "so_what": 0.1, "behind": 0.09, "title": 0.05}
"""Shares of the window's height: a chart alone, and what is beside it on the slide takes from it."""


class Screen(NamedTuple):
    """The window in which a slide stands, in pixels."""

    width: int
    height: int


@dataclass(frozen=True)
class ChartSpace:
    """What a chart has on a slide: so much `height` of the screen, and how many stand `across`."""

    height: int
    screen: Screen
    across: int

    def grown(self, usual: int) -> float:
        """How much larger a chart is drawn than on a page; on a phone, which is held in a hand, as on a page."""
        return max(1.0, round(self.screen.height / usual, 2)) if self.screen.width > HANDY else 1.0

    @property
    def phones(self) -> float:
        """How many times as wide as on a phone a chart of rows is laid out."""
        if self.screen.width <= HANDY:
            return 1.0
        wide = SLIDE * min(self.screen.width, WIDEST * self.screen.height) / self.across
        return max(1.0, wide / self.grown(ROWS) / PHONE)


def show_slide(review: CustomerReview, slide: Slide, screen: Screen, colours: Sequence[str]) -> Opened | None:
    """The slide; what somebody wants to look behind, if anything."""
    with st.container(key="stage", gap="small"):
        if slide.opening:
            _opening(slide)
            return None
        return _content(review, slide, screen, colours)


def show_behind(exhibits: Sequence[CustomerExhibit], label: str, screen: Screen, colours: Sequence[str]) -> None:
    """What lies behind one bar, in place of the slide."""
    with st.container(key="stage", gap="small"):
        st.markdown(f"## {plain(label)}", anchors=False)
        for place, shown in zip(st.columns(len(exhibits), gap="large"), exhibits, strict=True):
            with place:
                _exhibit(shown, ChartSpace(round(screen.height * CHART), screen, len(exhibits)), colours, titled=True)


def _opening(slide: Slide) -> None:
    with st.container(key="opening"):
        st.markdown(f"## {plain(slide.title)}", anchors=False)
        if slide.subtitle:
            st.markdown(f"### {plain(slide.subtitle)}", anchors=False)
        st.markdown("\n\n".join(map(plain, slide.points)))
        for shown in slide.exhibits:
            if isinstance(shown, Picture):
                st.image(shown.content, width=LOGO, alt=shown.alt)


def _content(review: CustomerReview, slide: Slide, screen: Screen, colours: Sequence[str]) -> Opened | None:
    st.markdown(f"## {plain(slide.title)}", anchors=False)
    if slide.subtitle:
        st.caption(plain(slide.subtitle))
    _figures(slide.figures)
    room, wanted = _room(review, slide, screen), None
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


def _room(review: CustomerReview, slide: Slide, screen: Screen) -> ChartSpace:
    """How high a chart may be so that all of the slide is on the screen."""
    behind = any(review.behind(shown.id) for shown in slide.exhibits)
    there = {"figures": slide.figures, "so_what": slide.so_what, "behind": behind, "title": len(slide.title) > LONG}
    left = CHART - sum(TAKEN[name] for name, held in there.items() if held)
    return ChartSpace(round(screen.height * left), screen, len(slide.exhibits))


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
    shown: CustomerExhibit, room: ChartSpace, colours: Sequence[str], *, titled: bool, behind: Sequence[str] = ()
) -> Opened | None:
    """One exhibit with its title where the slide's says something else; what of it is to be looked behind."""
    if titled and shown.title:
        st.markdown(f"### {plain(shown.title)}", anchors=False)
    picked = _drawn(shown, room, colours, behind)
    if shown.note:
        st.caption(plain(shown.note))
    return (shown.id, picked) if picked else None


def _drawn(shown: CustomerExhibit, room: ChartSpace, colours: Sequence[str], behind: Sequence[str]) -> str:
    """One exhibit without title and note; the category that somebody wants to look behind."""
    match shown:
        case Table():
            _table(shown, room)
        case Picture():
            st.image(shown.content, caption=plain(shown.alt))
        case Lines() | Bars() | StackedBars() | Bridge() | Heatmap() | Bullets() | Timeline() | OrgChart():
            return _chart(shown, room, colours, behind)
        case _:
            assert_never(shown)
    return ""


def _table(shown: Table, room: ChartSpace) -> None:
    """A table, in two columns where it is long and narrow and has the slide to itself."""
    alone = room.across == 1 and room.screen.width > HANDY
    parts = halves(shown) if alone and len(shown.rows) > BELOW and _is_narrow(shown) else (shown,)
    for place, part in zip(st.columns(len(parts), gap="large"), parts, strict=True):
        with place:
            prose(part)


def _is_narrow(shown: Table) -> bool:
    return all(sum(map(len, row)) <= SHORT for row in shown.text())


def halves(shown: Table) -> tuple[Table, Table]:
    """The first rows of a table and the others; the first has one more, or as many."""
    half = (len(shown.rows) + 1) // 2
    first, second = (
        replace(
            shown, rows=shown.rows[rows], keys=shown.keys[rows], alt=f"Part {which_of(number, 2)}. {shown.alt}",
            first=shown.first + (rows.start or 0),
        )
        for number, rows in enumerate((slice(half), slice(half, None)), start=1)
    )  # fmt: skip
    return first, second


def _chart(shown: Drawing, room: ChartSpace, colours: Sequence[str], behind: Sequence[str]) -> str:
    """A chart; the category that somebody clicked or chose, where anything lies behind it."""
    of_axes = isinstance(shown, SeriesChart | Bridge | Heatmap)
    drawn = figure(shown, room.phones)
    grown = room.grown(SERIES if of_axes else ROWS)
    if of_axes:
        height, words = max(LEAST, room.height), max(14, round(room.height / 19))
        drawn.update_layout(height=round(height / grown), font_size=round(words / grown))
    if colours:
        drawn.update_layout(colorway=list(colours))
    key = f"stage-{shown.id}-{st.session_state.get('present.nonce', 0)}"
    place = f"grown-{slug(shown.id)}"
    with st.container(key=place):
        high = round(drawn.layout.height * grown)
        st.html(f"<style>.st-key-{place} {{ --grown: {grown}; min-height: {high}px; }}</style>")
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
