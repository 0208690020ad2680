"""Several things under each other: sentences, exhibits, and slides that were left out."""

from collections.abc import Sequence

import streamlit as st

from steward.briefings.customer.review import LeftOut
from steward.exhibits import Exhibit
from steward.ui.exhibits import exhibit
from steward.ui.plain import plain


def exhibits(found: Sequence[Exhibit]) -> None:
    """Exhibits under each other."""
    for each in found:
        exhibit(each, key=each.id)


def points(title: str, sentences: Sequence[str]) -> None:
    """A few sentences under a heading; nothing where there are none."""
    if sentences:
        st.subheader(plain(title), anchor=False)
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def left_out(slides: Sequence[LeftOut]) -> None:
    """The slides the data cannot fill, and why."""
    if slides:
        points("Left out", [f"{slide.slide}: {slide.why}" for slide in slides])
