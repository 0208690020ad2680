"""What the data and the plans say today on an account and quarter, whatever its review has frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.reviews.storyline import composed
from steward.briefings.customer.subject import Subject
from steward.exhibits import CustomerExhibit, Figure
from steward.plans.files.store import Plans
from steward.services.reviews.as_known import agreed_then, held_then
from steward.services.reviews.opened import folder_of, opened_files, pictures_of


@dataclass(frozen=True)
class Today:
    """Everything that a deck of the account and quarter may show, by id."""

    as_of: date
    figures: Mapping[str, Figure]
    exhibits: Mapping[str, CustomerExhibit]


def today(about: Subject, plans: Plans) -> Today:
    """Everything that a deck of this account and quarter may show, from the data and plans as they are now."""
    file, agreed = opened_files(plans, about.account_id, about.quarter)
    names = agreed_then(about, plans, file.plan, agreed)
    found = material(names)
    pictures = pictures_of(
        folder_of(plans, about.account_id, about.quarter), file.plan, names.receipt("agenda", "slides")
    )
    review = composed(found, names, held_then(about, plans, file), investment=True, pictures=pictures)
    return Today(about.as_of, _figures(review), {each.id: each for each in _exhibits(found, review)})


def _figures(review: CustomerReview) -> Mapping[str, Figure]:
    on_slides = [figure for slide in review.slides for figure in slide.figures]
    return {each.id: each for each in (*on_slides, *review.figures)}


def _exhibits(found: Material, review: CustomerReview) -> Iterator[CustomerExhibit]:
    """Those of every slide there could be, as well as of those there are."""
    for offer in offers(found).values():
        yield from offer.slide.exhibits if offer.slide else ()
        yield from offer.choices
        yield from (one for slides in (offer.repeats or {}).values() for slide in slides for one in slide.exhibits)
    yield from (one for detail in review.details for one in detail.exhibits)
    yield from review.exhibits
    yield from (one for slide in review.slides for one in slide.exhibits)
