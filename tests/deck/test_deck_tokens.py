"""Tokens in a template: replaced wherever they stand and however they are cut up; nothing invented, nothing left."""

import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from package_check import faults
from packages import parts_of, plain, slides_of
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Inches
from tagged_review import tagged_review
from tagged_templates import describe, runs, saved, says, with_one
from templates import written

from steward.briefings.customer.review import CustomerReview
from steward.deck import TagOutcome, customer_deck, template_report
from steward.deck.own_slides.tokens import fill_address, fill_paragraph, fill_tree, names_in, paragraph_text, replaced
from steward.deck.shapes.paragraphs import NAMESPACES
from steward.deck.shapes.text import clean
from tests.examples import first

SHOUT = {"a": "ALPHA", "b.c": "BETA"}


def say(name: str) -> str:
    return SHOUT.get(name, "–")


def said(template: bytes, folder: Path, review: CustomerReview | None = None) -> list[str]:
    """What the template's own slide says in the deck: one text a shape."""
    review = review or tagged_review()
    (slide, *_) = [
        slide
        for slide in slides_of(customer_deck(review, written(folder, "tokens.pptx", template)))
        if slide.shapes.title is None or plain(slide.shapes.title.text) not in {each.title for each in review.slides}
    ]
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_what_stands_for_what(tmp_path: Path) -> None:
    stands = {
        "account.name": "Harbour & Vale",
        "account.id": "harbour-vale",
        "company": "Meridian Networks",
        "quarter": "Q3 2026",
        "as_of": "30 Sep 2026",
        "service.availability": "99.950\u202f%",
        "Service.Availability": "99.950\u202f%",
        "service.availability.delta": "+0.050 pt on Q2 2026",
        "service.availability.previous": "99.900\u202f%",
        "service.availability.label": "Availability",
        "service.availability.note": "of all services",
        "spend.mrr.note": "",
        "spend.mrr.delta": "–",
        "voice.nps": "–",
        "health.score": "–",
        "": "–",
        "slides": "–",
    }
    tokens = " ".join(f"[{{{{ {token} }}}}]" for token in stands)
    assert said(says(tokens), tmp_path) == [" ".join(f"[{text}]" for text in stands.values())]


def test_a_token_cut_into_runs_takes_the_looks_of_its_first(tmp_path: Path) -> None:
    deck = customer_deck(
        tagged_review(), written(tmp_path, "cut.pptx", says("With {", "{acc", "ount.name}", "} today"))
    )
    (paragraph,) = [
        shape.text_frame.paragraphs[0]
        for slide in slides_of(deck)
        for shape in slide.shapes
        if shape.has_text_frame and shape.text_frame.text.startswith("With")
    ]
    assert [(run.text, run.font.bold) for run in paragraph.runs] == [("With Harbour & Vale", False), (" today", False)]


PIECES = st.lists(st.sampled_from(["{{a}}", "{{ b.c }}", "{{no}}", "x", "{", "}", "{{", "}}", " ", "é&<"]), max_size=9)


@given(pieces=PIECES, cuts=st.lists(st.integers(0, 40), max_size=6))
def test_law_cuts_change_nothing(pieces: Sequence[str], cuts: Sequence[int]) -> None:
    text = "".join(pieces)
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    paragraph = parse_xml(f"<a:p {NAMESPACES}/>")
    for start, end in pairwise(places):
        paragraph.add_r(text[start:end])
    fill_paragraph(paragraph, say)
    assert paragraph_text(paragraph) == replaced(text, say)
    assert not {"a", "b.c", "no"} & set(names_in(text)) or paragraph_text(paragraph) != text


@given(value=st.text(max_size=20))
def test_law_what_is_put_in_is_not_looked_at_again(value: str) -> None:
    assert replaced("{{a}} {{a}}", lambda _: value) == f"{value} {value}"


def test_many_braces_take_no_time() -> None:
    assert replaced("{" * 200_000, say) == "{" * 200_000
    assert names_in("{{a" * 100_000) == []


def test_a_break_ends_a_token_and_fields_hold_one() -> None:
    xml = (
        f"<a:p {NAMESPACES}><a:r><a:t>{{{{a</a:t></a:r><a:br/><a:r><a:t>}}}}</a:t></a:r>"
        '<a:fld id="{1}" type="x"><a:t>{{a}}</a:t></a:fld></a:p>'
    )
    paragraph = etree.fromstring(xml)
    fill_tree(paragraph, say)
    assert paragraph_text(paragraph) == "{{a\n}}ALPHA"


def test_addresses_are_quoted() -> None:
    assert fill_address("https://x.example/%7B%7Ba%7D%7D?q={{b.c}}", lambda name: f"{name}/&") == (
        "https://x.example/a%2F%26?q=b.c%2F%26"
    )
    assert fill_address("https://x.example/%7Bplain%7D", say) == "https://x.example/%7Bplain%7D"


NASTY = ["{{x}}", "{{company}}", "<b>&amp;</b>", "a\x00b\x1bc", "half \ud83d", "{{chart:spend}}", "%7B%7Bcompany%7D%7D"]


@pytest.mark.parametrize("name", first(2, NASTY))
def test_a_hostile_name_is_text(name: str, tmp_path: Path) -> None:
    def make(slide: Any) -> None:
        shape = slide.shapes.add_textbox(0, 0, Inches(5), Inches(1))
        runs(shape.text_frame.paragraphs[0], "{{account", ".name}}", " of {{company}}")
        describe(shape, "About {{account.name}}")
        slide.notes_slide.notes_text_frame.text = "{{account.name}}"

    review = tagged_review(account_name=name, company=name)
    file = written(tmp_path, "hostile.pptx", with_one(make))
    deck = customer_deck(review, file)
    slide = slides_of(deck)[1]
    assert slide.shapes[0].text_frame.text == f"{clean(name)} of {clean(name)}"
    assert slide.shapes[0]._element[0].xpath("p:cNvPr/@descr") == [f"About {clean(name)}"]
    assert slide.notes_slide.notes_text_frame.text == clean(name)
    assert faults(deck) == []
    assert [use.outcome for use in template_report(file, review).uses] == [TagOutcome.WRITTEN] * 4


def test_layouts_and_masters_are_filled_too(tmp_path: Path) -> None:
    presentation = Presentation()
    for owner in (presentation.slide_master, presentation.slide_layouts[1]):
        shape = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes.add_textbox(0, 0, 9, 9)
        shape.text_frame.text = "For {{account.name}}, {{nonsense}}"
        owner.shapes._spTree.append(shape._element)
    deck = customer_deck(tagged_review(), written(tmp_path, "layouts.pptx", saved(presentation)))
    made = Presentation(io.BytesIO(deck))
    for owner in (made.slide_master, made.slide_layouts[1]):
        assert owner.shapes[-1].text_frame.text == "For Harbour & Vale, –"
    assert not [name for name, blob in parts_of(deck).items() if b"{{" in blob]
    assert len(made.slides) == len(tagged_review().slides)
