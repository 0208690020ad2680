"""The texts of a deck worked out without drawing it whole: those that the deck has, no more and no fewer."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from harbour import full_review
from packages import slides_of
from pptx.oxml.ns import qn
from tagged_review import tagged_review
from tagged_templates import whole
from templates import ODD, written

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck
from steward.deck.slides.overflow import cut_texts
from steward.exhibits import day_text
from steward.exhibits.wording import with_whole_days
from tests.reviews_made import customer_texts

LONG = "What you told us about everything that we did " * 9


@pytest.fixture(params=["ours", "tagged", "with slides"])
def template(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    """Our own, one with slides that show figures, and one with slides of its own."""
    made = {"ours": None, "tagged": whole, "with slides": ODD["with slides"]}[request.param]
    return None if made is None else written(tmp_path, "theirs.pptx", made())


def test_they_are_the_texts_of_the_deck(template: Path | None) -> None:
    review = _long(tagged_review() if template else full_review())
    drawn = [
        [text.text for text in slide._element.iter(qn("a:t")) if text.text]
        for slide in slides_of(customer_deck(review, template))
    ]
    texts = customer_texts(review, template)
    assert len(texts) == len(drawn) > 1
    whose, as_of = f"{review.company} · {review.quarter.spoken}", f"Figures as of {day_text(review.as_of)}"
    feet = {*map(with_whole_days, (whose, as_of, f"{whose} · {as_of}"))}
    for number, (alone, whole_slide) in enumerate(zip(texts, drawn, strict=True), start=1):
        assert not Counter(alone) - Counter(whole_slide)
        more = Counter(whole_slide) - Counter(alone)
        assert set(more) <= feet | {str(number), "‹#›"}, "only what stands at the foot of each is not worked out"
    assert cut_texts(texts) == cut_texts(drawn) != []


def _long(review: CustomerReview) -> CustomerReview:
    first, *rest = (replace(slide, title=LONG) if not slide.opening else slide for slide in review.slides)
    return replace(review, slides=(first, *rest))
