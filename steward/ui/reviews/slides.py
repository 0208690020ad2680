"""The slides of a review: all of them in a list, one with its settings and as it will look."""

from collections.abc import Mapping

import streamlit as st

from steward.briefings.customer.review import CustomerReview, Slide
from steward.exhibits.wording import counted
from steward.plans.customer.review import Shown, SlideChoice, SlideKind
from steward.services.reviews.opened import OpenedReview, composed, folder_of, pictures_of
from steward.services.reviews.slide_pictures import SlidePicture
from steward.services.reviews.templates import template_of
from steward.services.reviews.walk import Step
from steward.ui.kit import show
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import is_typed, put
from steward.ui.kit.views import open_view
from steward.ui.plans.files import plans
from steward.ui.plans.saving import asked_to_save, fields_of, follow, save
from steward.ui.reviews.draft import ReviewDraft
from steward.ui.reviews.pictures import show_picture, slide_pictures
from steward.ui.reviews.slide_settings import slide_settings
from steward.ui.reviews.sorter import Card, sort_slides

SELECTED = "review.slide"
NOT_NOW = "Its condition does not hold now."
ICONS = {Shown.ALWAYS: "", Shown.NEVER: " · hidden", Shown.WHEN: " · on condition"}


def arrange_slides(opened: OpenedReview, author: str) -> None:
    """Choose a slide, change it, see it."""
    draft, bar = ReviewDraft(opened), st.container()
    follow(draft.base, opened.file, is_typed(fields_of(opened.file)))
    over = st.container()
    left, right = st.columns([1, 3.1], gap="medium")
    with left:
        picked = _list(draft)
    with right:
        choice = next((one for one in draft.slides if one.id == picked), draft.slides[0])
        _tools(draft, choice)
        choice = slide_settings(draft, choice)
        review = _review(draft)
        with over:
            drawn = slide_pictures(review, template_of(plans(), opened.subject.account_id), "slides.drawing")
            _sort(draft, drawn.latest, choice.id)
        _preview(draft, choice, [one for one in review.slides if _is_of(one, choice.id)], drawn.now)
    # Drawn last, because what is typed below decides whether there is anything to save.
    with bar:
        _bar(draft, author)


def _bar(draft: ReviewDraft, author: str) -> None:
    """What can be done with all slides at once."""
    with st.container(horizontal=True, gap="small"):
        if asked_to_save(int(draft.changed), author, "slides.save", of=draft.fields, label="Save the slides"):
            if save(draft.base, draft.review, author):
                draft.saved()
            st.rerun()
        if draft.changed and kept_button("Discard", "slides.drop", of=f"{draft.fields}.drop"):
            draft.drop()
            st.rerun()
        label = f"Review {counted(draft.waiting, 'suggested message')}"
        if draft.waiting and st.button(label, icon=":material/auto_stories:", key="slides.messages"):
            open_view("step", Step.STORY)
            st.rerun()
        for kind, words, icon in (
            (SlideKind.TEXT, "Add a text slide", ":material/notes:"),
            (SlideKind.PICTURE, "Add a picture slide", ":material/image:"),
        ):
            if _pressed(words, f"slides.add.{kind}", draft.fields, icon):
                st.session_state[SELECTED] = draft.add(kind, st.session_state.get(SELECTED, ""))
                st.rerun()


def _list(draft: ReviewDraft) -> str:
    """All slides; the one that was picked, from the URL where a link named it."""
    names = {one.id: _label(number, draft, one) for number, one in enumerate(draft.slides, start=1)}
    wanted = in_address("slide") or st.session_state.get(SELECTED)
    current = wanted if wanted in names else next(iter(names))
    to_address("slide", ())
    put(f"{SELECTED}.radio", current, tuple(names.items()))
    picked = st.radio(
        "Slides", list(names), format_func=lambda key: names[key], key=f"{SELECTED}.radio", on_change=_picked,
        label_visibility="collapsed",
    )  # fmt: skip
    st.caption("Title, agenda and decisions are made from the meeting.")
    st.session_state[SELECTED] = picked
    return str(picked)


