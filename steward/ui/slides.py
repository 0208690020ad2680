"""A slide as it will be, drawn from the same content as the deck."""

import streamlit as st

from steward.briefings.customer.review import Slide
from steward.ui.exhibits import exhibit
from steward.ui.figures import figures
from steward.ui.plain import plain


def slide_preview(slide: Slide) -> None:
    """One slide as a card; on a phone its parts stand below one another."""
    with st.container(border=True, key=f"slide-{slide.id}"):
        if slide.opening:
            _opening(slide)
        else:
            _content(slide)


def _opening(slide: Slide) -> None:
    """The title slide: who and when."""
    st.markdown(f"# {plain(slide.title)}", anchors=False)
    st.markdown(f"#### {plain(slide.subtitle)}", anchors=False)
    for point in slide.points:
        st.markdown(plain(point))


def _content(slide: Slide) -> None:
    """Title, figures, exhibits side by side, points."""
    st.markdown(f"### {plain(slide.title)}", anchors=False)
    if slide.subtitle:
        st.caption(plain(slide.subtitle))
    figures(slide.figures)
    if slide.exhibits:
        for place, shown in zip(st.columns(len(slide.exhibits), gap="medium"), slide.exhibits, strict=True):
            with place:
                exhibit(shown, key=f"slide-{slide.id}-{shown.id}")
    for point in slide.points:
        st.markdown(f"- {plain(point)}")
