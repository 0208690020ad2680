"""A paper as a Word file, opened again: headings, tables, every word; the same bytes each time."""

import hashlib
import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import ImageFont

from steward.exhibits import NOT_KNOWN, Column, Receipt, Table, money
from steward.exhibits.documents import (
    Bulleted,
    Callout,
    DocumentContent,
    Heading,
    KeyValues,
    Markdown,
    Paragraph,
    Part,
    Picture,
    Quarters,
)
from steward.output.document import document
from steward.output.document.columns import fitted, widths
from tests.examples import times
from tests.office import absent, converted

AS_OF = date(2026, 9, 30)
ROOT = Path(__file__).parents[1]
NASTY = {
    "control characters": "null\x00 bell\x07 escape\x1b vertical\x0b end",
    "a lone surrogate": "half \ud83d of it",
    "mark-up": "<script>alert('x')</script> & <w:t>]]></w:t> &amp;",
    "right to left": "שירותי רשת – خدمات الشبكة",
    "an override": "invoice\u202efdp.exe",
    "Chinese": "鹿特丹港口物流网络服务有限公司" * 20,
    "a very long name": "Extraordinarily long customer name " * 9,
    "one very long word": "Donaudampfschifffahrtsgesellschaft" * 9,
    "emoji": "👩🏽‍💻 team",
    "nothing": "",
    "a field": "{ PAGE } \\* MERGEFORMAT",
    "several lines": "one\r\ntwo\tthree\n\n\nfour",
    "unclosed Markdown": "**bold *and [link](javascript:x) `code <b>",
}


def table(*rows: tuple[Any, ...], columns: tuple[Column, ...], title: str = "") -> Table:
    """A table as briefings make them."""
    about = {"id": "t", "alt": "Risks, one a row.", "receipt": Receipt("m", AS_OF, "r"), "note": "A note."}
    return Table(title=title, columns=columns, rows=rows, **about)  # type: ignore[arg-type]


RISKS = table(
    ("Baltic Link courts the depots", 22_000, date(2026, 10, 31)),
    ("The permit never comes", None, None),
    columns=(Column("Risk", wide=True), Column("At stake", money("EUR")), Column("Due")),
    title="€22,000 a month at stake",
)


