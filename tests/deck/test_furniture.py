"""Whose it is, as of when its figures are and its number stand at the foot of every slide, on every template."""

from pathlib import Path
from typing import Any

import pytest
from packages import plain, slides_of
from pptx.oxml.ns import qn
from templates import ODD, written
from test_colours_by_meaning import fill_of

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck
from steward.deck.shapes.geometry import Box
from steward.deck.templates.opened import prepared
from steward.deck.theme.theme import legibility
from tests.examples import these

REAL = ("unhcr_16x9.pptx", "vicgov_a4_custom_layout_names.pptx", "deleted_layouts.pptx", "rstudio.potx")
WHOSE, AS_OF = "Meridian Networks · Q3 2026", "Figures as of 30 Sep 2026"


def numbered(slide: Any) -> bool:
    """Whether a slide shows its number: in a field of its own, or in one that its layout draws."""
    own = [each for each in slide._element.iter(qn("a:fld")) if each.get("type") == "slidenum"]
    drawn = [shape for shape in slide.slide_layout.shapes if not shape.is_placeholder]
    theirs = [each for shape in drawn for each in shape._element.iter(qn("a:fld")) if each.get("type") == "slidenum"]
    return len(own) + len(theirs) == 1


def texts(slide: Any) -> list[str]:
    return [plain(shape.text_frame.text) for shape in slide.shapes if shape.has_text_frame]


@pytest.mark.parametrize("name", ["", *REAL])
def test_every_slide_but_the_first_says_all_three_on_every_template(
    name: str, review: CustomerReview, real: Path
) -> None:
    slides = slides_of(customer_deck(review, real / "templates" / name if name else None))[1:]
    for slide in slides:
        said = texts(slide)
        assert any(WHOSE in text for text in said) and any(AS_OF in text for text in said)
        assert "30 Sep 2026" not in said, "a day alone reads as the meeting's"
        assert numbered(slide)


@pytest.mark.parametrize("name", ["unhcr_16x9.pptx", "vicgov_a4_custom_layout_names.pptx"])
def test_where_the_template_has_no_place_ours_touches_nothing_else(
    name: str, review: CustomerReview, real: Path
) -> None:
    for slide in slides_of(customer_deck(review, real / "templates" / name))[1:]:
        foot = next(shape for shape in slide.shapes if shape.name == "foot")
        here = Box(foot.left, foot.top, foot.width, foot.height)
        drawn = [shape for owner in (slide.slide_layout, slide.slide_layout.slide_master) for shape in owner.shapes]
        others = [*(shape for shape in slide.shapes if shape is not foot and shape.name != "foot"),
                  *(shape for shape in drawn if not shape.is_placeholder and shape.height > 9_000)]  # fmt: skip
        for other in others:
            high = sum(row.height for row in other.table.rows) if getattr(other, "has_table", False) else other.height
            assert not here.overlap(Box(other.left, other.top, other.width, high)), other.name


@pytest.mark.parametrize("name", these(("deleted_layouts.pptx",), REAL))
def test_the_foot_can_be_read(name: str, review: CustomerReview, real: Path) -> None:
    style = prepared(real / "templates" / name).style
    slide = slides_of(customer_deck(review, real / "templates" / name))[2]
    runs = [
        run for run in slide._element.iter(qn("a:rPr")) if _at_the_foot(run) and run.find(qn("a:solidFill")) is not None
    ]
    assert all(legibility(fill_of(run, style), style.palette.ground) >= 3 for run in runs)
    assert runs or name == "rstudio.potx", "the colour that the template has there reads"


def _at_the_foot(run: Any) -> bool:
    said = "".join(run.getparent().itertext())
    return WHOSE in said or AS_OF in said or said.isdigit()


@pytest.mark.parametrize("kind", these(("4 to 3", "no layouts"), ODD))
def test_odd_templates_have_a_foot_too(kind: str, review: CustomerReview, tmp_path: Path) -> None:
    for slide in slides_of(customer_deck(review, written(tmp_path, "odd.pptx", ODD[kind]())))[1:]:
        assert any(AS_OF in text for text in texts(slide)) and numbered(slide)
