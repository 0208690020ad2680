"""What can be set for one slide."""

from dataclasses import replace

import streamlit as st

from steward.briefings.customer.reviews.slide_library import MINUTES, MOST_EXHIBITS, Offer
from steward.briefings.customer.reviews.storyline import OWN_MINUTES
from steward.domain.identifiers import slug
from steward.domain.labels import told_apart
from steward.errors import PictureRefused, PlanNotSaved
from steward.plans.customer.review import Repeat, Shown, SlideChoice, SlideKind
from steward.services.reviews.opened import condition, keep_picture
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun
from steward.ui.plans.files import plans
from steward.ui.reviews.draft import ReviewDraft, worded

SHOWN = {Shown.ALWAYS: "Shown", Shown.NEVER: "Hidden", Shown.WHEN: "On condition"}
ONE = "One slide"


def slide_settings(draft: ReviewDraft, choice: SlideChoice) -> SlideChoice:
    """The fields of a slide; what they say goes into the draft at once, and is returned."""
    offer = draft.offers.get(choice.id)
    key = f"{draft.fields}.{slug(choice.id)}"
    with st.container(border=True, gap="small"):
        new = _first_row(draft, choice, offer, key)
        new = _so_what(draft, new, key)
        new = _content(draft, new, offer, key)
    if new != choice:
        draft.change(new)
    return new


def _first_row(draft: ReviewDraft, choice: SlideChoice, offer: Offer | None, key: str) -> SlideChoice:
    """Title, when it is shown, how long it is talked about."""
    left, middle, right = st.columns([3, 1.4, 1])
    proposed = offer.slide.title if offer and offer.slide else ""
    title = left.text_input("Title", placeholder=proposed, **begun(f"{key}.title", choice.title))
    shown = middle.selectbox("Shown", list(SHOWN), format_func=SHOWN.__getitem__, **begun(f"{key}.shown", choice.shown))
    usual, held = MINUTES.get(choice.id, OWN_MINUTES), None if choice.minutes is None else float(choice.minutes)
    minutes = right.number_input(
        "Minutes",
        0.0,
        240.0,
        None,
        step=1.0,
        format="%.0f",
        placeholder=str(usual),
        **begun(f"{key}.minutes", held, (0, 240)),
    )
    new = replace(choice, title=title.strip(), shown=shown, minutes=None if minutes is None else int(minutes))
    return _condition(draft, new, key) if shown is Shown.WHEN else new


def _condition(draft: ReviewDraft, choice: SlideChoice, key: str) -> SlideChoice:
    figures = draft.opened.material.figures(investment=True)
    said = st.text_input(
        "Condition", placeholder="service.sla_budget_used > 70",
        help="A figure and a limit. Figures: " + ", ".join(figure.id for figure in figures),
        **begun(f"{key}.when", choice.when),
    )  # fmt: skip
    read = condition(said)
    if not read:
        st.caption("Write a figure, a sign and a limit; until then the slide is shown.")
    elif (found := read.of(figures)) is None:
        st.caption(plain(f"There is no figure “{read.figure}”."))
    else:
        st.caption(
            plain(f"{found.label} is {found.text} now: the slide is {'shown' if read.holds(figures) else 'left out'}.")
        )
    return replace(choice, when=said.strip())


def _so_what(draft: ReviewDraft, choice: SlideChoice, key: str) -> SlideChoice:
    """What the figures mean: proposed, accepted or written."""
    proposal = draft.proposal(choice)
    left, right = st.columns([4.4, 1], vertical_alignment="bottom")
    said = left.text_input(
        "Key message", **begun(f"{key}.so_what", choice.so_what),
        placeholder=f"Suggested: {proposal}" if proposal else "What this means for the customer, in a line",
        help=f"Suggested from the figures: {plain(proposal)}" if proposal else None,
    ).strip()  # fmt: skip
    with right:
        if proposal and kept_button(
            "Approve", f"{key}.accept", of=f"{key}.accept.{proposal}", icon=":material/done:", enabled=said != proposal
        ):
            draft.accept(choice)
            st.rerun()
    return worded(replace(choice, so_what=said), choice, proposal)


def _content(draft: ReviewDraft, choice: SlideChoice, offer: Offer | None, key: str) -> SlideChoice:
    """Exhibits and repetition of a topic; words and picture of one's own."""
    if offer and offer.slide:
        choice = _exhibits(choice, offer, key)
    if choice.kind is SlideKind.PICTURE:
        choice = _picture(draft, choice, key)
    if choice.kind is not SlideKind.TOPIC or choice.id in ("challenges", "summary"):
        words = st.text_area(
            "Text", height=100, help="A point for each paragraph.", **begun(f"{key}.words", choice.words)
        )
        choice = replace(choice, words=words.strip())
    return choice


def _exhibits(choice: SlideChoice, offer: Offer, key: str) -> SlideChoice:
    left, right = st.columns([3, 1.4])
    titles = told_apart({shown.id: shown.title for shown in offer.choices})
    if len(titles) > 1:
        picked = left.multiselect(
            "Charts and tables", list(titles), format_func=titles.__getitem__, max_selections=MOST_EXHIBITS,
            select_all=False, placeholder="As proposed; choose up to two of the topic",
            **begun(f"{key}.exhibits", [one for one in choice.exhibits if one in titles]),
        )  # fmt: skip
        choice = replace(choice, exhibits=tuple(picked))
    if offer.repeats:
        options: list[Repeat | None] = [None, *offer.repeats]
        by = right.selectbox(
            "Repeat", options, format_func=lambda one: f"For each {one}" if one else ONE,
            **begun(f"{key}.repeat", choice.repeat if choice.repeat in options else None),
        )  # fmt: skip
        choice = replace(choice, repeat=by)
    return choice


def _picture(draft: ReviewDraft, choice: SlideChoice, key: str) -> SlideChoice:
    uploaded = st.file_uploader("Picture (PNG or JPEG)", type=["png", "jpg", "jpeg"], key=f"{key}.file")
    name = choice.picture
    if uploaded:
        subject = draft.opened.subject
        try:
            name = keep_picture(plans(), subject.account_id, subject.quarter, uploaded.getvalue())
        except (PictureRefused, PlanNotSaved) as refused:
            st.error(plain(str(refused)))
    alt = st.text_input("Alt text", help="For readers who cannot see it.", **begun(f"{key}.alt", choice.alt))
    return replace(choice, picture=name, alt=alt.strip())
