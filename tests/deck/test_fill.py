"""What is measured of a slide: how much of its height holds something, its smallest text, how far all stands out."""

import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from contrast import seen
from harbour import full_review
from packages import plain
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from steward.briefings.customer.review import CustomerReview, Slide
from steward.briefings.customer.reviews.storyline import composed
from steward.deck import customer_deck, customer_measured, place
from steward.deck.measured import HALF_FULL, WELL_FULL, fill, half_empty, measured, too_small
from steward.deck.reading.changes import read_deck
from steward.deck.receipts.model import ExhibitDrawn
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style
from steward.exhibits import Column, Table, TableLook, facts_of
from steward.plans.customer.review import Review, Shown, SlideChoice
from tests.examples import EVERYTHING, first
from tests.reviews_made import about, account, ids, material_of

HIDDEN = ("value", "worth", "sizing", "peers", "renewal", "investment", "roadmap", "offerings")


@cache
def whole_review(home: Path, account_id: str) -> CustomerReview:
    """Every slide there is, also those that a person has to ask for."""
    slides = tuple(SlideChoice(id=key, shown=Shown.ALWAYS) for key in HIDDEN)
    names = about(account(home, account_id), home)
    return composed(material_of(home, account_id), names, Review(account_id=account_id, slides=slides))


SPARSE = ("NW-1006", "NW-1030", "NW-1008", "NW-1032")
"""Accounts with one goal or two, one option, one commitment, one incident, or with figures alone."""


def test_every_slide_of_the_sample_is_well_filled_in_text_that_is_read(
    told: tuple[str, ...], sample_home: Path
) -> None:
    for account_id in dict.fromkeys((*told, *SPARSE)):
        slides = customer_measured(whole_review(sample_home, account_id))
        assert len(slides) > 5
        found = [(one.id, one.fill) for one in slides if one.fill is not None and one.fill < WELL_FULL]
        assert (account_id, found, too_small(slides)) == (account_id, [], [])


TEMPLATES = ("vicgov_a4_custom_layout_names.pptx", "rstudio.potx", "unhcr_16x9.pptx", "deleted_layouts.pptx")


@pytest.mark.parametrize("name", first(1, TEMPLATES))
def test_every_slide_is_well_filled_on_a_template_from_elsewhere(name: str, sample_home: Path, real: Path) -> None:
    for account_id in SPARSE:
        slides = customer_measured(whole_review(sample_home, account_id), real / "templates" / name)
        found = [(one.id, one.fill) for one in slides if one.fill is not None and one.fill < WELL_FULL]
        assert (account_id, found, too_small(slides)) == (account_id, [], [])


def _slide() -> Any:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    return presentation.slides.add_slide(presentation.slide_layouts[6])


ROOM = Box(0, Inches(1), Inches(12), Inches(6))


def _said(slide: Any, top: float, high: float, words: str, points: float = 18) -> None:
    box = slide.shapes.add_textbox(0, Inches(top), Inches(12), Inches(high))
    box.text_frame.text = words
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(points)


def _pictured(slide: Any, top: float, high: float) -> None:
    slide.shapes.add_textbox(0, Inches(top), Inches(12), Inches(high))


FILLED = {
    "nothing": ((), 0.0),
    "a chart over all of it": (((1, 6),), 1.0),
    "a chart in its upper half": (((1, 3),), 0.5),
    "two with a little white between them": (((1, 2.5), (4, 3)), 1.0),
    "two far apart": (((1, 1), (6, 1)), 2 / 6),
    "two beside each other count once": (((1, 3), (1, 3)), 0.5),
    "what lies outside counts for nothing": (((0, 1), (7, 0.4)), 0.0),
}


@pytest.mark.parametrize("case", FILLED)
def test_how_full_a_slide_is(case: str) -> None:
    boxes, expected = FILLED[case]
    slide = _slide()
    for top, high in boxes:
        _pictured(slide, top, high)
    assert fill(slide, ROOM, Style.of_slide(slide)) == pytest.approx(expected, abs=0.01)


def test_a_large_box_with_a_line_of_text_holds_a_line_of_text() -> None:
    slide = _slide()
    _said(slide, 1, 6, "One line.", 18)
    _said(slide, 6.5, 0.5, "A small one.", 9)
    found = measured(slide, "own", ROOM, Style.of_slide(slide))
    assert found.fill == pytest.approx((0.305 + 0.15) / 6, abs=0.02)
    assert (found.smallest, found.texts) == ((9.0, "A small one."), ("One line.", "A small one."))


def test_a_slide_with_one_sentence_is_half_empty_and_one_with_many_is_not() -> None:
    short = Slide(id="short", title="One sentence", points=("We go on as we are.",))
    long = Slide(id="long", title="Many sentences", points=("What we do next, at which site, and who sees to it.",) * 7)
    slides = customer_measured(full_review(slides=(short, long)))
    assert [key for key, _ in half_empty(slides)] == ["short"]
    assert slides[1].fill is not None and slides[1].fill > HALF_FULL