def png(width: int = 40, height: int = 30) -> bytes:
    """A grey picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    lines = zlib.compress((b"\x00" + b"\x99" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def content_of_document(*parts: Part, **changed: Any) -> DocumentContent:
    """A paper of these parts."""
    about = {"title": "Harbour & Vale", "subtitle": "Account plan", "as_of": AS_OF, "footer": "Harbour & Vale · 30 Sep"}
    return DocumentContent(**(about | {"confidential": "", "parts": parts} | changed))


def opened(*parts: Part, **changed: Any) -> Document:
    """It as a Word file, opened again."""
    return docx.Document(io.BytesIO(document(content_of_document(*parts, **changed))))


def styled(word: Document, style: str) -> list[str]:
    """The paragraphs of a style."""
    return [line.text for line in word.paragraphs if line.style is not None and line.style.name == style]


EVERYTHING = (
    Heading(1, "Position"),
    Paragraph("Trusted in the ports."),
    Markdown("Two *words* and **more**.\n\n1. first\n2. second\n\n- dot"),
    Heading(2, "Risks"),
    RISKS,
    Bulleted(("One", "Two")),
    KeyValues((("Kind of plan", "growth"),)),
    Quarters((("Strengths", ("Crew",)), ("Weaknesses", ()), ("Opportunities", ("March",)), ("Threats", ("Price",)))),
    Picture(png(), "A map of five people.", 0.5),
    Callout("Health set to amber."),
)


def test_headings_are_words_own_so_that_the_navigation_pane_works() -> None:
    word = opened(Heading(1, "Position"), Heading(2, "Ambition"), Heading(9, "Deep"))
    assert [styled(word, f"Heading {n}") for n in (1, 2, 4)] == [["Position"], ["Ambition"], ["Deep"]]
    levels = [word.styles[f"Heading {n}"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for n in (1, 2)]
    assert levels == ["0", "1"]


def test_a_table_repeats_its_header_and_tears_no_row() -> None:
    [found] = opened(RISKS).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["Risk", "At stake", "Due"],
        ["Baltic Link courts the depots", "€22,000", "31 Oct 2026"],
        ["The permit never comes", NOT_KNOWN, NOT_KNOWN],
    ]
    headers = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in found.rows]
    assert headers == [True, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in found.rows)


def test_numbers_stand_at_the_right_with_their_heading() -> None:
    [found] = opened(RISKS).tables
    sides = [[cell.paragraphs[0].alignment for cell in row.cells] for row in found.rows[:2]]
    assert [[side is not None and side.name for side in row] for row in sides] == [[False, "RIGHT", False]] * 2


def test_too_many_columns_go_below_their_row_and_lose_nothing() -> None:
    columns = (*(Column(f"C{n}") for n in range(9)), Column("Play", wide=True))
    [found] = opened(table((*"abcdefghi", "Offer the second route"), (*"jklmnopqr", None), columns=columns)).tables
    assert len(found.columns) == 7
    words = [cell.text for row in found.rows for cell in row.cells]
    assert any("Play: Offer the second route" in text for text in words)
    assert set("abcdefghijklmnopqr") <= set("".join(words))
    assert "Play: –" not in " ".join(words)


def test_markdown_is_typeset() -> None:
    text = (
        "Hold *on* to **it**.\n\n# Why\n\n1. first\n2. second\n   - inner\n\n1) again\n\nSee [this](https://e.org/r)."
    )
    word = opened(Heading(1, "Strategy"), Markdown(text))
    assert styled(word, "Heading 2") == ["Why"]
    assert styled(word, "List Number") == ["first", "second", "again"]
    assert styled(word, "List Bullet 2") == ["inner"]
    runs = {run.text: (run.bold, run.italic) for line in word.paragraphs for run in line.runs}
    assert (runs["on"], runs["it"]) == ((None, True), (True, None))
    assert any("See this (https://e.org/r)." in line.text for line in word.paragraphs)


def test_each_numbered_list_begins_at_its_own_number() -> None:
    word = opened(Markdown("1. one\n2. two"), Markdown("4. four"))
    lists = [line._p.pPr.numPr.numId.val for line in word.paragraphs if line.style.name == "List Number"]  # type: ignore
    assert lists[0] == lists[1] != lists[2]
    numbering: Any = word.part.numbering_part.element
    starts = [n.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") for n in numbering.num_lst if n.numId in lists]
    assert [start.get(qn("w:val")) for start in starts] == ["1", "4"]


def test_html_in_markdown_is_text() -> None:
    word = opened(Markdown("<b>not bold</b> <script>x</script>"))
    assert "<b>not bold</b> <script>x</script>" in [line.text for line in word.paragraphs]


def test_every_page_says_how_many_there_are_and_whose_it_is() -> None:
    section = opened(confidential="Internal: not for the customer").sections[0]
    assert section.header.paragraphs[0].text == "Internal: not for the customer"
    assert section.footer.paragraphs[0].text.startswith("Harbour & Vale · 30 Sep\tPage ")
    codes = [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert opened().sections[0].header.paragraphs[0].text == ""


def test_the_page_is_a4() -> None:
    section = opened().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]


def test_a_picture_has_its_words_and_fits_the_page() -> None:
    wide, tall = opened(Picture(png(), "A map.", 0.5), Picture(png(10, 400), "A tower.")).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in (wide, tall)] == ["A map.", "A tower."]
    assert round(wide.width.cm, 1) == 8.5
    assert tall.height.cm < 22 and tall.width.cm < 1


def test_the_file_is_the_papers_and_nobody_elses() -> None:
    blob = document(content_of_document(*EVERYTHING))
    properties = docx.Document(io.BytesIO(blob)).core_properties
    assert properties.title == "Harbour & Vale: Account plan"
    assert properties.created == properties.modified == datetime(2026, 9, 30, tzinfo=UTC)
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: package.read(name) for name in package.namelist()}
    assert not [name for name, part in parts.items() if b"python-docx" in part or "thumbnail" in name]


def test_the_same_bytes_in_another_place_at_another_hour() -> None:
    made = "t.document(t.content_of_document(*t.EVERYTHING))"
    code = f"import hashlib, test_document as t; print(hashlib.sha256({made}).hexdigest())"
    here = hashlib.sha256(document(content_of_document(*EVERYTHING))).hexdigest()
    paths = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "PYTHONPATH": paths}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == here


def _all_of(text: str) -> tuple[Part, ...]:
    exhibit = table(
        (text, 1, text), (text, None, text), columns=(Column(text), Column(text, money("EUR")), Column("c"))
    )
    lists = (Bulleted((text,)), KeyValues(((text, text),)), Quarters(((text, (text,)), ("b", ()))))
    return (Heading(1, text), Paragraph(text), Markdown(text), exhibit, *lists, Callout(text), Picture(png(), text))


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_hostile_words_stay_words(text: str) -> None:
    blob = document(content_of_document(*_all_of(text), title=text, subtitle=text, footer=text, confidential=text))
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                assert b'TargetMode="External"' not in package.read(name)
                etree.fromstring(package.read(name))
    kept = "".join(sign for sign in text if sign >= " " and not "\u202a" <= sign <= "\u202e" and sign != "\ud83d")
    [word] = [docx.Document(io.BytesIO(blob))]
    assert kept.split() == word.paragraphs[0].text.split() or "\n" in text


def test_what_runs_from_right_to_left_does_so_on_paper() -> None:
    word = opened(Paragraph("שירותי רשת"), Paragraph("Network services"))
    hebrew, english = word.paragraphs[2:]
    assert hebrew._p.pPr.find(qn("w:bidi")) is not None and hebrew.runs[0].font.rtl  # type: ignore[union-attr]
    assert english._p.pPr is None or english._p.pPr.find(qn("w:bidi")) is None


@given(st.lists(st.lists(st.text(max_size=60), min_size=4, max_size=4), max_size=6))
@settings(max_examples=times(60))
def test_columns_fill_the_width_and_none_vanishes(rows: list[list[str]]) -> None:
    found = widths(["One", "Two", "Three", "Four"], rows, 17.0)
    assert sum(found) == pytest.approx(17.0)
    assert min(found) > 0.4


HEADERS = [
    ["Decision", "Outcome", "You", "Us", "By when", "Note"],
    ["Commitment", "By", "Who", "Made on", "Due", "Status", "Note"],
    ["Goal", "Unterstützungsbedarf", "MMMMMMWWWW", "Recommendation", "Verantwortlichkeiten"],
    ["Word"] + ["Wahrscheinlichkeit"] * 8,
]


@pytest.mark.parametrize("header", HEADERS, ids=" ".join)
def test_no_word_of_a_header_breaks(header: list[str]) -> None:
    """Measured with the typeface itself, bold, with the cell's margins beside it."""
    try:
        font = ImageFont.truetype("LiberationSans-Bold.ttf", 900)
    except OSError:
        pytest.skip("Liberation Sans is not installed: it is as wide as Arial (apt install fonts-liberation)")
    long = "a_word_without_a_space_that_goes_on_and_on_and_on"
    for cell in ("", "yes", "Do we go ahead with “Storm exercise in the contact centre” as planned?", long):
        table = Table(
            id="t", title="", alt="", receipt=Receipt("m", AS_OF, "r"), rows=((cell,) * len(header),),
            columns=tuple(Column(name, wide=not n) for n, name in enumerate(header)),
        )  # fmt: skip
        fit = fitted(table, 17.0)
        found = widths(fit.header, fit.rows, 17.0)
        assert sum(found) == pytest.approx(17.0)
        for name, wide in zip(fit.header, found, strict=True):
            needed = max(font.getlength(word) for word in name.split()) / 900 * 9 / 72 * 2.54 + 0.38
            assert needed <= wide + 0.001, (name, wide)


