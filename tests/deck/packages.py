"""Looking into a .pptx as PowerPoint would: parts, relations, content types, shapes."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def parts_of(deck: bytes) -> dict[str, bytes]:
    """Every part, and what the workbooks inside are made of."""
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    inside = {f"{n}!{k}": v for n, b in parts.items() if n.endswith(".xlsx") for k, v in parts_of(b).items()}
    return parts | inside


def problems(deck: bytes) -> list[str]:
    """All that would make PowerPoint offer a repair."""
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    found = [f"{name} is there {count} times" for name, count in Counter(names).items() if count > 1]
    found += [f"{name} does not parse: {why}" for name, why in _unparsable(parts)]
    found += [f"{name} points to {target}, which is not there" for name, target in _dangling(parts)]
    found += [f"{name} is reached by nothing" for name in sorted(set(parts) - _reached(parts))]
    return found + [f"{name} has no content type" for name in _untyped(parts)]


def _unparsable(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, blob in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                etree.fromstring(blob)
            except etree.XMLSyntaxError as error:
                yield name, str(error)


def _relations(parts: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    for name in parts:
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in etree.fromstring(parts[name]).iter(f"{RELS}Relationship"):
                if relation.get("TargetMode") != "External":
                    yield (
                        name,
                        relation.get("Target"),
                        posixpath.normpath(posixpath.join(folder, relation.get("Target"))),
                    )


def _dangling(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    return ((name, target) for name, target, full in _relations(parts) if full.lstrip("/") not in parts)


def _reached(parts: dict[str, bytes]) -> set[str]:
    targets = {full.lstrip("/") for _, _, full in _relations(parts)}
    return targets | {name for name in parts if name.endswith(".rels")} | {"[Content_Types].xml"}


def _untyped(parts: dict[str, bytes]) -> list[str]:
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {each.get("PartName").lstrip("/") for each in types.iter(f"{TYPES}Override")}
    endings = {each.get("Extension").lower() for each in types.iter(f"{TYPES}Default")}
    return [n for n in parts if n not in named and n.rpartition(".")[2].lower() not in endings and n[0] != "["]


def slides_of(deck: bytes) -> list[Any]:
    """The slides, opened again."""
    return list(Presentation(io.BytesIO(deck)).slides)


def charts_of(deck: bytes) -> dict[str, Any]:
    """Every chart by its shape's name."""
    return {shape.name: shape.chart for slide in slides_of(deck) for shape in slide.shapes if shape.has_chart}


def series_of(chart: Any) -> dict[str, list[float | None]]:
    """Every series of every plot of a chart."""
    return {series.name: list(series.values) for plot in chart.plots for series in plot.series}


def sheet_of(chart: Any) -> Any:
    """The worksheet inside a chart."""
    return load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active


def plain(text: str) -> str:
    """The text with plain spaces: which kind of space keeps a day or a state in one piece is asked elsewhere."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def outline(deck: bytes) -> str:
    """Each slide as text: its layout, then its shapes with what they say."""
    return "\n".join(line for number, slide in enumerate(slides_of(deck), 1) for line in _outlined(number, slide))


def _outlined(number: int, slide: Any) -> Iterator[str]:
    yield f"{number}. [{slide.slide_layout.name}]"
    for shape in slide.shapes:
        yield f"   {shape.name}: {plain(_said(shape))}"
    if slide.has_notes_slide:
        yield f"   notes: {slide.notes_slide.notes_text_frame.text}"


def _said(shape: Any) -> str:
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        return " / ".join(filter(None, map(_said, shape.shapes)))
    if not (shape.has_chart or shape.has_table or shape.has_text_frame):
        return ""
    if shape.has_chart:
        return "; ".join(f"{name} {values}" for name, values in series_of(shape.chart).items())
    if shape.has_table:
        return " / ".join(" | ".join(cell.text for cell in row.cells) for row in shape.table.rows).replace("\n", " ⏎ ")
    return shape.text_frame.text.replace("\n", " ⏎ ")
