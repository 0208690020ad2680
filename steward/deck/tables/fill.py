"""A template's own table with a review's rows, in the cells' own formatting."""

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree
from pptx.oxml.ns import qn

from steward.deck.shapes.text import clean, lines_needed
from steward.exhibits import Table

_SPANS = ("gridSpan", "rowSpan", "hMerge", "vMerge")
_TRUE = ("1", "true")
_POINTS, _EMU = 18.0, 12_700


def fill_table(table: etree._Element, exhibit: Table, room: int) -> None:
    """The exhibit's rows in the table, as many as the room (in EMU) holds; the last row then says how many more."""
    header, models = _split(table)
    columns = _chosen(header, exhibit)
    for row in table.findall(qn("a:tr")):
        _fit_cells(row, len(columns))
    _fit_grid(table, len(columns))
    texts = [[row[column] for column in columns] for row in exhibit.text()]
    for row in models:
        table.remove(row)
    if header is not None:
        _write(header, [exhibit.columns[column].name for column in columns])
        room -= int(header.get("h", "0"))
    made = [_made(models[number % len(models)], row) for number, row in enumerate(texts)] if models else []
    for row in _fitting(table, made, room):
        table.append(row)


def _split(table: etree._Element) -> tuple[etree._Element | None, list[etree._Element]]:
    """The header, and the body's rows as models in turn; without a row of totals, which nobody has worked out."""
    rows, looks = table.findall(qn("a:tr")), table.find(qn("a:tblPr"))
    flags = {} if looks is None else looks.attrib
    headed = len(rows) > 1 or flags.get("firstRow") in _TRUE
    header, body = (rows[0], rows[1:]) if headed and rows else (None, rows)
    if flags.get("lastRow") in _TRUE:
        flags.pop("lastRow")
        for total in body[1:][-1:]:
            table.remove(total)
            body = body[:-1]
    return header, body or [deepcopy(row) for row in rows[:1]]


def _chosen(header: etree._Element | None, exhibit: Table) -> list[int]:
    """The exhibit's columns that the header names, in its order; all where it does not name them."""
    names = [clean(column.name).casefold() for column in exhibit.columns]
    wanted = [] if header is None else [_said(cell).casefold() for cell in header.findall(qn("a:tc"))]
    if wanted and all(name in names for name in wanted):
        return [names.index(name) for name in wanted]
    return list(range(len(names)))


def _said(cell: etree._Element) -> str:
    return clean("".join(each.text or "" for each in cell.iter(qn("a:t"))))


def _fit_cells(row: etree._Element, wanted: int) -> None:
    cells = row.findall(qn("a:tc"))
    for cell in cells[wanted:]:
        row.remove(cell)
    for _ in range(wanted - len(cells)):
        cells[-1].addnext(deepcopy(cells[-1]))
    for cell in row.findall(qn("a:tc")):
        for key in _SPANS:
            cell.attrib.pop(key, None)


def _fit_grid(table: etree._Element, wanted: int) -> None:
    """So many columns, together as wide as before."""
    grid = table.find(qn("a:tblGrid"))
    widths = [int(each.get("w")) for each in grid]
    chosen = (widths + [widths[-1]] * wanted)[:wanted]
    for old in list(grid):
        grid.remove(old)
    for width in chosen:
        etree.SubElement(grid, qn("a:gridCol"), w=str(round(width * sum(widths) / sum(chosen))))


def _made(model: etree._Element, texts: Sequence[str]) -> etree._Element:
    row = deepcopy(model)
    for extension in row.findall(qn("a:extLst")):
        row.remove(extension)
    _write(row, texts)
    return row


def _write(row: etree._Element, texts: Sequence[str]) -> None:
    for cell, text in zip(row.findall(qn("a:tc")), texts, strict=True):
        _say(cell, text)


def _say(cell: etree._Element, text: str) -> None:
    """One paragraph in the looks of the cell's first."""
    body = cell.find(qn("a:txBody"))
    first, *others = body.findall(qn("a:p"))
    for paragraph in others:
        body.remove(paragraph)
    looks = first.find(f"{qn('a:r')}/{qn('a:rPr')}")
    end = first.find(qn("a:endParaRPr"))
    looks = deepcopy(end if looks is None else looks)
    for child in [each for each in first if each.tag not in (qn("a:pPr"), qn("a:endParaRPr"))]:
        first.remove(child)
    run = etree.Element(qn("a:r"))
    if looks is not None:
        looks.tag = qn("a:rPr")
        run.append(looks)
    etree.SubElement(run, qn("a:t")).text = clean(text)
    first.append(run) if end is None else end.addprevious(run)


def _fitting(table: etree._Element, rows: list[etree._Element], room: int) -> list[etree._Element]:
    """The rows that the room holds; when some are left out, the last says how many."""
    widths = [int(each.get("w")) for each in table.find(qn("a:tblGrid"))]
    kept, used = 0, 0
    for row in rows:
        used += _height(row, widths)
        if used > room:
            break
        kept += 1
    if kept == len(rows) or not rows:
        return rows
    last = max(kept - 1, 0)
    _write(rows[last], [f"and {len(rows) - last:,} more", *[""] * (len(widths) - 1)])
    _join(rows[last].findall(qn("a:tc")))
    return rows[: last + 1]


def _join(cells: Sequence[etree._Element]) -> None:
    """One cell across the row."""
    if len(cells) > 1:
        cells[0].set("gridSpan", str(len(cells)))
    for cell in cells[1:]:
        cell.set("hMerge", "1")


def _height(row: etree._Element, widths: Sequence[int]) -> int:
    """The row's height once its texts are broken into lines."""
    tallest = int(row.get("h", "0"))
    for cell, width in zip(row.findall(qn("a:tc")), widths, strict=True):
        sized = cell.find(f".//{qn('a:rPr')}")
        size = int(sized.get("sz", _POINTS * 100)) / 100 if sized is not None else _POINTS
        lines = lines_needed(_said(cell), max(1.0, (width - 183_000) / (size * _EMU * 1.1)))
        tallest = max(tallest, round(lines * size * 1.22 * _EMU) + 92_000)
    return tallest