def _picked() -> None:
    st.session_state[SELECTED] = st.session_state[f"{SELECTED}.radio"]


def _label(number: int, draft: ReviewDraft, choice: SlideChoice) -> str:
    offer = draft.offers.get(choice.id)
    if offer and offer.slide is None:
        return f":gray[{number} · {plain(offer.name)} · no data]"
    said = f"{number} · {plain(draft.name(choice))}{ICONS[choice.shown]}"
    return f":gray[{said}]" if choice.shown is Shown.NEVER else said


def _tools(draft: ReviewDraft, choice: SlideChoice) -> None:
    """Move, and for one's own slides: remove."""
    of = f"{draft.fields}.{choice.id}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if _pressed("Move up", "slide.up", of, ":material/arrow_upward:"):
            draft.move(choice.id, -1)
            st.rerun()
        if _pressed("Move down", "slide.down", of, ":material/arrow_downward:"):
            draft.move(choice.id, 1)
            st.rerun()
        if choice.kind is not SlideKind.TOPIC and _pressed("Remove", "slide.remove", of, ":material/delete:"):
            draft.remove(choice.id)
            st.rerun()


def _pressed(label: str, key: str, of: str, icon: str) -> bool:
    """What changes the draft alone: nobody has to say who they are, and pressed twice it is done twice."""
    return kept_button(label, key, of=f"{of}.{key}", icon=icon, each=True)


def _sort(draft: ReviewDraft, drawn: Mapping[str, SlidePicture], shown: str) -> None:
    """All slides as they are in the deck, to open one or put it elsewhere; only where there are pictures of them."""
    if not drawn:
        return
    cards = [Card(one.id, draft.name(one), _first(drawn, one.id), _instead(draft, one)) for one in draft.slides]
    done = sort_slides(cards, shown, key="slides.sorter")
    if done.moved:
        draft.place(done.moved, done.to)
    if picked := done.moved or done.opened:
        st.session_state[SELECTED] = picked
        st.rerun()


def _first(drawn: Mapping[str, SlidePicture], slide_id: str) -> bytes | None:
    """A slide that goes on over several is told by its first."""
    return next((found.small for key, found in drawn.items() if key.split(".")[0] == slide_id.split(".")[0]), None)


def _instead(draft: ReviewDraft, choice: SlideChoice) -> str:
    offer = draft.offers.get(choice.id)
    if offer and offer.slide is None and not offer.written_by_hand:
        return "no data"
    return "hidden" if choice.shown is Shown.NEVER else "not now" if choice.shown is Shown.WHEN else "new"


def _preview(draft: ReviewDraft, choice: SlideChoice, slides: list[Slide], drawn: Mapping[str, SlidePicture]) -> None:
    """The slide as it will look, drawn from what is being typed; or why there is none."""
    offer = draft.offers.get(choice.id)
    if offer and offer.slide is None and not offer.written_by_hand:
        show.empty(f"This slide is left out: {offer.why.rstrip('.')}.")
        return
    if not slides:
        why = f"This slide is left out: {offer.why.rstrip('.')}." if offer and not offer.slide else NOT_NOW
        show.empty("The slide is hidden." if choice.shown is Shown.NEVER else why)
    for slide in slides:
        if found := drawn.get(slide.id):
            show_picture(found, slide)
            show.speakers_notes(slide)
        else:
            show.slide_preview(slide)


def _review(draft: ReviewDraft) -> CustomerReview:
    """The review with what is being arranged."""
    opened = draft.opened
    folder, arranged = (
        folder_of(plans(), opened.subject.account_id, opened.subject.quarter),
        opened.as_held(draft.review),
    )
    pictures = pictures_of(folder, arranged, opened.names.receipt("agenda", "slides"))
    return composed(opened.material, opened.names, arranged, pictures=pictures, frozen_on=opened.review.frozen_on)


def _is_of(slide: Slide, choice_id: str) -> bool:
    return slide.id == choice_id or slide.id.startswith(f"{choice_id}.")
