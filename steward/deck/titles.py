"""Slide titles: one size for the whole deck, at which every sentence takes two lines at most."""

from collections.abc import Sequence
from typing import Any

from pptx.oxml.ns import qn

from steward.deck.geometry import POINT, Box
from steward.deck.layouts import Stage
from steward.deck.style import Size, Style, line_height
from steward.deck.text import lines_needed, shorten

_FALLBACK = 44.0
_INSETS = 2 * 91_440
_SMALLEST = 16.0
_LINES = 2


def title_size(titles: Sequence[str], stage: Stage, style: Style, most: float = Size.TITLE.value) -> float:
    """The template's own size if it is not too large for sentences; else the largest that fits them all."""
    box = title_box(stage)
    size = min(inherited_size(stage), style.points(most))
    while size > style.points(_SMALLEST) and not _fit(titles, box, size):
        size -= 0.5
    return size


def fitted_title(title: str, stage: Stage, size: float) -> str:
    """The title, shortened if even at this size it would take a third line."""
    return shorten(title, _ems(title_box(stage), size), _lines(title_box(stage), size))


def title_box(stage: Stage) -> Box:
    """The title's place on its layout."""
    assert stage.title is not None, "a stage without a title is never chosen"
    return stage.title.box


def inherited_size(stage: Stage) -> float:
    """The text size that the layout or its master gives to titles."""
    layout = stage.layout
    master = layout.slide_master._element
    placeholder = next(p for p in layout.placeholders if p.placeholder_format.idx == stage.title.index)  # type: ignore[union-attr]
    places = [placeholder.element, *_master_titles(layout), master.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}")]
    sizes = (_first_level(place) for place in places if place is not None)
    return next((size for size in sizes if size), _FALLBACK)


def _master_titles(layout: Any) -> list[Any]:
    return [shape.element for shape in layout.slide_master.placeholders if shape.element.ph_type.name == "TITLE"]


def _first_level(place: Any) -> float | None:
    found = place.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    size = None if found is None else found.get("sz")
    return int(size) / 100 if size else None


def _fit(titles: Sequence[str], box: Box, size: float) -> bool:
    lines = _lines(box, size)
    return all(lines_needed(title, _ems(box, size)) <= lines for title in titles)


def _lines(box: Box, size: float) -> int:
    """How many lines the box holds, two at most."""
    return max(1, min(_LINES, (box.height - _INSETS // 2) // line_height(size)))


def _ems(box: Box, size: float) -> float:
    # Titles are often bold, which is wider than what `width` measures.
    return (box.width - _INSETS) / (size * POINT * 1.06)
