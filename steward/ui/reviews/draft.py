"""The slides as somebody is arranging them: kept for the session until they are saved or dropped."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from steward.briefings.customer.reviews.slide_library import Offer
from steward.domain.identifiers import slug
from steward.plans.customer.review import Review, Shown, SlideChoice, SlideKind
from steward.services.plans.files import entry_id
from steward.services.reviews.opened import OpenedReview, choices, offers
from steward.ui.kit.typed import begun, forget, typed
from steward.ui.plans.saving import base_of, fields_of, save

WORDS = ("title", "when", "so_what", "words", "alt")


class ReviewDraft:
    """One choice per slide, in order, with what is typed for any of them; it stays whatever else is saved meanwhile."""

    def __init__(self, opened: OpenedReview) -> None:
        self.opened = opened
        self.base = base_of(opened.file)
        self.fields = f"{fields_of(opened.file)}.slides"
        self.offers: dict[str, Offer] = offers(opened.material)
        self.begun = choices(self.offers, self.base.plan)
        self._key = begun(f"{self.fields}.draft", self.begun)["key"]
        self.slides: tuple[SlideChoice, ...] = tuple(map(self._as_typed, st.session_state[self._key]))
        self.keep(self.slides)

    def _as_typed(self, choice: SlideChoice) -> SlideChoice:
        """A slide with what stands in its fields, also where they left the screen before a run of the page saw it."""
        place = f"{self.fields}.{slug(choice.id)}"
        words = {name: typed(f"{place}.{name}", getattr(choice, name)).strip() for name in WORDS}
        return worded(replace(choice, **words), choice, self.proposal(choice))

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.slides != self.begun

    @property
    def review(self) -> Review:
        """The review with these slides."""
        plan: Review = self.base.plan
        return replace(plan, slides=self.slides) if self.changed else plan

    def keep(self, slides: Sequence[SlideChoice]) -> None:
        """Go on with these."""
        self.slides = tuple(slides)
        st.session_state[self._key] = self.slides

    def saved(self) -> None:
        """The file says so now; what was typed since stays in its field."""
        forget(f"{self.fields}.draft")

    def drop(self) -> None:
        """Back to what the file says."""
        forget(self.fields)

    def change(self, new: SlideChoice) -> None:
        """One slide otherwise."""
        self.keep([new if one.id == new.id else one for one in self.slides])

    def move(self, key: str, by: int) -> None:
        """One slide up or down."""
        order = list(self.slides)
        here = next(number for number, one in enumerate(order) if one.id == key)
        there = min(max(here + by, 0), len(order) - 1)
        order.insert(there, order.pop(here))
        self.keep(order)

    def place(self, key: str, at: int) -> None:
        """One slide at this place among all, from 0."""
        moved = next(one for one in self.slides if one.id == key)
        order = [one for one in self.slides if one.id != key]
        self.keep([*order[:at], moved, *order[at:]])

    def add(self, kind: SlideKind, behind: str) -> str:
        """A slide of one's own behind another; its id."""
        key = entry_id(f"my {kind} slide", [one.id for one in self.slides])
        place = next((number + 1 for number, one in enumerate(self.slides) if one.id == behind), len(self.slides))
        title = "A picture" if kind is SlideKind.PICTURE else "What we also want to say"
        self.keep([*self.slides[:place], SlideChoice(id=key, kind=kind, title=title), *self.slides[place:]])
        return key

    def remove(self, key: str) -> None:
        """A slide of one's own taken out."""
        self.keep([one for one in self.slides if one.id != key])

    @property
    def waiting(self) -> int:
        """How many suggested messages nobody has looked at yet."""
        shown = (one for one in self.slides if one.shown is not Shown.NEVER)
        return sum(bool(self.proposal(one)) and not one.so_what for one in shown)

    def accept(self, choice: SlideChoice) -> None:
        """Take the proposed line of a slide, whatever stands in its field."""
        proposal = self.proposal(choice)
        self.change(replace(choice, so_what=proposal, rests_on=proposal))
        forget(f"{self.fields}.{slug(choice.id)}.so_what")

    def proposal(self, choice: SlideChoice) -> str:
        """The line proposed for a slide."""
        offer = self.offers.get(choice.id)
        return offer.so_what if offer and offer.slide else ""

    def name(self, choice: SlideChoice) -> str:
        """What the slide is called in a list."""
        offer = self.offers.get(choice.id)
        return offer.name if offer else choice.title or choice.id


def save_with_draft(opened: OpenedReview, edit: Callable[[Review], Review], author: str) -> bool:
    """Save a change of the review on top of what is arranged and not saved yet, so that neither takes the other back.
    Whether it was saved."""
    draft = ReviewDraft(opened)
    if not save(draft.base, edit(draft.review), author):
        return False
    draft.saved()
    return True


def with_slide(draft: ReviewDraft, review: Review, slide: SlideChoice) -> Review:
    """The review with one slide otherwise; all others as they are chosen."""
    found = choices(draft.offers, review)
    return replace(review, slides=tuple(slide if one.id == slide.id else one for one in found))


def worded(new: SlideChoice, old: SlideChoice, proposal: str) -> SlideChoice:
    """A slide whose line somebody wrote; it rests on what was proposed then."""
    rests_on = old.rests_on if new.so_what == old.so_what else proposal if new.so_what else ""
    return replace(new, rests_on=rests_on)
