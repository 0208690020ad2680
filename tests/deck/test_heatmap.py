"""A heatmap's names: whole where they can be, else with their beginning and end; no word of them is broken."""

from dataclasses import replace
from typing import Any

import pytest
from harbour import full_review
from packages import slides_of
from pptx import Presentation
from pptx.oxml.ns import qn
from test_notation import COMMON

from steward.briefings.customer.review import Slide
from steward.deck import customer_deck, place
from steward.deck.shapes.geometry import INCH, Box
from steward.deck.shapes.style import Style
from steward.deck.shapes.text import lines_needed, width
from steward.deck.tables.fitting import padding
from steward.deck.tables.heatmap import tint
from steward.deck.tables.heatmap_fit import BOLD, Laid, laid_out
from steward.exhibits import PERCENT, Heatmap

PRODUCTS = ("Contact Centre Cloud", "Dedicated Internet", "SD-WAN Edge", "Secure Web Gateway", "Cloud Telephony")
SITES = ("København branch", "Odense distribution centre", "Aarhus data room", "Esbjerg headquarters", "Køge warehouse")
VALUES = ("86 %", "100 %", "–")


@pytest.fixture(scope="module")
def style() -> Style:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = round(13.333 * INCH), round(7.5 * INCH)
    return Style.of(presentation, presentation.slide_layouts[6])


def laid(style: Style, wide: float, high: float, columns: int = 5, rows: tuple[str, ...] = SITES) -> Laid:
    return laid_out(PRODUCTS[:columns], rows, VALUES, Box(0, 0, round(wide * INCH), round(high * INCH)), style)


@pytest.mark.parametrize(
    ("wide", "high", "columns", "upright"),
    [(12, 5, 5, False), (6, 4, 3, False), (7, 4.2, 4, False), (6, 4.2, 5, True), (6, 5, 5, True)],
)
def test_every_name_is_whole_and_no_word_of_it_broken(
    style: Style, wide: float, high: float, columns: int, upright: bool
) -> None:
    found = laid(style, wide, high, columns)
    assert (found.upright, found.left_out, found.rows) == (upright, 0, list(SITES))
    assert [name.replace("\n", " ") for name in found.columns] == list(PRODUCTS[:columns]) and found.size >= 12
    em, beside = style.em(found.size), padding(style)[0]
    first = (found.first - 2 * beside) / em
    assert all(width(word) <= first for name in found.rows for word in name.split(" "))
    assert all(lines_needed(name, first) <= 2 for name in found.rows)
    if not upright:
        each = (found.each - 0.1 * INCH) / em
        assert all(width(word) * BOLD <= each + 0.01 for name in found.columns for word in name.split(" "))
    assert found.head + found.height * len(found.rows) <= high * INCH
    assert found.first + found.each * columns == wide * INCH


def test_names_of_columns_take_the_height_that_rows_do_not_need(style: Style) -> None:
    found = laid(style, 5, 3.4, 5, ("Oslo", "Bergen", "Tromsø", "Ålesund", "Bodø"))
    assert [name.replace("\n", " ") for name in found.columns] == list(PRODUCTS) and found.left_out == 0


def test_a_name_without_room_keeps_its_beginning_and_its_end(style: Style) -> None:
    long = tuple(f"Distribution centre of the north-eastern region, hall {n}" for n in range(1, 4))
    found = laid(style, 3.2, 4, 5, long)
    assert all(
        "…" in name and name.startswith("Dist") and name.endswith(str(n)) for n, name in enumerate(found.rows, 1)
    )


def test_rows_without_room_are_counted_on_the_slide() -> None:
    rows = tuple(f"Site {n}" for n in range(400))
    values = tuple((float(n), None) for n in range(400))
    many = Heatmap(**COMMON, columns=PRODUCTS[:2], rows=rows, values=values, unit=PERCENT)
    [slide] = slides_of(customer_deck(full_review(slides=(Slide(id="x", title="A title", exhibits=(many,)),))))
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    shown = len(table.rows) - 2
    assert table.cell(shown + 1, 0).text == f"and {400 - shown} more" and shown >= 8


def test_shades_run_over_the_span_and_what_lies_beyond_has_the_last(style: Style) -> None:
    whole = Heatmap(**COMMON, columns=("A",), rows=("x", "y"), values=((50.0,), (130.0,)), unit=PERCENT, span=(0, 100))
    tints = style.palette.tints
    assert [tint(whole, value, style) for value in (-5.0, 0.0, 50.0, 100.0, 130.0)] == [
        tints[0], tints[0], tints[2], tints[4], tints[4],
    ]  # fmt: skip
    assert tint(replace(whole, span=None), 50.0, style) == tints[0]


def test_names_of_columns_that_stand_upright_are_turned_in_their_cells() -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    exhibit = Heatmap(**COMMON, columns=PRODUCTS, rows=SITES, values=((1.0,) * 5,) * 5, unit=PERCENT)
    place(slide, exhibit, Box(0, 0, 5 * INCH, 4 * INCH))
    head = slide.shapes[-1].table._tbl.tr_lst[0]
    turned: list[Any] = [cell.find(qn("a:tcPr")).get("vert") for cell in head.tc_lst]
    assert turned == [None, *["vert270"] * 5]
