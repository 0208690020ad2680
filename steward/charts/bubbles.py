"""Three measures of many things at once."""

import plotly.graph_objects as go

from steward.charts.layout import Layout, Trace, framed, nothing, value_axis
from steward.charts.scale import scale
from steward.charts.text import label, lines_of, literal, numbers
from steward.exhibits import Bubbles, Number, Point, Unit

LABELLED = 10
LARGEST, SMALLEST = 46, 7
HEIGHT = 420


def drawn(exhibit: Bubbles) -> go.Figure:
    """One trace a group, so that the legend explains the colours; `customdata` begins with the key."""
    if not exhibit.points:
        return nothing()
    groups = list(dict.fromkeys(point.group for point in exhibit.points))
    traces = [_trace(exhibit, group) for group in groups]
    layout = {
        "xaxis": _axis([point.x for point in exhibit.points], exhibit.x_unit, exhibit.x_label),
        "yaxis": _axis([point.y for point in exhibit.points], exhibit.y_unit, exhibit.y_label),
    }
    return framed(traces, layout, HEIGHT)


def _trace(exhibit: Bubbles, group: str) -> Trace:
    """The bubbles of one group; area, not width, is the size."""
    points = [point for point in exhibit.points if point.group == group]
    middle = sum(float(end(point.x for point in exhibit.points)) for end in (min, max)) / 2
    largest = max((abs(float(point.size or 0)) for point in exhibit.points), default=0) or 1
    return {
        "type": "scatter",
        "mode": "markers+text" if len(exhibit.points) <= LABELLED else "markers",
        "name": label(group),
        "x": numbers(point.x for point in points),
        "y": numbers(point.y for point in points),
        "text": [label(point.label, 18) for point in points],
        "textposition": ["middle left" if float(point.x) > middle else "middle right" for point in points],
        "cliponaxis": False,
        "customdata": [[point.key, _hover(exhibit, point)] for point in points],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "marker": {
            "size": [abs(float(point.size or 0)) or largest / 1e6 for point in points],
            "sizemode": "area",
            "sizeref": 2 * largest / LARGEST**2,
            "sizemin": SMALLEST / 2,
            "opacity": 0.72,
            "line": {"width": 1, "color": "rgba(255, 255, 255, 0.6)"},
        },
    }


def _hover(exhibit: Bubbles, point: Point) -> str:
    """The thing and its three measures, each with its name."""
    return lines_of(
        point.label,
        f"{exhibit.x_label}: {exhibit.x_unit.text(point.x)}",
        f"{exhibit.y_label}: {exhibit.y_unit.text(point.y)}",
        f"{exhibit.size_label}: {exhibit.size_unit.text(point.size)}",
        point.group,
    )


def _axis(values: list[Number], unit: Unit, title: str) -> Layout:
    """An axis of numbers with its name, and room for bubbles at the edge."""
    found = scale(values, unit)
    roomy = found.roomier(0.08, below=True)
    return value_axis(roomy, unit) | {"title": {"text": literal(title), "standoff": 8}, "zeroline": False}
