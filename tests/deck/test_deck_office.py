"""Another program opens the deck and draws every slide."""

from collections.abc import Callable
from pathlib import Path

import pytest

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck


@pytest.mark.office
def test_libreoffice_draws_every_slide(review: CustomerReview, deck: bytes, rendered: Callable[[bytes], int]) -> None:
    assert rendered(deck) == len(review.slides)


@pytest.mark.office
@pytest.mark.parametrize("name", ["unhcr_16x9.pptx", "rstudio.potx"])
def test_libreoffice_draws_a_deck_on_a_real_template(
    name: str, review: CustomerReview, real: Path, rendered: Callable[[bytes], int]
) -> None:
    assert rendered(customer_deck(review, real / "templates" / name)) == len(review.slides)
