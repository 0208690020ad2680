"""Change over time."""

from collections.abc import Sequence

import plotly.graph_objects as go

from steward.charts.layout import Trace, category_axis, framed, nothing, reference, value_axis
from steward.charts.scale import few, scale
from steward.charts.text import distinct, label, literal, numbers
from steward.exhibits import Lines, Number, Role, Series

MARKED = 12


def drawn(exhibit: Lines) -> go.Figure:
    """One line a series; a value that is not known is a gap, never a zero."""
    values = [value for series in exhibit.series for value in series.values]
    if all(value is None for value in values):
        return nothing()
    places = distinct(exhibit.categories)
    names = [label(name, 14) for name in exhibit.categories]
    layout = {
        "xaxis": category_axis(places, names, few(len(places))),
        "yaxis": value_axis(scale(values, exhibit.unit, from_zero=False), exhibit.unit),
        "hovermode": "x unified",
    }
    return framed([_line(exhibit, series, places) for series in _references_last(exhibit.series)], layout)


def _references_last(series: Sequence[Series]) -> list[Series]:
    """Values first, because each takes the next colour of the theme."""
    return sorted(series, key=lambda one: one.role is Role.REFERENCE)


def _line(exhibit: Lines, series: Series, places: list[str]) -> Trace:
    """One series as a line, with dots where there are few values or one stands alone."""
    trace = {
        "type": "scatter",
        "mode": "lines+markers" if _dotted(series.values) else "lines",
        "name": label(series.name),
        "line": {"width": 2.5},
        "marker": {"size": 6},
    }
    if series.role is Role.REFERENCE:
        trace |= reference(series.name)
    said = [literal(exhibit.unit.text(value)) for value in series.values]
    return trace | {"x": places, "y": numbers(series.values), "customdata": said, "hovertemplate": "%{customdata}"}


def _dotted(values: Sequence[Number | None]) -> bool:
    """Whether a bare line would hide something: few values, or one between two gaps."""
    around = [None, *values, None]
    alone = any(
        around[i - 1] is None and around[i] is not None and around[i + 1] is None for i in range(1, len(around) - 1)
    )
    return alone or len(values) <= MARKED
