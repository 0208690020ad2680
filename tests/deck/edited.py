"""Decks as people edit them: one thing at a time, with python-pptx or in the XML itself."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
from openpyxl import load_workbook
from pptx.presentation import Presentation

Edit = Callable[[Presentation], object]


def edited(deck: bytes, *edits: Edit) -> bytes:
    """The deck after somebody did these things to it."""
    presentation = pptx.Presentation(io.BytesIO(deck))
    for edit in edits:
        edit(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def kept(folder: Path, deck: bytes, name: str = "deck.pptx") -> Path:
    """The deck as a file."""
    path = folder / name
    path.write_bytes(deck)
    return path


def shape(presentation: Presentation, name: str, slide: int | None = None) -> Any:
    """The first object of this name, on any slide or on one."""
    slides = list(presentation.slides) if slide is None else [presentation.slides[slide - 1]]
    return next(each for one in slides for each in one.shapes if each.name == name)


def tile(slide: int, label: str, text: str) -> Edit:
    """Type another number into the tile of this label."""

    def edit(presentation: Presentation) -> None:
        table = shape(presentation, "figures", slide).table
        column = [cell.text for cell in table.rows[0].cells].index(label)
        table.cell(1, column).text_frame.paragraphs[0].runs[0].text = text

    return edit


def cell(name: str, row: int, column: int, text: str) -> Edit:
    """Type something else into a cell of a table."""

    def edit(presentation: Presentation) -> None:
        shape(presentation, name).table.cell(row, column).text_frame.paragraphs[0].runs[0].text = text

    return edit


def point(name: str, series: int, place: int, value: float) -> Edit:
    """Give a chart another value, as PowerPoint does: in the chart and in the workbook behind it."""

    def edit(presentation: Presentation) -> None:
        part = shape(presentation, name).chart.part
        drawn(part, series, place, value)
        book = load_workbook(io.BytesIO(part.chart_workbook.xlsx_part.blob))
        book.active.cell(place + 2, series + 2).value = value
        out = io.BytesIO()
        book.save(out)
        part.chart_workbook.xlsx_part._blob = out.getvalue()

    return edit


def drawn(part: Any, series: int, place: int, value: float) -> None:
    """Another value in the chart alone."""
    namespace = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    found = list(part._element.iterfind(".//c:ser", namespace))[series]
    points = found.findall("c:val//c:pt", namespace)
    next(each for each in points if each.get("idx") == str(place))[0].text = repr(value)


def without_slide(number: int) -> Edit:
    """Take a slide out."""

    def edit(presentation: Presentation) -> None:
        entries = presentation.slides._sldIdLst
        entry = entries[number - 1]
        presentation.part.drop_rel(entry.rId)
        entries.remove(entry)

    return edit


def moved_to_end(number: int) -> Edit:
    """Put a slide behind all others."""

    def edit(presentation: Presentation) -> None:
        entries = presentation.slides._sldIdLst
        entries.append(entries[number - 1])

    return edit


def with_parts(deck: bytes, **changes: bytes | None) -> bytes:
    """The deck with other parts; None takes one out. Names have `/` as `__` and no ending."""
    out = io.BytesIO()
    wanted = {name.replace("__", "/") + ".xml": blob for name, blob in changes.items()}
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            blob = wanted.get(name, old.read(name))
            if blob is not None:
                new.writestr(name, blob)
    return out.getvalue()
