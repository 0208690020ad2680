"""The window the customer sees: one slide, what lies behind a bar, an earlier quarter, and notes saved at once."""

from dataclasses import replace
from typing import Any

import streamlit as st

from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.subject import Subject
from steward.errors import StewardError
from steward.plans.customer.meeting_notes import Note
from steward.plans.customer.review import Outcome
from steward.services.plans.files import identity
from steward.services.reviews.meeting_notes import labels, save_note
from steward.services.reviews.opened import OpenedReview, subject
from steward.services.reviews.templates import template_of, theme_of
from steward.ui.kit import show
from steward.ui.kit.cache import kept, warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.reader import reader
from steward.ui.present import share_link
from steward.ui.present.present_session import PresentSession, room
from steward.ui.present.remote import RemoteAction, remote
from steward.ui.present.signed_link import Link, PresentWindow
from steward.ui.present.stage import Screen, show_behind, show_slide

LOOK = 1.0
"""Seconds between two looks at what the other window did."""
HEIGHT, WIDTH = 900, 1600
QUARTERS = 5
KEY = "present.remote"
OPENED, ANSWERS, HEARD, QUARTER, TALL, WIDE, NONCE = (
    f"present.{name}" for name in ("opened", "answers", "heard", "quarter", "height", "width", "nonce")
)
UNREAD = "This note could not be read; write it once more."


def present() -> None:
    """Everything the window shows."""
    if share_link.is_closed():
        show.empty("The review is closed. You can close this window.")
        return
    there = share_link.opened(PresentWindow.CUSTOMER)
    if there is None:
        return
    (found, about, opened), here = there, room(there[0].room)
    seen = here.version
    listen(found, opened, here, full=True)
    _stage(about, opened, here)
    _follow(here, seen)


def listen(found: Link, opened: OpenedReview, here: PresentSession, *, full: bool) -> None:
    """The remote control; what it says is done before anything is drawn. `full`: it is the customer's window."""
    window = PresentWindow.CUSTOMER if full else PresentWindow.PRESENTER
    # Where people sign in, a note is of who writes it, whoever made the link.
    who = reader().name or found.who
    own = {"full": full, "notes": bool(who), "room": found.room}
    outbox = f"{window}/{opened.subject.account_id}/{opened.subject.quarter}"
    remote(
        {**told(opened, here), **own, "outbox": outbox},
        key=f"{KEY}.{window}", act=lambda said: done(said, opened, here, who),
    )  # fmt: skip


def told(opened: OpenedReview, here: PresentSession) -> dict[str, Any]:
    """What the remote control shows of a review, and what became of the notes it sent: empty, or why not saved."""
    slides = opened.review.slides
    shown = min(here.slide, len(slides) - 1)
    return {
        "slide": shown,
        "count": len(slides),
        # Where a meeting ends: what stands behind the decisions is looked up and not gone through.
        "decided": next((number for number, slide in enumerate(slides) if slide.id == "decisions"), len(slides) - 1),
        "started": here.started,
        "until": sum(slide.minutes or 0 for slide in slides[: shown + 1]),
        "whole": sum(slide.minutes or 0 for slide in slides),
        "people": people(opened.names, opened),
        "wanted": {identity(one): one.decision for one in opened.file.plan.decisions if one.outcome is Outcome.WANTED},
        "opened": bool(st.session_state.get(OPENED)),
        "answers": st.session_state.get(ANSWERS, {}),
        # A note that is sent again may get the same answer: the window is drawn only where something is another.
        "heard": st.session_state.get(HEARD, 0),
        "fresh": here.fresh,
    }


def people(names: PlanSubject, opened: OpenedReview) -> list[str]:
    """Who may own a commitment: those who take part, and the people of this account; of one name each only once."""
    named, present = labels(names), [one.person for one in opened.file.plan.attendees]
    return [named.get(key, key) for key in dict.fromkeys([*present, *names.contacts])]


