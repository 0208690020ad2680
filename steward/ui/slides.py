"""A slide as it will be, drawn from the same content as the deck."""

import streamlit as st

from steward.briefings.customer.review import Slide
from steward.ui.exhibits import exhibit
from steward.ui.figures import figures
from steward.ui.plain import plain

WIDTH, HEIGHT = 1060, 420


def slide_preview(slide: Slide) -> None:
    """One slide as a card; on a phone its parts stand below one another."""
    if slide.opening:
        with st.container(border=True, width=WIDTH, height=HEIGHT, vertical_alignment="center", gap="small"):
            _opening(slide)
    else:
        with st.container(border=True, width=WIDTH, gap="small"):
            _content(slide)
    if slide.notes:
        with st.expander("Speaker's notes", width=WIDTH):
            st.markdown(plain(slide.notes))


def _opening(slide: Slide) -> None:
    """The title slide: who and when."""
    st.markdown(f"## {plain(slide.title)}", anchors=False)
    if slide.subtitle:
        st.markdown(f"### {plain(slide.subtitle)}", anchors=False)
    _paragraphs(slide)


def _content(slide: Slide) -> None:
    """Title, figures, exhibits side by side, points."""
    st.markdown(f"## {plain(slide.title)}", anchors=False)
    if slide.subtitle:
        st.caption(plain(slide.subtitle))
    figures(slide.figures)
    if slide.exhibits:
        for place, shown in zip(st.columns(len(slide.exhibits), gap="medium"), slide.exhibits, strict=True):
            with place:
                exhibit(shown, key=f"slide-{slide.id}-{shown.id}", titled=shown.title != slide.title)
    _paragraphs(slide)


def _paragraphs(slide: Slide) -> None:
    """The points, each a paragraph."""
    if slide.points:
        st.markdown("\n\n".join(plain(point) for point in slide.points))
