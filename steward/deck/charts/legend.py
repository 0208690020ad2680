"""Where the legend of a chart stands: above it, or beside it where above it would take most of the chart's height."""

from collections.abc import Sequence
from dataclasses import replace

from steward.deck.charts.style import Pen
from steward.deck.shapes.markup import tag, val
from steward.deck.shapes.style import line_height
from steward.deck.shapes.text import width

_KEY, _BETWEEN = 3.2, 0.95
"""Ems of the sample before a name with the air beside it; the share of a chart's width that a legend above it has."""
_MOST, _HIGH = 0.6, 0.9
"""The most of a chart's width and height that a legend takes beside it."""
_ABOVE, _WIDE, _MUCH = 0.18, 0.45, 0.3
"""The share of a chart's height from which on a legend above it takes too much; of one that would take more than so
much of its width beside it, that share is larger."""


def with_legend(pen: Pen, names: Sequence[str]) -> Pen:
    """The pen for a chart whose series have these names."""
    entries = [(width(name) + _KEY) * pen.em for name in names]
    if len(entries) < 2:
        return pen
    share, line = max(entries) / pen.box.width, line_height(pen.size)
    above = _rows(entries, pen.box.width * _BETWEEN) * line / pen.box.height
    crowded = above > (_ABOVE if share <= _WIDE else _MUCH)
    tall = len(names) * line <= pen.box.height * _HIGH
    return replace(pen, legend=share, plot=pen.plot - share) if crowded and tall and share <= _MOST else pen


def _rows(entries: Sequence[float], room: float) -> int:
    """How many rows they take beside each other, each as wide as it is."""
    rows, taken = 1, 0.0
    for one in entries:
        rows, taken = (rows, taken + one) if taken + one <= room else (rows + 1, one)
    return rows


def legend_place(pen: Pen) -> str:
    """Above the chart; else beside it, in one column over its whole height."""
    if not pen.legend:
        return val("c:legendPos", "t")
    sides = zip("xywh", (1 - pen.legend, 0.0, pen.legend, 1.0), strict=True)
    edges = val("c:xMode", "edge") + val("c:yMode", "edge")
    place = tag("c:manualLayout", edges, *(val(f"c:{side}", round(each, 4)) for side, each in sides))
    return val("c:legendPos", "r") + tag("c:layout", place)
