"""Comparison of a few categories, side by side or stacked."""

from collections.abc import Sequence

import plotly.graph_objects as go

from steward.charts.layout import (
    BAD,
    CLEAR,
    GOOD,
    HEIGHT,
    NEUTRAL,
    WATCH,
    Layout,
    Trace,
    called_out,
    category_axis,
    framed,
    nothing,
    reference,
    value_axis,
    values_first,
)
from steward.charts.scale import Scale, named, scale, spanning
from steward.charts.scale import tight as scale_tight
from steward.charts.text import distinct, label, lines_of, numbers, wrapped_apart
from steward.exhibits import Bars, Mood, Number, Role, Series, SeriesChart, StackedBars, Unit
from steward.exhibits.charts import again_in_mood

LABELLED, CALLED, CALLED_ABOVE = 8, 1.3, 1.2
MANY, NAMES = 13, {1: 40, 2: 24, 3: 16}
"""How many letters a line has below one bar of many, and of so few, on a phone too."""
ACROSS = (Role.REFERENCE, Role.EARLIER)
"""What is never stacked, but runs across the stacks."""
MOODS = {Mood.GOOD: GOOD, Mood.NEUTRAL: NEUTRAL, Mood.WATCH: WATCH, Mood.BAD: BAD}


def drawn(exhibit: Bars) -> go.Figure:
    """Bars of one series or several; few bars carry their numbers and need no axis."""
    values = [value for series in exhibit.series for value in series.values]
    labelled = _labelled(exhibit)
    room = [] if exhibit.pointed is None else [float(exhibit.pointed) * CALLED]
    axis = value_axis(_ends_of(exhibit, [*values, *room], tight=labelled), exhibit.unit, visible=not labelled)
    traces = [
        _bar(exhibit, series, exhibit.horizontal) | (_numbers_on(series, exhibit.unit) if labelled else {})
        if series.role is not Role.REFERENCE
        else _target(exhibit, series, exhibit.horizontal)
        for series in values_first(exhibit.series)
    ]
    drawing = _figure(exhibit, traces, axis, values, horizontal=exhibit.horizontal)
    return drawing if exhibit.horizontal else _with_call_out(exhibit, drawing)


def _with_call_out(exhibit: SeriesChart, drawing: go.Figure) -> go.Figure:
    """The words beside the one value, or the one stack, that the title is about."""
    if exhibit.call_out is None or exhibit.pointed is None:
        return drawing
    place = distinct(exhibit.categories)[exhibit.call_out.at]
    return drawing.add_annotation(called_out(exhibit.call_out.text, place, float(exhibit.pointed)))


def _ends_of(exhibit: Bars, values: Sequence[Number | None], *, tight: bool) -> Scale:
    if exhibit.span:
        return spanning(exhibit.span, exhibit.unit)
    return scale_tight(values) if tight else scale(values, exhibit.unit)


def _labelled(exhibit: Bars) -> bool:
    """Whether each number has room at its bar, on a phone too; beside targets the axis reads better."""
    side_by_side = len(exhibit.series) > 1 and not exhibit.horizontal
    only_values = all(series.role is not Role.REFERENCE for series in exhibit.series)
    return only_values and not side_by_side and len(exhibit.series) * len(exhibit.categories) <= LABELLED


def stacked(exhibit: StackedBars) -> go.Figure:
    """Parts of a whole; negative parts grow downwards, references run across."""
    ends, lying = _ends(exhibit), _names_need_a_side(exhibit)
    traces = [
        _bar(exhibit, series, lying) if series.role not in ACROSS else _line_across(series) | _values(exhibit, series)
        for series in values_first(exhibit.series)
    ]
    room = [] if exhibit.pointed is None else [float(exhibit.pointed) * CALLED_ABOVE]
    axis = value_axis(scale([*ends, *room], exhibit.unit), exhibit.unit)
    drawing = _figure(exhibit, traces, axis, ends, horizontal=lying, abreast=1).update_layout(barmode="relative")
    return _with_call_out(exhibit, drawing)


def _names_need_a_side(exhibit: StackedBars) -> bool:
    """Whether so many names are so long that below the stacks they would run into one another on a phone; words and
    lines across belong to stacks that stand."""
    many, long = len(exhibit.categories) > LABELLED, any(len(name) > MANY for name in exhibit.categories)
    return many and long and exhibit.call_out is None and all(one.role not in ACROSS for one in exhibit.series)


def _ends(exhibit: StackedBars) -> list[Number | None]:
    """How far each stack reaches up and down, and every reference."""
    parts = [numbers(series.values) for series in exhibit.series if series.role not in ACROSS]
    known = [[value for value in column if value is not None] for column in zip(*parts, strict=True)]
    stacks = [[value for value in column if (value < 0) == down] for column in known for down in (False, True)]
    others = [value for series in exhibit.series if series.role in ACROSS for value in series.values]
    return [*(sum(stack) for stack in stacks if stack), *others]


