"""Where the legend of a chart stands: above it, or beside it where above it would take most of the chart's height."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from steward.deck.charts.style import Pen
from steward.deck.shapes.markup import tag, val
from steward.deck.shapes.style import line_height
from steward.deck.shapes.text import width

_KEY, _BETWEEN = 3.2, 0.95
"""Ems of the sample before a name with the air beside it; the share of a chart's width that a legend above it has."""
_MOST, _HIGH = 0.55, 0.9
"""The most of a chart's width and height that a legend takes beside it."""
_ROWS, _LOW = 2, 2.3
"""From more rows on a legend stands beside a chart, and from so many where the chart is lower than so many inches."""


def with_legend(pen: Pen, names: Sequence[str]) -> Pen:
    """The pen for a chart whose series have these names."""
    if len(names) < 2:
        return pen
    widest = (max(map(width, names)) + _KEY) * pen.em
    across = max(1, int(pen.box.width * _BETWEEN // widest))
    rows, share = ceil(len(names) / across), widest / pen.box.width
    tall = len(names) * line_height(pen.size) <= pen.box.height * _HIGH
    crowded = rows > _ROWS or (rows == _ROWS and pen.box.height < pen.style.inches(_LOW))
    return replace(pen, legend=share, plot=pen.plot - share) if crowded and tall and share <= _MOST else pen


def legend_place(pen: Pen) -> str:
    """Above the chart; else beside it, in one column over its whole height."""
    if not pen.legend:
        return val("c:legendPos", "t")
    sides = zip("xywh", (1 - pen.legend, 0.0, pen.legend, 1.0), strict=True)
    edges = val("c:xMode", "edge") + val("c:yMode", "edge")
    place = tag("c:manualLayout", edges, *(val(f"c:{side}", round(each, 4)) for side, each in sides))
    return val("c:legendPos", "r") + tag("c:layout", place)
