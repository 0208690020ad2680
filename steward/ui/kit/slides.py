"""A slide as it will be, drawn from the same content as the deck."""

from html import escape

import streamlit as st

from steward.briefings.customer.review import Slide
from steward.exhibits import Figure, Mood, Picture
from steward.ui.kit.escape import plain
from steward.ui.kit.exhibits import exhibit, places
from steward.ui.kit.lineage import figures_from
from steward.ui.kit.shown import not_of_the_page
from steward.ui.kit.style import ink_of

WIDTH, HEIGHT, LOGO = 1060, 420, 160
NOTES = "Speaker's notes"
MOODS = {True: Mood.GOOD, False: Mood.BAD, None: Mood.NEUTRAL}


def slide_preview(slide: Slide) -> None:
    """One slide as a card; on a phone its parts stand below one another."""
    if slide.opening:
        with st.container(border=True, width=WIDTH, height=HEIGHT, vertical_alignment="center", gap="small"):
            _opening(slide)
    else:
        with st.container(border=True, width=WIDTH, gap="small"), not_of_the_page():
            _content(slide)
    speakers_notes(slide)


def speakers_notes(slide: Slide) -> None:
    """What whoever presents it may say, folded away."""
    if slide.notes:
        said = "".join(f"<p>{escape(each)}</p>" for each in slide.notes.split("\n\n"))
        st.html(f'<details class="notes"><summary>{NOTES}</summary>{said}</details>', width=WIDTH)


def _opening(slide: Slide) -> None:
    """The title slide: who and when."""
    st.markdown(f"## {plain(slide.title)}", anchors=False)
    if slide.subtitle:
        st.markdown(f"### {plain(slide.subtitle)}", anchors=False)
    _paragraphs(slide)
    _logos(slide)


def _logos(slide: Slide) -> None:
    """The logo of a partner, as small as on the slide."""
    for shown in slide.exhibits:
        if isinstance(shown, Picture):
            st.image(shown.content, width=LOGO, alt=shown.alt)


def _content(slide: Slide) -> None:
    """Title, figures, exhibits side by side, points."""
    st.markdown(f"## {plain(slide.title)}", anchors=False)
    if slide.subtitle:
        st.caption(plain(slide.subtitle))
    _strip(slide)
    if slide.exhibits:
        for place, shown in zip(places(len(slide.exhibits)), slide.exhibits, strict=True):
            with place:
                exhibit(shown, key=f"slide-{slide.id}-{shown.id}", titled=shown.title != slide.title)
    _paragraphs(slide)
    if slide.so_what:
        st.info(f"**{plain(slide.so_what)}**")


def _strip(slide: Slide) -> None:
    """The figures in one row, as on the slide; on a phone below one another. One element of the page, not thirty."""
    if slide.figures:
        st.html(f'<dl class="strip">{"".join(map(_figure, slide.figures))}</dl>', width="stretch")
        figures_from(slide.figures, f"slide-{slide.id}")


def _figure(figure: Figure) -> str:
    """One figure as a slide has it: its name, its value, and how it moved."""
    said = figure.delta_text or figure.why or figure.note
    moved = f'<dd class="moved" style="color: {ink_of(MOODS[figure.good])}">{escape(said)}</dd>' if said else ""
    return f"<div><dt>{escape(figure.label)}</dt><dd>{escape(figure.text)}</dd>{moved}</div>"


def _paragraphs(slide: Slide) -> None:
    """The points, each a paragraph."""
    if slide.points:
        st.markdown("\n\n".join(plain(point) for point in slide.points))
