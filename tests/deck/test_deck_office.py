"""Another program opens the deck and draws every slide."""

from collections.abc import Callable
from pathlib import Path

import pytest
from packages import slides_of
from templates import ODD, written

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck
from tests.examples import EVERYTHING


@pytest.mark.every
@pytest.mark.office
def test_libreoffice_draws_every_slide(review: CustomerReview, deck: bytes, rendered: Callable[[bytes], int]) -> None:
    assert rendered(deck) == len(review.slides)


@pytest.mark.every
@pytest.mark.office
def test_libreoffice_draws_a_deck_on_every_template(
    review: CustomerReview, real: Path, tmp_path: Path, all_rendered: Callable[[dict[str, bytes]], dict[str, int]]
) -> None:
    theirs = sorted((real / "templates").iterdir())
    assert len(theirs) >= 4
    decks = {each.stem: customer_deck(review, each) for each in (theirs if EVERYTHING else theirs[:1])}
    for kind in ODD if EVERYTHING else sorted(ODD)[::12]:
        decks[kind] = customer_deck(review, written(tmp_path, "odd.pptx", ODD[kind]()))
    slides = {name: len(slides_of(deck)) for name, deck in decks.items()}
    assert min(slides.values()) == len(review.slides), "on a small page what has no room goes on on another"
    assert all_rendered(decks) == slides
