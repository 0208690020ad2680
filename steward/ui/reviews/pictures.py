"""The slides of a review as they are in its deck, drawn while the page goes on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

from steward.briefings.customer.review import CustomerReview, Slide
from steward.services.reviews.decks import customer_deck
from steward.services.reviews.slide_pictures import DRAWINGS, Drawing, SlidePicture, by_slide, why_no_pdf
from steward.ui.kit.escape import plain

LOOK = 1.0
"""Seconds between two looks at whether the pictures are there."""


@dataclass(frozen=True)
class _Asked:
    """What was asked for last in this session. `earlier`: the pictures that were there before."""

    review: CustomerReview
    template: tuple[Path | None, int]
    drawing: Drawing
    earlier: Mapping[str, SlidePicture] = field(default_factory=dict)

    @property
    def now(self) -> Mapping[str, SlidePicture]:
        """The slides as they are, by their ids; none while they are drawn."""
        return by_slide(self.review, self.template[0], self.drawing.slides)

    @property
    def of(self) -> tuple[str, str]:
        """Which review it is."""
        return self.review.account_id, str(self.review.quarter)


@dataclass(frozen=True)
class Pictures:
    """Slides by their ids. `now`: as they are; `latest`: as they were drawn last, which may be a change ago."""

    now: Mapping[str, SlidePicture] = field(default_factory=dict)
    latest: Mapping[str, SlidePicture] = field(default_factory=dict)


def slide_pictures(review: CustomerReview, template: Path | None, key: str) -> Pictures:
    """The slides of the review's deck; none where nothing can be drawn. `key`: where on the page; a session asks once
    for what it shows there."""
    if why_no_pdf():
        return Pictures()
    stamped = (template, template.stat().st_mtime_ns if template else 0)
    asked: _Asked | None = st.session_state.get(key)
    if asked is None or asked.review != review or asked.template != stamped:
        if asked is not None:
            asked.drawing.not_wanted()
        new = _Asked(review, stamped, DRAWINGS.of(lambda: customer_deck(review, template)))
        earlier = (asked.now or asked.earlier) if asked and asked.of == new.of else {}
        st.session_state[key] = asked = replace(new, earlier=earlier)
    _follow(asked.drawing)
    return Pictures(asked.now, asked.now or asked.earlier)


def show_picture(found: SlidePicture, slide: Slide) -> None:
    """A slide to be read, with an edge where its paper is white as the page."""
    with st.container(border=True, gap=None, key=f"slide-picture-{slide.id}"):
        st.image(found.picture, width="stretch", alt=f"Slide: {slide.title}")


def _follow(drawing: Drawing) -> None:
    if drawing.why_not:
        st.caption(plain(drawing.why_not))
    if drawing.done:
        return

    @st.fragment(run_every=LOOK)
    def look() -> None:
        if drawing.done:
            st.rerun()
        st.caption("The slides are being drawn as they will be in the deck …")

    look()
