"""What is on which slide, as text in a golden file, and the commitments every slide keeps."""

import os
from pathlib import Path

from harbour import full_review
from packages import outline, plain, slides_of

from steward.briefings.customer.review import CustomerReview, Slide
from steward.deck import customer_deck

GOLDEN = Path(__file__).parents[1] / "golden" / "deck_outline.txt"


def test_the_outline_of_the_deck(deck: bytes) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(outline(deck) + "\n", encoding="utf-8")
    assert outline(deck) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_every_title_stands_in_the_titles_place(review: CustomerReview, deck: bytes) -> None:
    assert [plain(slide.shapes.title.text) for slide in slides_of(deck)] == [slide.title for slide in review.slides]


def test_sentences_stand_in_placeholders(review: CustomerReview, deck: bytes) -> None:
    for content, slide in zip(review.slides, slides_of(deck), strict=True):
        said = [
            plain(p.text)
            for holder in slide.placeholders
            if holder.has_text_frame
            for p in holder.text_frame.paragraphs
        ]
        assert set(content.points) <= set(said)


def test_nothing_waits_to_be_clicked(deck: bytes) -> None:
    for slide in slides_of(deck):
        assert all(holder.text_frame.text for holder in slide.placeholders)


def test_the_footer_says_who_and_when(deck: bytes) -> None:
    for number, slide in enumerate(slides_of(deck), start=1):
        said = {holder.placeholder_format.type.name: holder.text_frame.text for holder in slide.placeholders}
        if number > 1:
            assert plain(said["FOOTER"]) == "Meridian Networks · Q3 2026"
            assert said["SLIDE_NUMBER"] == str(number)


def test_notes_only_where_there_are_some(review: CustomerReview, deck: bytes) -> None:
    for content, slide in zip(review.slides, slides_of(deck), strict=True):
        assert slide.has_notes_slide == bool(content.notes)
        if content.notes:
            assert slide.notes_slide.notes_text_frame.text == content.notes


def test_nothing_leaves_the_slide(deck: bytes) -> None:
    for slide in slides_of(deck):
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= 12_192_000
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.top >= 0 and shape.top + height <= 6_858_000


def test_a_review_without_an_opening_or_any_slide() -> None:
    assert slides_of(customer_deck(full_review(slides=()))) == []
    bare = Slide(id="bare", title="Only a title")
    (slide,) = slides_of(customer_deck(full_review(slides=(bare,))))
    assert slide.shapes.title.text == "Only a title"


def test_a_very_long_title_keeps_to_two_lines() -> None:
    slide = Slide(id="long", title="Availability " * 60)
    (made,) = slides_of(customer_deck(full_review(slides=(slide,))))
    assert made.shapes.title.text.endswith("…")
    assert len(made.shapes.title.text) < 230


def test_more_sentences_than_fit_are_counted() -> None:
    slide = Slide(id="many", title="Many", points=tuple(f"Point {n} with a few more words to it" for n in range(400)))
    (made,) = slides_of(customer_deck(full_review(slides=(slide,))))
    said = made.placeholders[1].text_frame.text
    assert "and " in said.splitlines()[-1] and said.endswith("more")