def done(said: RemoteAction, opened: OpenedReview, here: PresentSession, who: str) -> None:
    """Do what somebody asked for."""
    for key, pixels in ((TALL, said.height), (WIDE, said.width)):
        if pixels:
            st.session_state[key] = pixels
    if said.was is not None:
        here.resume(said.was, len(opened.review.slides), said.started)
    if said.to is not None:
        here.show(said.to, len(opened.review.slides))
        st.session_state.pop(OPENED, None)
    if said.back:
        _close()
    if said.notes and who:
        # They come again until they are answered; the file knows those it holds, also after a new start.
        st.session_state[ANSWERS] = {number: noted(note, opened, who) for number, note in said.notes.items()}
        st.session_state[HEARD] = st.session_state.get(HEARD, 0) + 1
        here.changed()
    if said.leave:
        share_link.close()


def noted(note: Note | None, opened: OpenedReview, who: str) -> str:
    """Save a note; why it was not saved, or nothing. An owner chosen from the list is written by id; a name that
    several have stays a name."""
    if note is None:
        return UNREAD
    about, ids = opened.subject, {label: key for key, label in labels(opened.names).items()}
    known = replace(note, owner=ids.get(note.owner, note.owner))
    try:
        save_note(share_link.plans(), about.account_id, str(about.quarter), known, who, opened.subject.warehouse.today)
    except StewardError as refused:
        return str(refused)
    return ""


def _close() -> None:
    """Back to the slide; the chart forgets what was clicked."""
    st.session_state.pop(OPENED, None)
    st.session_state[NONCE] = st.session_state.get(NONCE, 0) + 1


def _stage(about: Subject, opened: OpenedReview, here: PresentSession) -> None:
    """The slide of the review, or of an earlier quarter's, or what lies behind a bar."""
    review = _of_quarter(about, opened)
    screen = Screen(st.session_state.get(WIDE, WIDTH), st.session_state.get(TALL, HEIGHT))
    slide = review.slides[min(here.slide, len(review.slides) - 1)]
    if review.quarter != opened.review.quarter:
        same = next((one for one in review.slides if one.id == opened.review.slides[here.slide].id), None)
        slide = same or slide
    colours = _colours(about)
    behind = st.session_state.get(OPENED)
    if behind and behind[1] in review.behind(behind[0]):
        show_behind(review.behind(behind[0])[behind[1]], behind[1], screen, colours)
        return
    wanted = show_slide(review, slide, screen, colours)
    if wanted:
        st.session_state[OPENED] = wanted
        st.rerun()


def _of_quarter(about: Subject, opened: OpenedReview) -> CustomerReview:
    """The review, or the same slides of an earlier quarter of this account, said plainly."""
    own = str(about.quarter)
    quarters = [str(one) for one in sorted(warehouse().quarters, reverse=True) if one <= about.quarter][:QUARTERS]
    quarters = quarters if len(opened.accounts) == 1 else [own]
    chosen = st.session_state.get(QUARTER)
    with st.container(key="period", horizontal=True, horizontal_alignment="right"):
        if chosen and chosen != own:
            st.warning(plain(f"These are figures of {_spoken(chosen)}, not of the review."), icon=":material/history:")
        st.selectbox(
            "Quarter", quarters, quarters.index(own) if own in quarters else 0, format_func=_spoken, key=QUARTER,
            label_visibility="collapsed", width=140,
        )  # fmt: skip
    if not chosen or chosen == own:
        return opened.review
    return share_link.review_of(subject(warehouse(), about.account_id, chosen)).review


def _spoken(label: str) -> str:
    year, _, quarter = label.partition("-")
    return f"{quarter} {year}"


def _colours(about: Subject) -> tuple[str, ...]:
    """The accents of the account's template, so that the meeting looks like the deck; none where it has no template."""
    template = template_of(share_link.plans(), about.account_id)
    if template is None:
        return ()
    return kept(lambda: theme_of(template).accents, "template colours", template, template.stat().st_mtime_ns)


@st.fragment(run_every=LOOK)
def _follow(here: PresentSession, seen: int) -> None:
    """The other window moved on, or something was noted: show it."""
    if here.version != seen:
        st.rerun()
