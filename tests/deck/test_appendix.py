"""The appendix begins with a slide of its own, the agenda leads to it, and it counts for nothing but that."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck, customer_measured, customer_slides
from steward.deck.slides.overflow import cut_texts
from steward.plans.customer.review import Shown, SlideChoice
from tests.reviews_made import review


@pytest.fixture(scope="module")
def made(sample_home: Path) -> CustomerReview:
    """The review of a busy account with the investment summary."""
    return review(sample_home, SlideChoice(id="investment", shown=Shown.ALWAYS))


def _slides(made: CustomerReview) -> dict[str, Any]:
    deck = Presentation(io.BytesIO(customer_deck(made)))
    return dict(zip(customer_slides(made), deck.slides, strict=True))


def test_it_stands_between_the_decisions_and_what_is_looked_up(made: CustomerReview) -> None:
    ids = [slide.id for slide in made.slides]
    assert ids[ids.index("decisions") :] == ["decisions", "appendix", "investment", "definitions"]
    [divider] = [slide for slide in made.slides if slide.id == "appendix"]
    assert (divider.title, divider.points) == ("Appendix", ("Investment summary", "How the figures are made"))
    assert divider.minutes is None


def test_a_press_on_the_agenda_leads_to_it(made: CustomerReview) -> None:
    slides = _slides(made)
    [note] = [shape for shape in slides["agenda"].shapes if shape.name == "note:review.agenda"]
    assert note.text_frame.text == "Appendix: Investment summary and How the figures are made"
    assert note.click_action.target_slide == slides["appendix"]
    assert cut_texts(one.texts for one in customer_measured(made) if one.id == "agenda") == []


def test_without_an_appendix_there_is_neither(made: CustomerReview) -> None:
    short = replace(made, slides=tuple(one for one in made.slides if one.id in ("title", "agenda", "decisions")))
    [note] = [shape for shape in _slides(short)["agenda"].shapes if shape.name == "note:review.agenda"]
    assert note.click_action.hyperlink.address is None and note.click_action.target_slide is None
