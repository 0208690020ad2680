"""Comparison of a few categories, side by side or stacked."""

from collections.abc import Sequence

import plotly.graph_objects as go

from steward.charts.layout import HEIGHT, Layout, Trace, category_axis, framed, nothing, reference, value_axis
from steward.charts.scale import Scale, few, scale
from steward.charts.text import distinct, label, lines_of, numbers, wrapped
from steward.exhibits import Bars, Number, Role, Series, SeriesChart, StackedBars

LABELLED = 8
SHORT = 9


def drawn(exhibit: Bars) -> go.Figure:
    """Bars of one series or several; few bars carry their numbers and need no axis."""
    values = [value for series in exhibit.series for value in series.values]
    labelled = sum(len(series.values) for series in exhibit.series if series.role is Role.VALUE) <= LABELLED
    return _figure(exhibit, values, labelled=labelled, horizontal=exhibit.horizontal, barmode="group")


def stacked(exhibit: StackedBars) -> go.Figure:
    """Parts of a whole; negative parts grow downwards."""
    return _figure(exhibit, _ends(exhibit), labelled=False, horizontal=False, barmode="relative")


def _ends(exhibit: StackedBars) -> list[Number | None]:
    """How far each stack reaches up and down, and every reference."""
    parts = [numbers(series.values) for series in exhibit.series if series.role is Role.VALUE]
    known = [[value for value in column if value is not None] for column in zip(*parts, strict=True)]
    up = [sum(value for value in column if value > 0) for column in known if column]
    down = [sum(value for value in column if value < 0) for column in known if column]
    others = [value for series in exhibit.series if series.role is Role.REFERENCE for value in series.values]
    return [*up, *down, *others]


def _figure(
    exhibit: SeriesChart, values: Sequence[Number | None], *, labelled: bool, horizontal: bool, barmode: str
) -> go.Figure:
    """The bars, their axes, and the references as lines across."""
    if all(value is None for value in values):
        return nothing()
    places = distinct(exhibit.categories)
    ordered = sorted(exhibit.series, key=lambda one: one.role is Role.REFERENCE)
    traces = [_trace(exhibit, series, places, labelled=labelled, horizontal=horizontal) for series in ordered]
    axis = value_axis(_roomy(scale(values, exhibit.unit), labelled), exhibit.unit, visible=not labelled)
    layout = _across(exhibit, places, axis) if horizontal else _upright(exhibit, places, axis)
    gap = 0.7 if len(places) == 1 else 0.55 if len(places) == 2 else 0.35
    height = 60 + len(places) * max(30, 18 * len(exhibit.series)) if horizontal else HEIGHT
    return framed(traces, layout | {"barmode": barmode, "bargap": gap, "bargroupgap": 0.08}, height)


def _roomy(found: Scale, labelled: bool) -> Scale:
    """Room for the numbers beyond the ends of the bars."""
    room = (found.high - found.low) * 0.12 if labelled else 0
    return Scale(found.low - (room if found.low < 0 else 0), found.high + (room if found.high > 0 else 0), found.ticks)


def _upright(exhibit: SeriesChart, places: list[str], axis: Layout) -> Layout:
    """Names below; many short ones, such as months, are thinned out."""
    many = len(places) > LABELLED and max(map(len, exhibit.categories)) <= SHORT
    names = [wrapped(name) for name in exhibit.categories]
    return {"xaxis": category_axis(places, names, few(len(places)) if many else None), "yaxis": axis}


def _across(exhibit: SeriesChart, places: list[str], axis: Layout) -> Layout:
    """Names on the left, the first on top."""
    names = [label(name) for name in exhibit.categories]
    return {"yaxis": category_axis(places, names) | {"autorange": "reversed"}, "xaxis": axis}


def _trace(exhibit: SeriesChart, series: Series, places: list[str], *, labelled: bool, horizontal: bool) -> Trace:
    """One series as bars, or as a dashed line where it is a reference."""
    along, up = ("y", "x") if horizontal else ("x", "y")
    said = [exhibit.unit.text(value) for value in series.values]
    hover = [lines_of(name, f"{series.name}: {text}") for name, text in zip(exhibit.categories, said, strict=True)]
    common = {
        along: places,
        up: numbers(series.values),
        "customdata": hover,
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    if series.role is Role.REFERENCE:
        return reference(series.name) | common | _only_mark(places, horizontal)
    bar = {"type": "bar", "name": label(series.name), "orientation": "h" if horizontal else "v"}
    return bar | common | (_numbers_on(exhibit, series) if labelled else {})


def _numbers_on(exhibit: SeriesChart, series: Series) -> Trace:
    """The number of each bar at its end."""
    texts = ["" if value is None else exhibit.unit.compact(value) for value in series.values]
    return {"text": texts, "textposition": "outside", "cliponaxis": False, "textangle": 0}


def _only_mark(places: list[str], horizontal: bool) -> Trace:
    """A line needs two points: a single reference is a dash across its bar."""
    if len(places) > 1:
        return {}
    symbol = "line-ns-open" if horizontal else "line-ew-open"
    return {"mode": "markers", "marker": {"symbol": symbol, "size": 60, "line": {"width": 2}, "color": "#8A94A3"}}
