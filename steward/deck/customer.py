"""The customer's deck: a review on a template. Takes a CustomerReview and nothing else."""

from pathlib import Path

from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.reviews.slide_library import NAMES
from steward.deck.drawing import deck_of, ids_of, measured_of
from steward.deck.measured import MeasuredSlide
from steward.deck.model import Content
from steward.deck.own_slides.tag_values import tag_values
from steward.deck.receipts.model import facts_of
from steward.deck.templates.opened import prepared

_DECISIONS = ("decisions", "Decisions and next steps")


def customer_deck(review: CustomerReview, template: Path | None = None) -> bytes:
    """The review as a .pptx; a template's tagged title slide takes the place of ours. Raises TemplateRefused."""
    return deck_of(_content(review, template), template, tag_values(review))


def customer_measured(review: CustomerReview, template: Path | None = None) -> list[MeasuredSlide]:
    """What stands on each slide of that deck, in about half of the time. Raises TemplateRefused."""
    return measured_of(_content(review, template), template, tag_values(review))


def customer_slides(review: CustomerReview, template: Path | None = None) -> tuple[str, ...]:
    """Which slide of the review each slide of that deck is, by its id; empty where it is the template's own. One that
    goes on with another has that one's id with its number (`voice:2`).

    A template's title slide that takes the place of ours is ours. Raises TemplateRefused."""
    own, content = prepared(template).own, _content(review, template)
    theirs = [""] * (own.before + own.after)
    if own.opens:
        theirs[0] = next((slide.id for slide in review.slides if slide.opening), "")
    return own.in_order(theirs, ids_of(content, template), opening=content.opens)


def _content(review: CustomerReview, template: Path | None) -> Content:
    own = prepared(template).own
    return Content(
        title=f"{review.account_name}: business review {review.quarter.spoken}",
        subject="Business review",
        author=review.company,
        period=review.quarter.spoken,
        as_of=review.as_of,
        slides=review.slides[1:] if own.opens and review.slides[0].opening else review.slides,
        about=facts_of(review),
        figures=review.figures,
        topics=_topics(review),
    )


def _topics(review: CustomerReview) -> dict[str, str]:
    """The slide that begins each topic of the agenda: by the name of its kind, else by its own title."""
    found = {_DECISIONS[1]: _DECISIONS[0]}
    for slide in review.slides:
        if not slide.opening:
            found.setdefault(NAMES.get(slide.id.partition(":")[0], slide.title), slide.id)
    return found
