"""The presenter's window beside the customer's: it follows and leads, and says what only we may read."""

from collections.abc import Mapping

import streamlit as st

from steward.briefings.customer.review import Slide
from steward.briefings.customer.subject import Subject
from steward.errors import SecretUnusable
from steward.plans.internal.debrief import Reminder
from steward.services.reviews.follow_up import opened_debrief
from steward.services.reviews.opened import OpenedReview, commitments_there
from steward.services.reviews.slide_pictures import SlidePicture
from steward.services.reviews.templates import template_of
from steward.ui.kit import show
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.plans.files import plans
from steward.ui.present import share_link
from steward.ui.present.page import LOOK, listen
from steward.ui.present.present_session import PresentSession, new_name, room
from steward.ui.present.signed_link import GOOD_FOR, Link, PresentWindow
from steward.ui.reviews.pictures import show_picture, slide_pictures

NOTES = "C to note what was said, in your name."
NO_NOTES = "No notes can be taken, because nobody said whose they would be."


def present_links(about: Subject, who: str) -> None:
    """One click to the customer's window, and one to the presenter's; both meet in one room."""
    name = st.session_state.setdefault(f"present.room.{about.account_id}.{about.quarter}", new_name())
    found = Link(about.account_id, str(about.quarter), name, who)
    try:
        customers = share_link.address(share_link.PATH, found, PresentWindow.CUSTOMER)
        own = share_link.address("presenter", found, PresentWindow.PRESENTER)
    except SecretUnusable as problem:
        show.problem(problem)
        return
    with st.container(horizontal=True):
        st.link_button("Present", customers, type="primary", icon=":material/slideshow:")
        st.link_button("Presenter's window", own, icon=":material/co_present:")
    st.caption(
        "Present opens the window that the customer sees: full screen with F, on with the arrow keys or a remote, "
        f"{NOTES if who else NO_NOTES} The presenter's window follows it, and leads it. "
        f"Both links are good for {GOOD_FOR.days} days."
    )
    if not who:
        st.warning("Choose your name above to take notes while you present.", icon=":material/person:")


def presenter() -> None:
    """Everything the window shows."""
    there = share_link.opened(PresentWindow.PRESENTER)
    if there is None:
        return
    (found, about, opened), here = there, room(there[0].room)
    seen = here.version
    slides = opened.review.slides
    listen(found, opened, here, full=False)
    shown = min(here.slide, len(slides) - 1)
    show.headline(slides[shown].title, f"{about.account.name} · slide {shown + 1} of {len(slides)}")
    drawn = slide_pictures(opened.review, template_of(plans(), about.account_id), "presenter.drawing").now
    left, right = st.columns([3, 2], gap="large")
    with left:
        _picture(drawn, slides[shown])
        _notes(slides[shown])
        _reminders(_debrief(about), slides[shown])
    with right:
        _next(slides[shown + 1 : shown + 2], drawn)
        _clock(here)
        _commitments(opened)
    _follow(here, seen)


def _debrief(about: Subject) -> tuple[Reminder, ...]:
    return opened_debrief(plans(), about).plan.reminders


def _picture(drawn: Mapping[str, SlidePicture], slide: Slide) -> None:
    if found := drawn.get(slide.id):
        show_picture(found, slide)


def _notes(slide: Slide) -> None:
    st.markdown("## Notes", anchors=False)
    st.markdown(plain(slide.so_what) if slide.so_what else "*No key message was approved for this slide.*")
    for line in slide.notes.splitlines():
        st.caption(plain(line))


def _reminders(found: tuple[Reminder, ...], slide: Slide) -> None:
    """What to bear in mind now; never in the customer's window."""
    mine = [one for one in found if not one.slide or one.slide == slide.id.split(".")[0]]
    if mine:
        st.markdown("## Bear in mind", anchors=False)
        for one in mine:
            st.warning(plain(one.reminder), icon=":material/priority_high:")


def _next(following: tuple[Slide, ...], drawn: Mapping[str, SlidePicture]) -> None:
    st.markdown("## Next", anchors=False)
    for slide in following:
        _picture(drawn, slide)
        minutes = f" · {slide.minutes} min" if slide.minutes else ""
        st.markdown(f"{plain(slide.title)}{minutes}")
    if not following:
        st.markdown("This is the last slide.")


def _clock(here: PresentSession) -> None:
    key = "presenter.restart"
    if here.started and kept_button(
        "Restart the clock", key, of=f"{key}.{here.started}", icon=":material/restart_alt:"
    ):
        here.restart()
        st.rerun()


def _commitments(opened: OpenedReview) -> None:
    """What was noted in this review, so that nothing is noted twice."""
    made = commitments_there(opened.names)
    taken = [one for one in opened.file.plan.decisions if one.outcome != "wanted"]
    if made or taken or opened.file.plan.questions:
        st.markdown(f"## Noted, {opened.subject.warehouse.today:%d %b}", anchors=False)
    for words in (
        *(one.decision for one in taken),
        *(one.promise for one in made),
        *(one.question for one in opened.file.plan.questions),
    ):
        st.markdown(f"- {plain(words)}")


@st.fragment(run_every=LOOK)
def _follow(here: PresentSession, seen: int) -> None:
    """The customer's window moved on, or something was noted: show it."""
    if here.version != seen:
        st.rerun()
