"""The sentences of a slide, at the largest size at which they fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.shapes.geometry import POINT, Box
from steward.deck.shapes.style import SMALLEST, Style, line_height
from steward.deck.shapes.text import clean, lines_needed, shorten

_SPACING = 0.5
_AIRY = 1.3
_LONGEST = 6


@dataclass(frozen=True)
class Points:
    """Sentences ready to be written."""

    texts: list[str]
    size: float
    spacing: float


def points_fit(texts: Sequence[str], box: Box, style: Style, largest: float) -> Points:
    """Smaller text first; then fewer sentences, with a line that counts the others."""
    texts, size = [clean(text) for text in texts], style.points(largest)
    while size > style.points(SMALLEST) and points_height(texts, box.width, size, style) > box.height:
        size -= 0.5
    kept = texts
    if points_height(kept, box.width, size, style) > box.height:
        kept = [shorten(text, _ems(box.width, size, style), _LONGEST) for text in texts]
    while len(kept) > 1 and points_height(kept, box.width, size, style) > box.height:
        kept.pop()
    more = [f"and {len(texts) - len(kept)} more"] if len(kept) < len(texts) else []
    spare = (box.height - points_height([*kept, *more], box.width, size, style)) / POINT
    airy = min(size * _AIRY, size * _SPACING + max(0.0, spare) / (len(kept) + 1))
    return Points([*kept, *more], size, airy)


def points_height(points: Sequence[str], width: int, size: float, style: Style) -> int:
    """The height of sentences at a text size."""
    ems = _ems(width, size, style)
    lines = sum(lines_needed(point, ems) for point in points) + _SPACING * len(points)
    return line_height(size, lines) + style.inches(0.1)


def _ems(width: int, size: float, style: Style) -> float:
    """The width of a line inside the placeholder's insets, beyond its bullet."""
    return (width - style.inches(0.45)) / style.em(size)
