"""Names and sentences that somebody typed to do harm, or that are merely long, foreign or odd."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from harbour import full_review
from packages import charts_of, parts_of, problems, series_of, sheet_of, slides_of

from steward.briefings.customer.review import Slide
from steward.deck import customer_deck
from steward.deck.shapes.text import clean, lines_needed, shorten
from steward.exhibits import COUNT, Bars, Column, Figure, Heatmap, Receipt, Series, Table

NASTY = {
    "a formula": "=cmd|'/C calc'!A0",
    "a plus": "+1+1",
    "a minus": "-2+3",
    "an at": "@SUM(A1:A9)",
    "a link": "https://example.com/?q=1&r=<2>",
    "mark-up": "<script>alert('x')</script> & “quotes” ]]>",
    "control characters": "null\x00 bell\x07 escape\x1b vertical\x0b",
    "a lone surrogate": "half \ud83d of it",
    "right to left": "שירותי רשת – خدمات الشبكة",
    "an override": "invoice\u202efdp.exe",
    "Chinese": "鹿特丹港口物流网络服务有限公司" * 20,
    "a very long name": "Extraordinarily long customer name " * 9,
    "one very long word": "Donaudampfschifffahrtsgesellschaft" * 9,
    "emoji": "👩🏽‍💻 team",
    "nothing": "",
    "braces": "{shapes} %s {0}",
}
RECEIPT = Receipt("m", date(2026, 9, 30), "customer.services")


def _slides(text: str) -> tuple[Slide, ...]:
    figure = Figure(
        id="f", label=text, value=3, unit=COUNT, receipt=RECEIPT, previous=2, previous_label=text, note=text
    )
    unknown = Figure(id="u", label=text, value=None, unit=COUNT, receipt=RECEIPT, why=text)
    about: Any = {"title": text, "alt": text, "receipt": RECEIPT, "note": text}
    table = Table(
        id="t", columns=(Column(text), Column(text, COUNT), Column(text)), rows=((text, 1, text),) * 30, **about
    )
    bars = Bars(
        id=text, categories=(text, "b"), series=(Series(text, (1, 2)), Series("x", (3, 4))), unit=COUNT, **about
    )
    heat = Heatmap(id="h", columns=(text, text), rows=(text, text), values=((1, 2), (None, 4)), unit=COUNT, **about)
    return (
        Slide(id="o", title=text, subtitle=text, opening=True, points=(text, text), notes=text),
        Slide(id="a", title=text, subtitle=text, figures=(figure, unknown), points=(text,) * 3, notes=text),
        Slide(id="b", title=text, exhibits=(bars, heat), points=(text,)),
        Slide(id="c", title=text, exhibits=(table,), points=(text,)),
    )


@pytest.fixture(params=NASTY, scope="module")
def nasty(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    text = NASTY[request.param]
    return text, customer_deck(full_review(account_name=text, company=text, slides=_slides(text)))


def test_the_package_stays_whole(nasty: tuple[str, bytes]) -> None:
    assert problems(nasty[1]) == []


def test_text_stays_text_in_the_workbook(nasty: tuple[str, bytes]) -> None:
    text, deck = nasty
    (chart,) = charts_of(deck).values()
    sheet = sheet_of(chart)
    for cell in (sheet["A2"], sheet["B1"]):
        assert cell.data_type in ("s", "n") and cell.hyperlink is None
    if len(clean(text)) < 20 and clean(text):
        assert (sheet["A2"].value, sheet["B1"].value) == (clean(text), clean(text))
    assert not [n for n, blob in parts_of(deck).items() if n.endswith("sheet1.xml") and b"<f>" in blob]
    assert not [n for n, blob in parts_of(deck).items() if n.startswith("ppt") and b'TargetMode="External"' in blob]
    assert list(series_of(chart).values()) == [[1, 2], [3, 4]]


def test_nothing_overflows(nasty: tuple[str, bytes]) -> None:
    for slide in slides_of(nasty[1]):
        for shape in slide.shapes:
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.top + height <= 6_858_000
            assert shape.left + shape.width <= 12_192_000


def test_rows_that_do_not_fit_are_counted() -> None:
    slide = replace(_slides("A name")[3], points=())
    rows = replace(slide.exhibits[0], rows=tuple((f"row {n}", n, "x") for n in range(500)))
    (made,) = slides_of(customer_deck(full_review(slides=(replace(slide, exhibits=(rows,)),))))
    (table,) = [shape.table for shape in made.shapes if shape.has_table]
    shown = len(table.rows) - 2
    assert shown >= 8
    assert table.cell(len(table.rows) - 1, 0).text == f"and {500 - shown} more"


def test_what_is_shortened_fits_and_says_so() -> None:
    for text in NASTY.values():
        for ems in (3.0, 10.0, 40.0):
            short = shorten(text, ems, 2)
            assert lines_needed(short, ems) <= 2
            assert short == clean(text) or short.endswith("…")


def test_zip_members_are_plain_files(nasty: tuple[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(nasty[1])) as package:
        assert all(not name.startswith(("/", "..")) for name in package.namelist())
