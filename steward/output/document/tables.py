"""Tables on paper: the header again on every page, numbers at the right, no row torn in two."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from steward.exhibits import Table
from steward.exhibits.documents import KeyValues, Quarters
from steward.output.document.columns import fitted, widths
from steward.output.document.styles import DENSE, LEAD, LINE, MUTED, PALE, SMALL, TABLE, TEXT_WIDTH
from steward.output.document.words import one_line, write

MANY = 7
KEYS = 0.27
ONE_PAGE = 15
"""As many names with what stands behind them are not torn over two pages."""
BY_HAND = Cm(0.9)
"""The height of a row that somebody fills in with a pen."""
Edges = dict[str, tuple[int, str]]
"""Side → thickness in eighths of a point, and colour."""
HAIR: Edges = {"bottom": (4, LINE)}
STRONG: Edges = {"bottom": (10, LEAD)}
NONE: Edges = {"bottom": (0, "auto")}
NONE_ABOVE: Edges = {"top": (0, "auto")} | HAIR


def add_table(word: Document, exhibit: Table) -> None:
    """A table with its sentence above and its note below, where it has them."""
    if exhibit.title:
        write(word.add_paragraph(style=SMALL), one_line(exhibit.title)).bold = True
        word.paragraphs[-1].paragraph_format.keep_with_next = True
    fit = fitted(exhibit, TEXT_WIDTH)
    table = _new(word, widths(fit.header, fit.rows, TEXT_WIDTH), exhibit.alt)
    style = DENSE if len(fit.header) >= MANY else TABLE
    _header(table, fit.header, fit.numbers, style)
    for texts, below in zip(fit.rows, fit.below, strict=True):
        row = _row(table, NONE if below else HAIR)
        if len(texts) > 1 and not any(texts[1:]):
            row.height, row.height_rule = BY_HAND, WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, text, number in zip(row.cells, texts, fit.numbers, strict=True):
            _fill(cell, text, style, right=number, held=bool(below))
        if below:
            _told_below(table, below, style)
    _after(word, exhibit.note)


def add_key_values(word: Document, part: KeyValues) -> None:
    """Names at the left, what stands behind them at the right."""
    table = _new(word, [TEXT_WIDTH * KEYS, TEXT_WIDTH * (1 - KEYS)], "Names and what stands behind them")
    for place, (name, text) in enumerate(part.pairs, 1):
        first, second = _row(table, HAIR).cells
        held = place < len(part.pairs) <= ONE_PAGE
        _fill(first, name, TABLE, colour=MUTED, held=held)
        _fill(second, text, TABLE, held=held)
    _after(word)


def add_quarters(word: Document, part: Quarters) -> None:
    """Four lists in a square."""
    table = _new(word, [TEXT_WIDTH / 2] * 2, "; ".join(name for name, _ in part.quarters))
    for start in range(0, len(part.quarters), 2):
        row = _row(table, dict.fromkeys(("top", "bottom", "left", "right"), (6, LINE)))
        for cell, (name, items) in zip(row.cells, part.quarters[start : start + 2], strict=False):
            _fill(cell, name, TABLE, bold=True, colour=LEAD)
            _shade(cell)
            for item in items or ("–",):
                line = cell.add_paragraph(style="List Bullet" if items else TABLE)
                write(line, one_line(item)).font.size = Pt(9)
            for line in cell.paragraphs:
                line.paragraph_format.keep_with_next = start == 0
    _after(word)


def _new(word: Document, shares: Sequence[float], alt: str) -> WordTable:
    """A table of these widths, in centimetres."""
    table: WordTable = word.add_table(rows=0, cols=len(shares))
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(share)
    described: Any = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), one_line(alt)[:255])
    table._tbl.tblPr.append(described)
    return table


def _header(table: WordTable, names: Sequence[str], numbers: Sequence[bool], style: str) -> None:
    row = _row(table, STRONG)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name, number in zip(row.cells, names, numbers, strict=True):
        _fill(cell, name, style, right=number, bold=True, colour=LEAD, held=True)


def _row(table: WordTable, edges: Edges) -> _Row:
    """A new row that stays on one page."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
        _edge(cell, edges)
    return row


def _told_below(table: WordTable, said: Sequence[tuple[str, str]], style: str) -> None:
    """What would not fit beside the rest, across the whole width."""
    cells = _row(table, NONE_ABOVE).cells
    cell = cells[0].merge(cells[-1]) if len(cells) > 1 else cells[0]
    for number, (name, text) in enumerate(said):
        line = cell.add_paragraph() if number else cell.paragraphs[0]
        line.style = style
        write(line, f"{one_line(name)}: ").font.color.rgb = RGBColor.from_string(MUTED)
        write(line, one_line(text))
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Cm(0.35), Pt(2)


def _fill(
    cell: _Cell, text: str, style: str, *, right: bool = False, bold: bool = False, colour: str = "", held: bool = False
) -> None:
    """One cell's words; `held`: on the same page as the row below."""
    line = cell.paragraphs[0]
    line.style = style
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else None
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2.5)
    line.paragraph_format.keep_with_next = held or None
    run = write(line, one_line(text), bold=bold)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


def _after(word: Document, note: str = "") -> None:
    """Air below a table, or its note: Word joins tables that touch."""
    line = word.add_paragraph(style=SMALL)
    if note:
        write(line, one_line(note))
    else:
        line.paragraph_format.line_spacing, line.paragraph_format.space_after = Pt(4), Pt(0)
        line.paragraph_format.space_before = Pt(0)


def _edge(cell: _Cell, edges: Edges) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in edges:
            thick, colour = edges[side]
            edge = OxmlElement(f"w:{side}")
            for key, value in (("val", "single" if thick else "nil"), ("sz", thick), ("space", 0), ("color", colour)):
                edge.set(qn(f"w:{key}"), str(value))
            borders.append(edge)
    cell._tc.get_or_add_tcPr().append(borders)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
