"""Tables that are more than rows: how each stands is seen from afar, and what there is to decide is counted through."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from packages import problems, slides_of
from pptx import Presentation
from pptx.oxml.ns import qn

from steward.deck.customer import customer_deck
from steward.deck.drawing import deck_of
from steward.deck.layouts.ground import ground_of
from steward.deck.model import Content, SlidePart
from steward.deck.shapes.geometry import Box
from steward.deck.templates.opened import prepared
from steward.exhibits import Column, Receipt, Span, Table, TableLook, Timeline
from steward.exhibits.states import MARKS
from tests.examples import these
from tests.reviews_made import review

RECEIPT = Receipt("m", date(2026, 9, 30), "customer.x")
COMMON: dict[str, Any] = {"id": "t", "alt": "a", "receipt": RECEIPT}
STATES = ("Kept", "Near miss", "Not kept", "To decide")
SUMMARY = Table(
    **COMMON, title="In short", look=TableLook.SUMMARY,
    columns=(Column("About"), Column("Status", state=True), Column("Said", wide=True)),
    rows=tuple((f"Row {state}", state, "A few words.") for state in STATES),
)  # fmt: skip
REAL = ("", "vicgov_a4_custom_layout_names.pptx", "rstudio.potx", "unhcr_16x9.pptx", "deleted_layouts.pptx")


def slides(*exhibits: Any, title: str = "A finding", points: tuple[str, ...] = (), template: Path | None = None) -> Any:
    """The slides on which this is told."""
    slide = SlidePart(id="s", whole="s", title=title, subtitle="", exhibits=exhibits, notes="", points=points)
    blob = deck_of(Content("Deck", "Deck", "Us", "Q3 2026", date(2026, 9, 30), (slide,)), template)
    assert problems(blob) == []
    return slides_of(blob)


def table_on(slide: Any) -> Any:
    return next(shape.table for shape in slide.shapes if shape.has_table)


def cells(table: Any) -> list[list[str]]:
    return [[cell.text_frame.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("name", these(REAL[:2], REAL))
def test_a_row_of_a_summary_says_by_form_and_colour_how_it_stands(name: str, real: Path) -> None:
    [slide] = slides(SUMMARY, template=real / "templates" / name if name else None)
    table = table_on(slide)
    assert [row[1][0] for row in cells(table)[1:]] == [*MARKS.values(), "○"]
    edges = [next(row.cells[0]._tc.iter(qn("a:lnL"))) for row in list(table.rows)[1:]]
    fills = [next(each for each in edge.iter(qn("a:schemeClr"), qn("a:srgbClr"))) for edge in edges]
    assert len({(fill.get("val"), *(child.get("val") for child in fill)) for fill in fills}) == 4


def test_a_state_stays_in_one_piece_with_its_mark() -> None:
    assert [row[1] for row in cells(table_on(slides(SUMMARY)[0]))[1:]] == [
        "●\xa0Kept", "▲\xa0Near\xa0miss", "■\xa0Not\xa0kept", "○\xa0To\xa0decide",
    ]  # fmt: skip


def test_decisions_are_counted_through_over_all_their_slides() -> None:
    asked = tuple((f"Whether to do number {n}, " + "which takes some words to say, " * 4, "Anna") for n in range(1, 15))
    table = Table(**COMMON, title="Decisions", look=TableLook.ASKS, rows=asked, columns=(Column("Ask"), Column("Who")))
    found = slides(table)
    assert len(found) > 1
    assert [row[0] for slide in found for row in cells(table_on(slide))[1:]] == [str(n) for n in range(1, 15)]
    first = list(table_on(found[0]).rows)[1].cells[0]._tc.tcPr
    assert first.find(qn("a:solidFill")) is not None, "the number stands on a plate"


@pytest.mark.parametrize("count", (1, 2, 3))
def test_one_decision_fills_its_slide_as_three_do(count: int) -> None:
    rows = tuple((f"Whether to do number {n}", "Anna") for n in range(count))
    table = Table(**COMMON, title="Decisions", look=TableLook.ASKS, rows=rows, columns=(Column("Ask"), Column("Who")))
    [slide] = slides(table)
    [frame] = [shape for shape in slide.shapes if shape.has_table]
    assert sum(row.height for row in frame.table.rows) > frame.height * 0.6


def test_few_words_stand_below_a_table_and_many_beside_it() -> None:
    agenda = Table(
        **COMMON, title="A finding", rows=tuple((f"Topic {n}", 5) for n in range(8)),
        columns=(Column("Topic"), Column("Time")),
    )  # fmt: skip
    wide = []
    for points in (("One short ask.",), ("A longer ask that takes more than a line of its column. " * 2,) * 3):
        [slide] = slides(agenda, points=points)
        wide.append(next(shape.width for shape in slide.shapes if shape.has_table))
    assert wide[0] > wide[1] * 1.3


def test_no_title_ends_a_line_inside_a_day() -> None:
    [slide] = slides(SUMMARY, title="Next: the failover test on 3 Oct 2026, told of in Q3 2026")
    assert slide.shapes.title.text == "Next: the failover test on 3\xa0Oct\xa02026, told of in Q3\xa02026"


def test_the_parts_of_a_line_of_time_share_its_months() -> None:
    spans = tuple(
        Span(
            label=f"Step {n} " + "with a long name " * 6,
            start=date(2026, n, 1),
            end=date(2026, n, 20),
            state="planned",
            detail="Who " * 30,
        )
        for n in range(1, 13)
    )
    found = slides(Timeline(**COMMON, title="Steps", spans=spans, today=date(2026, 6, 1)))
    assert len(found) > 1
    months = [
        [part.text_frame.text for group in slide.shapes if group.name.startswith("timeline:") for part in group.shapes
         if part.name == "month" and part.has_text_frame and part.text_frame.text]
        for slide in found
    ]  # fmt: skip
    assert months[0] and all(each == months[0] for each in months)


def test_a_title_reads_on_the_picture_that_lies_behind_it(real: Path) -> None:
    path = real / "templates" / "vicgov_a4_custom_layout_names.pptx"
    style, layout = prepared(path).style, next(iter(Presentation(str(path)).slide_layouts))
    title = next(each for each in layout.placeholders if each.placeholder_format.type == 1)
    box = Box(title.left, title.top, title.width, title.height)
    dark = ground_of(layout, box, style.theme, ((1.0, 1.0, 1.0),))
    assert max(min(part) for part in dark) < 0.5, "the banner, not the white page"
    assert ground_of(layout, Box(0, box.bottom * 2, 10, 10), style.theme, ((1.0, 1.0, 1.0),)) == ((1.0, 1.0, 1.0),)
    [slide] = slides(SUMMARY, template=path)
    assert not list(slide.shapes.title._element.iter(qn("a:solidFill"))), "white, as the template has it"


def test_the_summary_of_an_account_carries_a_mark_in_each_row(sample_home: Path) -> None:
    deck = slides_of(customer_deck(review(sample_home)))
    assert [row[1][0] for row in cells(table_on(deck[1]))[1:]] == ["■", "●", "■", "▲", "○"]
