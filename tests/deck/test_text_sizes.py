"""Nobody has to lean forward: text of twelve points and more, and a small table that fills its frame."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from harbour import full_review
from packages import slides_of
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches
from templates import ODD, written

from steward.briefings.customer.review import CustomerReview, Slide
from steward.deck import customer_deck, place
from steward.deck.shapes.geometry import INCH, Box
from steward.deck.shapes.style import Style
from steward.deck.slides.overflow import cut_texts
from steward.deck.tables.fitting import fitted
from steward.exhibits import Column, Table
from tests.examples import first
from tests.reviews_made import customer_texts

FURNITURE = {"ftr", "dt", "sldNum"}


def sizes(deck: bytes) -> Iterator[tuple[float, str]]:
    """Every size that is written on a slide or in one of its charts, with the words it is for."""
    for slide in slides_of(deck):
        for run in slide._element.iter(qn("a:rPr")):
            kind = next((each.get("type") for each in _shape(run).iter(qn("p:ph"))), "")
            if run.get("sz") and kind not in FURNITURE:
                yield int(run.get("sz")) / 100, "".join(run.getparent().itertext())
        for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
            yield from ((int(each.get("sz")) / 100, "a chart") for each in chart._chartSpace.iter(qn("a:defRPr")))


def _shape(run: Any) -> Any:
    return next(each for each in run.iterancestors() if each.getparent().tag in (qn("p:spTree"), qn("p:grpSp")))


REAL = ("vicgov_a4_custom_layout_names.pptx", "rstudio.potx", "unhcr_16x9.pptx", "deleted_layouts.pptx")


@pytest.mark.parametrize("name", ["", *first(1, REAL)])
def test_no_text_is_smaller_than_twelve_points(name: str, review: CustomerReview, real: Path) -> None:
    deck = customer_deck(review, real / "templates" / name if name else None)
    found = list(sizes(deck))
    assert len(found) > 100
    assert [(size, text) for size, text in found if size < 12] == []


def test_a_slide_of_ten_inches_has_twelve_points_too(review: CustomerReview, tmp_path: Path) -> None:
    deck = customer_deck(review, written(tmp_path, "small.pptx", ODD["4 to 3"]()))
    assert min(size for size, _ in sizes(deck)) >= 12


def _table(rows: int) -> Table:
    words = tuple((f"Commitment {n}", "Solveig Ekblad", "13 Nov 2026") for n in range(rows))
    columns = (Column("Commitment", wide=True), Column("Who"), Column("Due"))
    told = full_review().slides[1].exhibits[0]
    return Table(id="promised", title="t", alt="a", receipt=told.receipt, columns=columns, rows=words)


@pytest.mark.parametrize(("rows", "least"), [(4, 18.0), (7, 18.0), (11, 14.0), (14, 13.0)])
def test_a_small_table_is_drawn_larger(rows: int, least: float) -> None:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = round(13.333 * INCH), round(7.5 * INCH)
    style = Style.of(presentation, presentation.slide_layouts[6])
    box, table = Box(0, 0, 12 * INCH, round(5.2 * INCH)), _table(rows)
    fit = fitted([column.name for column in table.columns], table.text(), [True, False, False], box, style)
    assert (fit.size, fit.left_out) == (least, 0)
    assert sum(fit.heights) >= box.height * 0.6


def test_larger_text_breaks_no_day_and_no_name() -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    long = replace(
        _table(3),
        rows=(("One page on services, use and open points for the new head", "Solveig Ekblad", "13 Nov 2026"),) * 3,
    )
    place(slide, long, Box(0, 0, Inches(6), Inches(6)))
    table = slide.shapes[-1].table
    sized = {run.font.size.pt for row in table.rows for cell in row.cells for run in cell.text_frame.paragraphs[0].runs}
    assert sized == {12}, "at 14 points the day would be broken"


def test_a_cell_that_says_much_is_whole_where_there_is_room() -> None:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = round(13.333 * INCH), round(7.5 * INCH)
    style = Style.of(presentation, presentation.slide_layouts[6])
    said = "The index was applied on the first of the month, and the anniversary is on the fifteenth. " * 2
    row = ("Price index", said.strip(), "us", "41 days", "9 Oct 2026", "Ida Lund", "open", "billing", "12", "Kiel")
    header = ("Request", "Where it stands", "Turn", "Days", "Promised", "With", "State", "Kind", "No", "Site")
    fit = fitted(header, [row], [False] * 10, Box(0, 0, 10 * INCH, 3 * INCH), style)
    assert fit.rows == [[*row]] and fit.size >= 12 and sum(fit.heights) <= 3 * INCH


def test_what_has_no_room_at_twelve_points_is_counted_and_found_before_the_meeting() -> None:
    many = Slide(id="many", title="Many commitments", exhibits=(_table(140),))
    review = full_review(slides=(many,))
    [(where, said)] = cut_texts(customer_texts(review))
    shown = len(next(s for s in slides_of(customer_deck(review))[0].shapes if s.has_table).table.rows) - 2
    assert (where, said) == ("Many commitments", f"and {140 - shown} more")
    assert 10 <= shown < 140
