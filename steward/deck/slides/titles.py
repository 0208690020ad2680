"""Slide titles: one size for the whole deck, at which every sentence takes two lines at most."""

from collections.abc import Sequence

from steward.deck.layouts.placeholders import Stage
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Size, Style, line_height
from steward.deck.shapes.text import lines_needed, shorten

_INSETS = 2 * 91_440
_SMALLEST = 16.0
_LINES = 2


def title_size(titles: Sequence[str], stage: Stage, style: Style, most: float = Size.TITLE.value) -> float:
    """The template's own size if it is not too large for sentences; else the largest that fits them all."""
    return sized_title(titles, title_box(stage), min(stage.title_points, style.points(most)), style)


def sized_title(titles: Sequence[str], box: Box, most: float, style: Style) -> float:
    """The largest size up to this one at which they fit a box."""
    size = most
    while size > style.points(_SMALLEST) and not _fit(titles, box, size, style):
        size -= 0.5
    return size


def fitted_title(title: str, stage: Stage, size: float, style: Style) -> str:
    """The title, shortened if even at this size it would take a third line."""
    return cut_title(title, title_box(stage), size, style)


def cut_title(title: str, box: Box, size: float, style: Style) -> str:
    """The same in a box."""
    return shorten(title, _ems(box, size, style), _lines(box, size))


def title_box(stage: Stage) -> Box:
    """The title's place on its layout."""
    assert stage.title is not None, "a stage without a title is never chosen"
    return stage.title.box


def _fit(titles: Sequence[str], box: Box, size: float, style: Style) -> bool:
    lines = _lines(box, size)
    return all(lines_needed(title, _ems(box, size, style)) <= lines for title in titles)


def _lines(box: Box, size: float) -> int:
    """How many lines the box holds, two at most."""
    return max(1, min(_LINES, (box.height - _INSETS // 2) // line_height(size)))


def _ems(box: Box, size: float, style: Style) -> float:
    # Titles are often bold, which is wider than what `width` measures.
    return (box.width - _INSETS) / style.em(size * 1.06)
