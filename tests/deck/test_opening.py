"""A deck begins with a title slide, also on a template that has none; and its sentences keep to their place."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from harbour import full_review
from packages import plain
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from sights import faults
from templates import ODD, written

from steward.briefings.customer.review import Slide
from steward.deck import customer_deck
from steward.deck.shapes.style import PLATE
from steward.exhibits import Picture
from tests.examples import first
from tests.pictures_made import png_of

WITHOUT_TITLE_SLIDE = "vicgov_a4_custom_layout_names.pptx"


def _template(name: str, folder: Path, real: Path) -> Path:
    return real / "templates" / name if name not in ODD else written(folder, "odd.pptx", ODD[name]())


@pytest.mark.parametrize("name", first(1, [WITHOUT_TITLE_SLIDE, "no layouts", "one layout without a title"]))
def test_a_template_without_a_title_slide_gets_one(name: str, tmp_path: Path, real: Path) -> None:
    review = full_review()
    deck = customer_deck(review, _template(name, tmp_path, real))
    presentation = Presentation(io.BytesIO(deck))
    opening = presentation.slides[0]
    page = presentation.slide_width * presentation.slide_height
    panel = opening.shapes[0]
    assert panel.name == PLATE and panel.width * panel.height > page * 0.4
    title = opening.shapes.title
    [run] = list(title._element.iter(qn("a:rPr")))
    assert plain(title.text) == review.slides[0].title and int(run.get("sz")) >= 2800
    assert title.top > panel.top and title.top + title.height < panel.top + panel.height
    assert [said for said in faults(deck) if said.startswith("1:")] == []


def test_logos_stand_beside_the_panel(real: Path) -> None:
    about = full_review().slides[1].exhibits[0].receipt
    logos = tuple(
        Picture(id=name, title="", alt=f"Logo of {name}", receipt=about, content=png_of(20, 10), width=20, height=10)
        for name in ("Harbour", "Vale")
    )
    review = full_review(slides=(replace(full_review().slides[0], exhibits=logos),))
    deck = customer_deck(review, real / "templates" / WITHOUT_TITLE_SLIDE)
    presentation = Presentation(io.BytesIO(deck))
    [slide] = presentation.slides
    drawn = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    panel = slide.shapes[0]
    assert len(drawn) == 2 and all(one.left >= panel.left + panel.width for one in drawn)
    assert all(one.left + one.width <= presentation.slide_width for one in drawn)
    assert faults(deck) == []


def test_a_template_with_one_keeps_its_own(deck: bytes) -> None:
    opening = Presentation(io.BytesIO(deck)).slides[0]
    assert PLATE not in [shape.name for shape in opening.shapes]


def test_space_that_a_template_adds_between_sentences_takes_none_of_their_room(real: Path) -> None:
    """This one has eight points below each paragraph, for which nobody left room."""
    points = tuple(f"What we do at site {number}, and who sees to it." for number in range(1, 13))
    review = full_review(slides=(Slide(id="many", title="Many sentences", points=points),))
    deck = customer_deck(review, real / "templates" / WITHOUT_TITLE_SLIDE)
    [slide] = Presentation(io.BytesIO(deck)).slides
    said = [_spaces(each) for each in slide._element.iter(qn("a:p")) if "What we do" in "".join(each.itertext())]
    assert len(said) == 12
    assert {(lines, below) for lines, _, below in said} == {("100000", "0")}


def _spaces(paragraph: Any) -> tuple[str, ...]:
    """Between its lines, above it and below it, as it says itself."""
    return tuple(
        next((each.get("val") for each in paragraph.find(qn("a:pPr")).find(qn(f"a:{kind}"))), "")
        for kind in ("lnSpc", "spcBef", "spcAft")
    )