def _line_across(series: Series) -> Trace:
    """A limit, or the whole of the year before: a line over the stacks."""
    if series.role is Role.REFERENCE:
        return reference(series.name)
    pale = {"line": {"color": NEUTRAL, "width": 2.5}, "opacity": 0.6}
    return {"type": "scatter", "mode": "lines", "name": label(series.name)} | pale


def _figure(
    exhibit: SeriesChart,
    traces: list[Trace],
    axis: Layout,
    values: Sequence[Number | None],
    *,
    horizontal: bool = False,
    abreast: int = 0,
) -> go.Figure:
    """The bars between their axes; a bar that stands alone is not a wall. `abreast`: how many bars a category has side
    by side, 0 = one a series."""
    if all(value is None for value in values):
        return nothing()
    count = len(exhibit.categories)
    gap = {1: 0.75, 2: 0.55}.get(count, 0.35)
    layout = _across(exhibit, axis) if horizontal else _upright(exhibit, axis)
    height = 70 + count * max(32, 22 * (abreast or len(exhibit.series))) if horizontal else HEIGHT
    return framed(traces, layout | {"barmode": "group", "bargap": gap, "bargroupgap": 0.08}, height)


def _upright(exhibit: SeriesChart, axis: Layout) -> Layout:
    """Names below; many short ones, such as months, are thinned out."""
    names = wrapped_apart(exhibit.categories, NAMES.get(len(exhibit.categories), MANY))
    places = distinct(exhibit.categories)
    return {"xaxis": category_axis(places, names, named(exhibit.categories)), "yaxis": axis}


def _across(exhibit: SeriesChart, axis: Layout) -> Layout:
    """Names on the left, the first on top."""
    names = [label(name) for name in exhibit.categories]
    return {"yaxis": category_axis(distinct(exhibit.categories), names) | {"autorange": "reversed"}, "xaxis": axis}


def _values(exhibit: SeriesChart, series: Series, horizontal: bool = False) -> Trace:
    """Where a series lies, and what it says under the pointer."""
    along, up = ("y", "x") if horizontal else ("x", "y")
    said = [f"{series.name}: {exhibit.unit.text(value)}" for value in series.values]
    hover = [lines_of(name, text) for name, text in zip(exhibit.categories, said, strict=True)]
    shown = {"customdata": hover, "hovertemplate": "%{customdata}<extra></extra>"}
    return {along: distinct(exhibit.categories), up: numbers(series.values)} | shown


def _bar(exhibit: SeriesChart, series: Series, horizontal: bool = False) -> Trace:
    """One series as bars."""
    look: Trace = {"type": "bar", "name": label(series.name), "orientation": "h" if horizontal else "v"}
    if series.mood:
        look["marker"] = _in_mood(series, MOODS[series.mood], again=again_in_mood(exhibit.series, series))
    elif any(series.points):
        look["marker"] = {"color": [MOODS[mood] if mood else NEUTRAL for mood in series.points]}
    elif series.role is Role.EARLIER:
        look["marker"] = {"color": NEUTRAL, "opacity": 0.45}
    elif series.role is Role.PLAN:
        look["marker"] = {"color": CLEAR, "line": {"color": NEUTRAL, "width": 1.5}}
    elif exhibit.unit.signed:
        look["marker"] = {"color": [BAD if value is not None and value < 0 else GOOD for value in series.values]}
    return look | _values(exhibit, series, horizontal)


def _in_mood(series: Series, colour: str, *, again: bool) -> Layout:
    """Bars in the colour of their mood; pale and outlined where another of the chart has that already. A bar of nothing
    has no outline either."""
    if not again:
        return {"color": colour}
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return {
        "color": f"rgba({red}, {green}, {blue}, 0.35)",
        "line": {"color": colour, "width": [1.5 if one else 0 for one in series.values]},
    }


def _numbers_on(series: Series, unit: Unit) -> Trace:
    """The number of each bar at its end."""
    texts = ["" if value is None else unit.compact(value) for value in series.values]
    return {"text": texts, "textposition": "outside", "cliponaxis": False, "textangle": 0, "constraintext": "none"}


def _target(exhibit: SeriesChart, series: Series, horizontal: bool) -> Trace:
    """A limit shared by all is a line across; targets that differ are a stroke across each bar."""
    trace = reference(series.name) | _values(exhibit, series, horizontal)
    if (len(exhibit.categories) > 1 and len(set(series.values)) == 1) or len(exhibit.categories) > LABELLED:
        return trace
    stroke = {
        "symbol": "line-ns-open" if horizontal else "line-ew-open",
        "size": 28 if horizontal else 44,
        "line": {"width": 3},
    }
    return trace | {"mode": "markers", "marker": stroke | {"color": NEUTRAL}}