def test_figures_with_a_sentence_fill_their_slide() -> None:
    """Two figures and what they are counted by: a region without teams has no table below them."""
    figures = next(one.figures for one in full_review().slides if one.figures)[:2]
    told = Slide(id="today", title="2 of 6 requests are late", figures=figures, points=("Requests by their clock.",))
    [found] = customer_measured(full_review(slides=(told,)))
    assert found.fill is not None and found.fill >= WELL_FULL


def _option(rows: int) -> Table:
    columns = (Column("Option", wide=True), Column("Why", wide=True), Column("Next step"), Column("State", state=True))
    told = full_review().slides[1].exhibits[0]
    row = ("Edge firewall", "Rules are kept in one place.", "A workshop", "late")
    return Table(id="options", title="t", alt="a", receipt=told.receipt, columns=columns, rows=(row,) * rows)


def _cells(rows: int) -> list[list[str]]:
    slide = _slide()
    place(slide, _option(rows), Box(0, Inches(1), Inches(12), Inches(5)))
    return [[plain(cell.text) for cell in row.cells] for row in slide.shapes[-1].table.rows]


def test_a_table_of_one_row_is_turned_and_one_of_four_is_not() -> None:
    assert _cells(1) == [
        ["Option", "Edge firewall"], ["Why", "Rules are kept in one place."], ["Next step", "A workshop"],
        ["State", "■ late"],
    ]  # fmt: skip
    assert _cells(4)[0] == ["Option", "Why", "Next step", "State"]


def test_rows_that_are_called_alike_are_not_turned() -> None:
    """Two services at one site: nobody would know which column is which."""
    assert _cells(2)[0] == ["Option", "Why", "Next step", "State"]


def test_a_turned_table_keeps_the_colour_of_a_state_and_its_receipts(tmp_path: Path) -> None:
    review = full_review(slides=(Slide(id="options", title="t", exhibits=(_option(1),)),))
    deck = Presentation(io.BytesIO(customer_deck(review)))
    [frame] = [shape for shape in deck.slides[0].shapes if shape.has_table]
    table = frame.table
    colours = [table.cell(row, 1).text_frame.paragraphs[0].runs[0].font.color for row in (2, 3)]
    assert colours[0].theme_color != colours[1].theme_color or colours[0].rgb != colours[1].rgb
    table.cell(2, 1).text_frame.paragraphs[0].runs[0].text = "A visit"
    deck.save(str(tmp_path / "edited.pptx"))
    [found] = read_deck(tmp_path / "edited.pptx").found
    assert found.edits == ("Next step, Edge firewall: A workshop → A visit",)
    assert isinstance(found.drawn, ExhibitDrawn) and found.drawn.told == facts_of(_option(1))


NAMES = ("", "deleted_layouts.pptx", *TEMPLATES[:3])


@pytest.mark.parametrize("name", first(0, NAMES))
def test_all_that_is_written_and_drawn_stands_out(name: str, sample_home: Path, real: Path) -> None:
    accounts = SPARSE[:1] if not EVERYTHING else ids(sample_home)[:8] if name else ids(sample_home)
    found = list(_seen(sample_home, accounts, real / "templates" / name if name else None))
    assert len(found) > 100
    assert [(what, round(ratio, 2), least) for what, ratio, least in found if ratio < least - 0.01] == []


def _seen(home: Path, accounts: tuple[str, ...], template: Path | None) -> Iterator[Any]:
    for account_id in accounts:
        deck = customer_deck(whole_review(home, account_id), template)
        for slide in Presentation(io.BytesIO(deck)).slides:
            yield from seen(slide)


def test_a_pale_text_is_found() -> None:
    slide = _slide()
    _said(slide, 1, 1, "Pale", 14)
    slide.shapes[-1].text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0x99, 0x99, 0x99)
    [found] = seen(slide)
    assert (found.what, found.least) == ("Pale", 4.5)
    assert found.ratio == pytest.approx(2.85, abs=0.01)


HEARD = (
    "Find a lasting repair for the plant", date(2026, 4, 3),
    "A second path into the plant, with a radio link until it is dug", "in progress", date(2026, 12, 4),
    "Grzegorz Borowczak",
)  # fmt: skip


@pytest.mark.parametrize("rows", (1, 2))
@pytest.mark.parametrize("look", (TableLook.PLAIN, TableLook.ASKS))
def test_a_table_of_one_or_two_rows_is_told_in_large_text(rows: int, look: TableLook) -> None:
    """Air alone between rows of 14 points leaves a slide white all the same."""
    told = full_review().slides[1].exhibits[0]
    names = ("You said", "Heard on", "We did", "Status", "Until", "Who")
    columns = tuple(Column(name, wide=name in ("You said", "We did"), state=name == "Status") for name in names)
    table = Table(
        id="heard",
        title="t",
        alt="a",
        receipt=told.receipt,
        columns=columns,
        rows=tuple((f"{HEARD[0]} {n}", *HEARD[1:]) for n in range(rows)),
        look=look,
    )
    slide = _slide()
    place(slide, table, Box(0, Inches(1), Inches(12), Inches(4.6)))
    sizes = {
        run.font.size.pt
        for row in slide.shapes[-1].table.rows for cell in row.cells
        for paragraph in cell.text_frame.paragraphs for run in paragraph.runs
    }  # fmt: skip
    assert min(sizes) >= 16
