"""Several sentences under each other: points, and slides that were left out."""

from collections.abc import Sequence

import streamlit as st

from steward.briefings.customer.review import LeftOut
from steward.ui.kit.escape import plain


def points(title: str, sentences: Sequence[str]) -> None:
    """A few sentences under a heading; nothing where there are none."""
    if sentences:
        st.markdown(f"## {plain(title)}", anchors=False)
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def left_out(slides: Sequence[LeftOut]) -> None:
    """The slides the data cannot fill, and why."""
    if slides:
        points("Left out", [f"{slide.slide}: {slide.why}" for slide in slides])
