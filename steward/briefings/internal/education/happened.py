"""Introductions that happened and nobody wrote down: what was on the slides of a review, before whom."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from steward.domain.education import Introduced
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.plans.customer.review import Review, Shown
from steward.plans.customer.success_plan import Side
from steward.plans.internal.education import Education, Introduction

SLIDE = "offerings"


@dataclass(frozen=True)
class Happened:
    """Something at which products were shown. `key`: what tells it apart; `said`: in a sentence."""

    key: str
    said: str
    introductions: tuple[Introduction, ...]


def showed_offerings(review: Review) -> bool:
    """Whether a review that was held had the slide of what serves their goals."""
    held = review.meeting.held_on is not None
    return held and any(one.id == SLIDE and one.shown is not Shown.NEVER for one in review.slides)


def at_review(
    quarter: str, review: Review, products: Sequence[str], us: Collection[str], written: Education
) -> Iterator[Happened]:
    """The products on the slide, presented to each of theirs who was there, as far as it is not written down. `us`: the
    ids of our own people."""
    held = review.meeting.held_on
    theirs = [one.person for one in review.attendees if one.side is not Side.OURS and one.person not in us]
    made = _not_yet(
        written,
        (
            Introduction(
                contact=person,
                product=product,
                on=held,
                how=Introduced.PRESENTED,
                evidence=f"Review of {quarter}",
            )
            for person in theirs
            for product in products
        ),
    )
    if held and made:
        people, shown = {one.contact for one in made}, {one.product for one in made}
        said = (
            f"The review of {day_text(held)} showed {counted(len(shown), 'product')} to "
            f"{counted(len(people), 'person', 'people')}, which is not written down."
        )
        yield Happened(f"happened.{quarter}", said, made)


def _not_yet(written: Education, made: Iterable[Introduction]) -> tuple[Introduction, ...]:
    """Those of which nothing as close is written of that day."""
    known = {(one.contact, one.product, one.on) for one in written.introductions if one.how.shows}
    return tuple(one for one in made if (one.contact, one.product, one.on) not in known)
