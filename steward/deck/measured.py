"""A slide as it is drawn, measured: how much of its height holds something, and the smallest text on it.

The charts of a deck that is only laid out are empty frames: they count with their place, their text has its own size.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from steward.deck.shapes.geometry import POINT, Box
from steward.deck.shapes.style import PLATE, SMALLEST, Style, line_height
from steward.deck.shapes.text import lines_needed

HALF_FULL, WELL_FULL = 0.5, 0.6
"""The share of its height below which a slide is found, and below which it is to be arranged in another way."""
_NEXT = 0.6
"""In inches: what lies no further apart reads as one thing, as rows do and a chart with what is said below it."""
_INSETS = 0.45
"""Inches that a text placeholder keeps free beside its text, its bullet among them."""
_FURNITURE = frozenset({"ftr", "dt", "sldNum", "title", "ctrTitle"})
_FOOT = "foot"
Span = tuple[int, int]


@dataclass(frozen=True)
class MeasuredSlide:
    """`id`: which slide of the content it is, empty where it is the template's own; `fill`: the share of the height
    for content that holds something, None where there is none to fill; `smallest`: the size of its smallest text, in
    points, with its words."""

    id: str
    texts: tuple[str, ...]
    fill: float | None = None
    smallest: tuple[float, str] | None = None


def half_empty(slides: Iterable[MeasuredSlide]) -> list[tuple[str, float]]:
    """(id, fill) of our slides that are less than half full."""
    return [(one.id, one.fill) for one in slides if one.id and one.fill is not None and one.fill < HALF_FULL]


def too_small(slides: Iterable[MeasuredSlide]) -> list[tuple[str, float, str]]:
    """(id, points, text) of the smallest text of each of our slides where nobody can read it from afar."""
    found = ((one.id, *one.smallest) for one in slides if one.id and one.smallest)
    return [each for each in found if each[1] < SMALLEST]


def measured(slide: Any, slide_id: str, room: Box | None, style: Style) -> MeasuredSlide:
    """A slide of ours; `room`: where its content may be, None on a title slide."""
    texts = tuple(text.text for text in slide._element.iter(qn("a:t")) if text.text)
    held = fill(slide, room, style) if room else None
    return MeasuredSlide(slide_id, texts, held, smallest(slide))


def fill(slide: Any, room: Box, style: Style) -> float:
    """The share of the room's height beside which something stands."""
    held = sorted(each for shape in slide.shapes._spTree for each in _held(shape, style))
    near, reached, sum_ = style.inches(_NEXT), room.top, 0
    for top, bottom in ((max(top, room.top), min(bottom, room.bottom)) for top, bottom in held):
        if bottom > reached:
            sum_ += bottom - (reached if top - reached <= near else top)
            reached = bottom
    return sum_ / room.height


def smallest(slide: Any) -> tuple[float, str] | None:
    """The smallest text whose size is written on the slide, but for its foot."""
    sized = (
        (int(run.get("sz")) / 100, run.getparent().findtext(qn("a:t")) or "")
        for shape in slide.shapes._spTree
        if not _is_foot(shape)
        for run in shape.iter(qn("a:rPr"))
        if run.get("sz")
    )
    return min((each for each in sized if each[1].strip()), default=None)


def _held(shape: etree._Element, style: Style) -> Iterator[Span]:
    """From where to where a shape shows something."""
    if shape.tag == qn("p:grpSp"):
        for part in shape:
            yield from _held(part, style)
    elif shape.tag in (qn("p:sp"), qn("p:graphicFrame"), qn("p:pic"), qn("p:cxnSp")) and not _is_foot(
        shape, _FURNITURE
    ):
        box = _box(shape)
        if box is not None:
            yield _of_table(shape, box) or _of_text(shape, box, style) or (box.top, box.bottom)


def _is_foot(shape: etree._Element, kinds: frozenset[str] = frozenset({"ftr", "dt", "sldNum"})) -> bool:
    named = next(shape.iter(qn("p:cNvPr")), None)
    kind = next((each.get("type") for each in shape.iter(qn("p:ph"))), None)
    return kind in kinds or (named is not None and named.get("name") in (_FOOT, PLATE))


def _box(shape: etree._Element) -> Box | None:
    place = next(shape.iter(qn("a:xfrm"), qn("p:xfrm")), None)
    if place is None:
        return None
    off, ext = place.find(qn("a:off")), place.find(qn("a:ext"))
    return Box(int(off.get("x")), int(off.get("y")), int(ext.get("cx")), int(ext.get("cy")))


def _of_table(frame: etree._Element, box: Box) -> Span | None:
    heights = [int(row.get("h")) for row in frame.iter(qn("a:tr"))]
    return (box.top, box.top + sum(heights)) if heights else None


def _of_text(shape: etree._Element, box: Box, style: Style) -> Span | None:
    """Its lines, at the place in its box where they stand."""
    body = shape.find(qn("p:txBody"))
    if body is None or not any(each.text for each in body.iter(qn("a:t"))):
        return None
    bare = body.find(qn("a:bodyPr"))
    inset = 0 if bare.get("lIns") == "0" else style.inches(_INSETS)
    high = min(box.height, sum(_high(each, box.width - inset, style) for each in body.iter(qn("a:p"))))
    above = {"ctr": (box.height - high) // 2, "b": box.height - high}.get(bare.get("anchor", "t"), 0)
    return box.top + above, box.top + above + high


def _high(paragraph: etree._Element, wide: int, style: Style) -> int:
    sizes = [int(each.get("sz")) / 100 for each in paragraph.iter(qn("a:rPr")) if each.get("sz")]
    size, text = max(sizes, default=18.0), "".join(each.text or "" for each in paragraph.iter(qn("a:t")))
    before = sum(int(each.get("val")) * POINT // 100 for each in paragraph.iter(qn("a:spcPts")))
    return line_height(size, lines_needed(text, wide / style.em(size))) + before
