"""The slides as somebody is arranging them: kept for the session until they are saved or dropped."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from steward.briefings.customer.reviews.slide_library import Offer
from steward.plans.customer.review import Review, Shown, SlideChoice, SlideKind
from steward.plans.files.changes import entry_id
from steward.services.reviews import OpenedReview, choices, offers


class Draft:
    """One choice per slide, in order; the state of the file it began from decides whether it still holds."""

    def __init__(self, opened: OpenedReview) -> None:
        self.opened = opened
        self.offers: dict[str, Offer] = offers(opened.material)
        self._key = f"review.draft.{opened.subject.account_id}.{opened.subject.quarter}"
        digest, held = st.session_state.get(self._key, ("", ()))
        begun = choices(self.offers, opened.file.plan)
        self.slides: tuple[SlideChoice, ...] = held if held and digest == opened.file.digest else begun
        self.begun = begun

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.slides != self.begun

    @property
    def review(self) -> Review:
        """The review with these slides."""
        return replace(self.opened.file.plan, slides=self.slides) if self.changed else self.opened.file.plan

    def keep(self, slides: Sequence[SlideChoice]) -> None:
        """Go on with these."""
        self.slides = tuple(slides)
        st.session_state[self._key] = (self.opened.file.digest, self.slides)

    def drop(self) -> None:
        """Back to what the file says."""
        st.session_state.pop(self._key, None)
        self.slides = self.begun

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

    def accept_all(self) -> int:
        """Take every proposed line where there is none yet; how many."""
        waiting = [
            one for one in self.slides if one.shown is not Shown.NEVER and not one.so_what and self.proposal(one)
        ]
        taken = {one.id: accepted(one, self.proposal(one)) for one in waiting}
        self.keep([taken.get(one.id, one) for one in self.slides])
        return len(taken)

    def proposal(self, choice: SlideChoice) -> str:
        """The line proposed for a slide."""
        offer = self.offers.get(choice.id)
        return offer.so_what if offer and offer.slide else ""

    def name(self, choice: SlideChoice) -> str:
        """What the slide is called in a list."""
        offer = self.offers.get(choice.id)
        return offer.name if offer else choice.title or choice.id


def accepted(choice: SlideChoice, proposal: str) -> SlideChoice:
    """The slide with the proposed line, and what it rested on."""
    return replace(choice, so_what=proposal, rests_on=proposal)
