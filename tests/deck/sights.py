"""What a reader of a deck sees at once, measured on its file: each fault in words, with the slide it is on."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from contrast import seen
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from steward.deck.measured import HALF_FULL, MeasuredSlide
from steward.deck.shapes.style import PLATE, SMALLEST, Style
from steward.deck.shapes.text import width
from steward.deck.slides.overflow import cut_texts
from steward.exhibits.map_drawing.card import TITLE

ON_MAPS = 10.0
"""The least size of a name on a map, in points; a title is a little smaller."""
_ROUNDING = 914_400 // 40
_FURNITURE = ("ftr", "dt", "sldNum")
_WORDS = re.compile(r"[ \-/\n]")
_INSET = 91_440
_AS_DRAWN = 0.86
"""How wide letters are of the width that is counted for them, which is rather more than less."""


def faults(deck: bytes, measured: Iterable[MeasuredSlide] = (), full: float = HALF_FULL) -> list[str]:
    """All that is small, pale, cut, broken, empty or over something else."""
    slides = list(Presentation(io.BytesIO(deck)).slides)
    found = [f"{number}: {said}" for number, slide in enumerate(slides, start=1) for said in _on(slide)]
    titles = Counter(slide.shapes.title.text if slide.shapes.title else "" for slide in slides)
    found += [f"{times} slides are called “{title}”" for title, times in titles.items() if times > 1]
    one = list(measured)
    found += [f"{where}: cut: {text}" for where, text in cut_texts((each.id, *each.texts) for each in one)]
    found += [f"{each.id}: only {each.fill:.0%} full" for each in one if each.fill is not None and each.fill < full]
    return found


def _on(slide: Any) -> Iterator[str]:
    yield from _small(slide)
    yield from (f"pale: {what} {ratio:.2f} < {least}" for what, ratio, least in seen(slide) if ratio < least - 0.01)
    yield from _over(slide)
    yield from _broken(slide)


def _small(slide: Any) -> Iterator[str]:
    for shape in slide.shapes._spTree:
        on_map = (_name(shape) or "").startswith(("person:", "legend:"))
        for run in shape.iter(qn("a:rPr")):
            said = (run.getparent().findtext(qn("a:t")) or "").strip()
            size = int(run.get("sz", "9999")) / 100
            if on_map and _name(_holder(run)) not in ("name", "meaning"):
                continue  # a sign, explained below the map and told in words
            if said and _kind(shape) not in _FURNITURE and size < (ON_MAPS * TITLE if on_map else SMALLEST):
                yield f"small: {said} {size:g}"
    for chart in (shape.chart._chartSpace for shape in slide.shapes if shape.has_chart):
        yield from (
            f"small: a chart {each.get('sz')}" for each in chart.iter(qn("a:defRPr")) if int(each.get("sz")) < 1200
        )


def _over(slide: Any) -> Iterator[str]:
    boxes = list(_boxes(slide))
    for number, one in enumerate(boxes):
        yield from (f"{one[0]} over {other[0]}" for other in boxes[number + 1 :] if _meet(one[1], other[1]))


def _boxes(slide: Any) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Where something stands; lines and the unseen backdrop of a map lie over all that they join."""
    for shape in slide.shapes:
        empty = shape.has_text_frame and not shape.text_frame.text.strip()
        line = shape._element.tag == qn("p:cxnSp") or shape.name.startswith(("person:", "map:"))
        if shape.width and shape.height and not (empty or line or shape.name == PLATE):
            left, top = shape.left or 0, shape.top or 0
            high = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            yield shape.name, (left, top, left + shape.width, top + max(high, shape.height))


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > _ROUNDING and min(one[3], other[3]) - max(one[1], other[1]) > _ROUNDING


def _broken(slide: Any) -> Iterator[str]:
    """Words, and numbers with their units, that are wider than the cell or box they stand in."""
    style = Style.of_slide(slide)
    for room, holder in (*_cells(slide), *_texts(slide)):
        for run in holder.iter(qn("a:r")):
            size = int(run.find(qn("a:rPr")).get("sz", "0")) / 100
            words = _WORDS.split(run.findtext(qn("a:t")) or "")
            longest = max(words, key=width)
            if size and width(longest) * _AS_DRAWN * style.em(size) > room + _ROUNDING:
                yield f"broken: {longest}"
    for chart in (shape.chart._chartSpace for shape in slide.shapes if shape.has_chart):
        labels = (one for label in chart.iter(qn("c:dLbls")) for one in label.iter(qn("a:bodyPr")))
        yield from ("broken: a label of a chart may be" for one in labels if one.get("wrap") != "none")


def _cells(slide: Any) -> Iterator[tuple[int, etree._Element]]:
    for table in slide._element.iter(qn("a:tbl")):
        widths = [int(each.get("w")) for each in table.iter(qn("a:gridCol"))]
        for row in table.iter(qn("a:tr")):
            for cell, wide in zip(row.findall(qn("a:tc")), widths, strict=True):
                looks = cell.find(qn("a:tcPr"))
                spans, upright = int(cell.get("gridSpan", "1")) > 1, looks.get("vert") is not None
                room = int(row.get("h")) if upright else wide
                if not spans and cell.get("hMerge") is None:
                    yield room - int(looks.get("marL", _INSET)) - int(looks.get("marR", _INSET)), cell


def _texts(slide: Any) -> Iterator[tuple[int, etree._Element]]:
    for shape in slide._element.iter(qn("p:sp")):
        text, place = shape.find(qn("p:txBody")), shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}/{qn('a:ext')}")
        if text is not None and place is not None and text.find(qn("a:bodyPr")).get("wrap") == "square":
            yield int(place.get("cx")), text


def _name(shape: etree._Element) -> str | None:
    named = next(shape.iter(qn("p:cNvPr")), None)
    return None if named is None else named.get("name")


def _holder(run: etree._Element) -> etree._Element:
    return next(run.iterancestors(qn("p:sp"), qn("p:graphicFrame")))


def _kind(shape: etree._Element) -> str | None:
    return next((each.get("type") for each in shape.iter(qn("p:ph"))), None)