COMPOUNDS = (
    "Telekommunikationsdienstleistungen ab Mai", "Verantwortlichkeitsbereich", "Wahrscheinlichkeit 40",
    "Kundenzufriedenheitsbefragung", "Standortvernetzung", "Rechenzentrumsumzug",
)  # fmt: skip


@pytest.mark.parametrize("header", HEADERS[:3], ids=" ".join)
def test_no_long_word_of_a_cell_breaks(header: list[str]) -> None:
    """Columns that have no room for their words go below the row."""
    try:
        font = ImageFont.truetype("LiberationSans-Regular.ttf", 900)
    except OSError:
        pytest.skip("Liberation Sans is not installed: it is as wide as Arial (apt install fonts-liberation)")
    row = tuple(COMPOUNDS[n % len(COMPOUNDS)] for n in range(len(header)))
    shown = table(row, columns=tuple(map(Column, header)))
    fit = fitted(shown, 17.0)
    told = {text for each in fit.below for _, text in each}
    assert {*fit.rows[0], *told} == {*row}, "every cell is there"
    for text, wide in zip(fit.rows[0], widths(fit.header, fit.rows, 17.0), strict=True):
        needed = max(font.getlength(word) for word in text.split()) / 900 * 9 / 72 * 2.54 + 0.38
        assert needed <= wide + 0.001, (text, wide)


