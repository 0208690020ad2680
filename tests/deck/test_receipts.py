"""What a deck carries about itself: every figure and exhibit, exact, customer-safe, and the same each time."""

import re
from collections.abc import Iterator

import pytest
from harbour import full_review
from package_check import faults
from packages import parts_of

from steward.briefings.customer.review import CustomerReview
from steward.deck import Content, customer_deck, deck_of
from steward.deck.receipts.model import FigureDrawn, Receipts
from steward.deck.receipts.read import read_receipts
from steward.deck.receipts.xml import written
from steward.exhibits import SeriesChart, changed, facts_of

PART = "customXml/item1.xml"


@pytest.fixture(scope="module")
def receipts(deck: bytes) -> Receipts:
    found = read_receipts(parts_of(deck)[PART])
    assert found
    return found


def figures(found: Receipts) -> Iterator[FigureDrawn]:
    for slide in found.slides:
        yield from slide.figures


def test_they_say_whose_deck_it_is(review: CustomerReview, receipts: Receipts) -> None:
    about = receipts.about
    assert (about.account_id, about.account_name) == (review.account_id, review.account_name)
    assert (about.quarter, about.as_of, about.frozen_on) == (str(review.quarter), review.as_of, None)


def test_every_figure_and_exhibit_is_named_on_its_slide(review: CustomerReview, receipts: Receipts) -> None:
    for content, slide in zip(review.slides, receipts.slides, strict=True):
        assert slide.id == content.id
        assert [each.id for each in slide.figures] == [figure.id for figure in content.figures]
        assert [each.id for each in slide.exhibits] == [exhibit.id for exhibit in content.exhibits]


def test_figures_keep_the_exact_value_beside_the_text(review: CustomerReview, receipts: Receipts) -> None:
    given = [figure for slide in review.slides for figure in slide.figures]
    for figure, each in zip(given, figures(receipts), strict=True):
        assert each.value == (None if figure.value is None else float(figure.value))
        assert each.text == " ".join(figure.text.split())
        assert each.unit == figure.unit


def test_charts_keep_every_value(review: CustomerReview, receipts: Receipts) -> None:
    given = {each.id: each for slide in review.slides for each in slide.exhibits}
    charts = [each for slide in receipts.slides for each in slide.exhibits if isinstance(given[each.id], SeriesChart)]
    assert len(charts) > 3
    for each in charts:
        assert changed(each.facts, facts_of(given[each.id])) == ()


def test_what_is_written_is_what_is_read(receipts: Receipts) -> None:
    assert read_receipts(written(receipts)) == receipts


def test_no_table_of_ours_and_no_filter_is_named(deck: bytes) -> None:
    text = parts_of(deck)[PART].decode()
    assert "customer." not in text and "internal." not in text and "where" not in re.findall(r"(\w+)=", text)


def test_the_same_review_gives_the_same_bytes(review: CustomerReview, deck: bytes) -> None:
    assert customer_deck(review) == deck


def test_another_value_gives_another_document_with_another_id(review: CustomerReview, deck: bytes) -> None:
    other = parts_of(customer_deck(full_review(account_name="Somebody Else")))
    name = "customXml/itemProps1.xml"
    assert other[name] != parts_of(deck)[name]


def test_the_deck_opens_without_repair(deck: bytes) -> None:
    assert faults(deck) == []


def test_names_that_are_markup_stay_names() -> None:
    name = '</receipts> & "quoted" \x07 <name>'
    found = read_receipts(parts_of(customer_deck(full_review(account_name=name)))[PART])
    assert found and found.about.account_name == '</receipts> & "quoted" <name>'


def test_a_deck_about_nobody_carries_none(review: CustomerReview) -> None:
    content = Content("Map", "Map", "Us", "Q3 2026", review.as_of, review.slides[:2])
    assert not [name for name in parts_of(deck_of(content)) if name.startswith("customXml")]


@pytest.mark.parametrize(
    "damage",
    [
        b'<receipts xmlns="urn:steward:receipts" format="1"/>',
        b'<receipts xmlns="urn:steward:receipts" format="99" account_id="A" quarter="2026-Q3" as_of="2026-09-30"/>',
        b'<receipts xmlns="urn:steward:receipts" format="1" account_id="A" quarter="2026-Q3" as_of="yesterday"/>',
    ],
)
def test_damaged_receipts_are_not_believed(damage: bytes) -> None:
    with pytest.raises(ValueError):
        read_receipts(damage)


def test_another_programs_document_is_not_ours() -> None:
    assert read_receipts(b'<properties xmlns="urn:else"/>') is None
