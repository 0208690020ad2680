"""The review of leadership: the slides of the deck one at a time, the way behind each, and what was decided."""

import streamlit as st

from steward.briefings.internal.slides import InternalSlide
from steward.briefings.internal.team.source import TeamSource
from steward.exhibits.wording import which_of
from steward.services.team.deck import team_slides
from steward.services.team.desk import TeamBrief
from steward.ui import pages
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.cache import kept
from steward.ui.kit.selection import open_account
from steward.ui.kit.shown import not_of_the_page
from steward.ui.kit.typed import put
from steward.ui.team.decisions import follow_decisions, picked_decision, record_decision
from steward.ui.team.page import go_to
from steward.ui.team.stage import presenting, show_slide

SLIDE, BOX, FULL = "slide", "leadership.slide.box", "leadership.full"


def show_review(source: TeamSource, brief: TeamBrief) -> None:
    """The slide that is open, where it stands among the others, and below it what is decided."""
    slides = kept(lambda: team_slides(source, brief), "leadership slides", source.number, brief.branch.key)
    slide = _choose(slides)
    with not_of_the_page():
        picked = show_slide(slide)
    if picked:
        _behind(source, picked)
    author = record_decision(source, brief)
    follow_decisions(brief, author, listed=slide.id != "decisions")


def _choose(slides: tuple[InternalSlide, ...]) -> InternalSlide:
    """The slide of the address, of an arrow key or of the list."""
    keys = [one.id for one in slides]
    now = st.session_state.get(BOX) or in_address(SLIDE)
    put(BOX, now if now in keys else keys[0])
    place = keys.index(st.session_state[BOX])
    with st.container(horizontal=True, vertical_alignment="bottom", key="leadership-bar"):
        st.button(
            "Back", icon=":material/arrow_back:", key="leadership.back", shortcut="Left", disabled=not place,
            on_click=_turn, args=(keys, -1),
        )  # fmt: skip
        st.button(
            "Next", icon=":material/arrow_forward:", key="leadership.next", shortcut="Right", type="primary",
            disabled=place == len(keys) - 1, on_click=_turn, args=(keys, 1),
        )  # fmt: skip
        titles = {one.id: f"{which_of(number, len(slides))} · {one.title}" for number, one in enumerate(slides, 1)}
        st.selectbox("Slide", keys, key=BOX, format_func=titles.__getitem__, label_visibility="collapsed", width=560)
        full = st.toggle("Full screen", key=FULL)
    if full:
        presenting()
    to_address(SLIDE, st.session_state[BOX])
    return slides[keys.index(st.session_state[BOX])]


def _turn(keys: list[str], by: int) -> None:
    place = keys.index(st.session_state[BOX]) + by
    st.session_state[BOX] = keys[min(max(place, 0), len(keys) - 1)]


def _behind(source: TeamSource, key: str) -> None:
    """What a ticked row stands for: a part of the branch, a decision, or an account."""
    if source.branches.find(key):
        go_to(key, pages.LEADERSHIP_REVIEW)
    elif key in {one.said.id for one in source.decisions}:
        picked_decision(key)
    else:
        open_account(key, pages.ACCOUNT.path)