def test_a_date_stays_in_one_line() -> None:
    rows = [["Do we go ahead with “Storm exercise in the contact centre” as planned?", "Postponed", "28 May 2026"]] * 2
    *_, wide = widths(["Decision", "Outcome", "By when"], rows, 8.0)
    assert wide >= 2.26, "11 letters of 9 pt Arial, and the cell's margins"


@pytest.fixture
def printed(tmp_path: Path, office: Path) -> Callable[[bytes], str]:
    """What LibreOffice prints of a Word file, as text."""

    def pages(blob: bytes) -> str:
        file = tmp_path / "paper.docx"
        file.write_bytes(blob)
        (pdf,) = converted([file], "pdf", tmp_path, office)
        if not pdf.exists():
            absent("install LibreOffice's word processor (libreoffice-writer)")
        told = ["pdftotext", "-layout", str(pdf), "-"]
        return subprocess.run(told, check=True, capture_output=True, text=True).stdout

    return pages


@pytest.mark.office
def test_libreoffice_prints_it_with_page_numbers_and_the_header_again(printed: Callable[[bytes], str]) -> None:
    long = table(*((f"Risk number {n}", n, AS_OF) for n in range(90)), columns=RISKS.columns)
    pages = printed(
        document(content_of_document(*EVERYTHING, long, confidential="Internal: not for the customer"))
    ).split("\f")[:-1]
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Internal: not for the customer" in page
    assert all("At stake" in page for page in pages), "the header row stands on every page of the table"
    assert all(f"Risk number {n}" in "".join(pages) for n in range(90))


@pytest.mark.every
@pytest.mark.office
def test_libreoffice_prints_hostile_words(printed: Callable[[bytes], str]) -> None:
    pages = printed(document(content_of_document(*(part for text in NASTY.values() for part in _all_of(text)))))
    assert "<script>alert('x')</script>" in pages
    assert "鹿特丹港口" in pages


def test_a_row_to_fill_in_by_hand_has_room_for_a_hand(tmp_path: Path) -> None:
    rows = (("Name", "", ""), ("Level", "Firm", ""))
    table = Table(
        id="t", title="Signed", alt="To sign.", receipt=Receipt("TCV", AS_OF, "offer.toml"),
        columns=(Column(""), Column("For them"), Column("For us")), rows=rows,
    )  # fmt: skip
    content = DocumentContent(
        title="T",
        subtitle="S",
        as_of=AS_OF,
        footer="F",
        confidential="",
        parts=(table, KeyValues((("a", "b"), ("c", "d")))),
    )
    word = docx.Document(io.BytesIO(document(content)))
    signed, pairs = word.tables
    assert [row.height is not None for row in signed.rows] == [False, True, False]
    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in pairs.rows] == [True, None]
