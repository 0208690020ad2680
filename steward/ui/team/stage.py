"""One slide of the review of leadership on the page: its numbers with their receipts, each row the way behind it."""

from pathlib import Path

import streamlit as st

from steward.briefings.internal.slides import InternalSlide
from steward.exhibits import SlideExhibit, Table
from steward.ui.kit.escape import plain
from steward.ui.kit.exhibits import exhibit, wide
from steward.ui.kit.figures import figures
from steward.ui.kit.tables import table

PLACE = "leadership-slide"


def presenting() -> None:
    """The page without its frame, as long as this is drawn."""
    st.html(f"<style>{Path(__file__).with_name('presenting.css').read_text(encoding='utf-8')}</style>")


def show_slide(slide: InternalSlide) -> str | None:
    """The slide; the key of the row that was ticked, where one was."""
    with st.container(key=PLACE, border=True, gap="medium"):
        if slide.opening:
            _opening(slide)
            return None
        st.markdown(f"## {plain(slide.title)}", anchors=False)
        figures(slide.figures)
        picked = _exhibits(slide)
        if slide.points:
            st.markdown("\n".join(f"- {plain(point)}" for point in slide.points))
        return picked


def _opening(slide: InternalSlide) -> None:
    st.markdown(f"## {plain(slide.title)}", anchors=False)
    st.markdown(f"**{plain(slide.subtitle)}**")
    st.markdown("\n\n".join(map(plain, slide.points)))


def _exhibits(slide: InternalSlide) -> str | None:
    """Side by side where they are narrow enough, as on the slide."""
    picked: str | None = None
    shown = slide.exhibits
    beside = len(shown) > 1 and not any(wide(one) for one in shown)
    places = st.columns(len(shown), gap="medium") if beside else [st.container() for _ in shown]
    for place, one in zip(places, shown, strict=True):
        with place:
            picked = _one(slide, one) or picked
    return picked


def _one(slide: InternalSlide, one: SlideExhibit) -> str | None:
    """A chart as on a page; a table whose rows lead somewhere to be ticked."""
    titled = one.title != slide.title
    if not isinstance(one, Table) or not one.keys:
        exhibit(one, key=f"{slide.id}-{one.id}", titled=titled)
        return None
    if titled:
        st.markdown(f"**{plain(one.title)}**")
    return table(one, selectable=True, key=f"{slide.id}-{one.id}", whole=True)
