"""What a reader would see at once, measured on decks of the sample: nothing lies over anything, titles differ."""

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from steward.briefings.customer.reviews.storyline import composed
from steward.deck import customer_deck
from steward.deck.shapes.style import PLATE
from steward.plans.customer.review import Review, Shown, SlideChoice
from tests.reviews_made import about, account, material_of

ACCOUNTS = ("NW-1004", "NW-1007", "NW-1018")
SMALL = 914_400 // 40
"""A fortieth of an inch: rounding."""
EVERYTHING = ("value", "worth", "sizing", "peers", "renewal", "investment")


def _deck(home: Path, account_id: str) -> Any:
    """A deck with every slide there is, also those that a person has to ask for."""
    slides = tuple(SlideChoice(id=key, shown=Shown.ALWAYS) for key in EVERYTHING)
    names = about(account(home, account_id), home)
    review = composed(material_of(home, account_id), names, Review(account_id=account_id, slides=slides))
    return Presentation(io.BytesIO(customer_deck(review)))


def _boxes(slide: Any) -> Iterator[tuple[str, int, int, int, int]]:
    for shape in slide.shapes:
        empty = shape.has_text_frame and not shape.text_frame.text.strip()
        if shape.width and shape.height and not empty and shape.name != PLATE:
            left, top = shape.left or 0, shape.top or 0
            yield shape.name, left, top, left + shape.width, top + shape.height


def _meet(one: tuple[str, int, int, int, int], other: tuple[str, int, int, int, int]) -> bool:
    wide = min(one[3], other[3]) - max(one[1], other[1])
    high = min(one[4], other[4]) - max(one[2], other[2])
    return wide > SMALL and high > SMALL


@pytest.mark.parametrize("account_id", ACCOUNTS)
def test_nothing_lies_over_anything_and_titles_tell_slides_apart(account_id: str, sample_home: Path) -> None:
    slides = list(_deck(sample_home, account_id).slides)
    assert len(slides) > 10
    for number, slide in enumerate(slides, start=1):
        boxes = list(_boxes(slide))
        met = [(a[0], b[0]) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if _meet(a, b)]
        assert not met, (number, met)
    titles = Counter(slide.shapes.title.text for slide in slides)
    assert [title for title, times in titles.items() if times > 1] == []
