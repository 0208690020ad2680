"""Lines, bars, stacked bars and bridges as native charts."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import assert_never

from steward.deck.charts.axis_names import Names
from steward.deck.charts.bridge_chart import bridge_composition
from steward.deck.charts.composition import Composition
from steward.deck.charts.data import NativeData
from steward.deck.charts.labels import Labels
from steward.deck.charts.legend import legend_place, with_legend
from steward.deck.charts.lines import lines_composition
from steward.deck.charts.looks import NO_MARKER, stroked
from steward.deck.charts.multiples import drawn_small, multiples
from steward.deck.charts.series import (
    above_stack,
    axis_format,
    bar_labels,
    bar_looks,
    colours,
    data_of,
    dots,
    known,
    part_labels,
    reference,
    span_limits,
    stacks,
    tall,
    topmost,
    with_call_out,
)
from steward.deck.charts.style import Pen, axis_range, nice_range
from steward.deck.charts.xml import bar_plot, bar_series, chart_space, line_plot, line_series
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Size, Style
from steward.deck.shapes.text import width
from steward.exhibits import Bars, Bridge, Chart, Lines, Role, SeriesChart, StackedBars

_FEW_BARS = 14
_FEW_STACKS = 10
_ROOMY, _CALLED = 7.0, 2.6
_APART, _OVER = -5, 30
"""How much bars beside each other overlap, in per cent; an earlier period stands half behind."""


def draw_chart(canvas: Canvas, exhibit: Chart, box: Box) -> None:
    """The exhibit as a native chart that fills the box; many lines as a small chart for each."""
    if isinstance(exhibit, Lines) and (small := multiples(exhibit, canvas.style, box)):
        for number, one in enumerate(small, start=1):
            canvas.chart(f"chart:{exhibit.id}:{number}", one.alt, one.box, partial(drawn_small, one, canvas.style))
        return
    names = [step.label for step in exhibit.steps] if isinstance(exhibit, Bridge) else exhibit.categories
    if not names:
        look = Look(canvas.style.points(Size.CHART), canvas.style.palette.muted, align="ctr")
        canvas.text(f"chart:{exhibit.id}", box, [paragraph("No data", look)], "ctr")
        return
    canvas.chart(f"chart:{exhibit.id}", exhibit.alt, box, lambda: _data(exhibit, canvas.style, box, names))


def _data(exhibit: Chart, style: Style, box: Box, names: Sequence[str]) -> NativeData:
    pen = Pen(style, box, names)
    if isinstance(exhibit, Bars | StackedBars):
        pen = with_legend(pen, [one.name for one in exhibit.series])
    made = compose(exhibit, pen)
    place = legend_place(pen) if made.legend else ""
    made.data.chart_xml = chart_space(made.plots, made.axes, pen.axis_text, legend=place, where=made.area)
    return made.data


def compose(exhibit: Chart, pen: Pen) -> Composition:
    """The chart of an exhibit."""
    match exhibit:
        case Lines():
            return lines_composition(exhibit, pen)
        case Bars():
            return _bars(exhibit, pen)
        case StackedBars():
            return _stacked(exhibit, pen)
        case Bridge():
            return bridge_composition(exhibit, pen)
        case _:
            assert_never(exhibit)


def _bars(exhibit: Bars, pen: Pen) -> Composition:
    if _far_from_zero(exhibit):
        return _dotted(exhibit, pen)
    sideways = exhibit.horizontal or _names_too_long(exhibit, pen)
    few = len(known(exhibit)) - len(known(exhibit, Role.EARLIER)) <= _FEW_BARS
    pairs, ems = zip(exhibit.series, colours(exhibit, pen), strict=True), _ROOMY if sideways else None
    labels = [
        bar_labels(exhibit, pen, series, colour, ems) if few and series.role is not Role.EARLIER else None
        for series, colour in pairs
    ]
    if (one := exhibit.call_out) and (value := exhibit.pointed) is not None:
        labels[one.series] = with_call_out(labels[one.series], pen.call_out(one, "outEnd", exhibit.unit.text(value)))
    return _columns(exhibit, pen, dict(enumerate(labels)), sideways=sideways, labelled=few)


def _stacked(exhibit: StackedBars, pen: Pen) -> Composition:
    few = len(exhibit.categories) <= _FEW_STACKS
    pairs = zip(exhibit.series, colours(exhibit, pen), strict=True)
    labels = [part_labels(exhibit, pen, series, colour) if few else None for series, colour in pairs]
    high = _room(exhibit, pen).get("high")
    if (one := exhibit.call_out) and exhibit.pointed is not None and high:
        top = topmost(exhibit, one.at)
        said = replace(pen.call_out(one, "ctr"), up=above_stack(exhibit, pen, top, one.at, high))
        labels[top] = with_call_out(labels[top], said)
    return _columns(exhibit, pen, dict(enumerate(labels)), stacked=True)


def _columns(
    exhibit: SeriesChart,
    pen: Pen,
    labels: dict[int, Labels | None],
    *,
    sideways: bool = False,
    stacked: bool = False,
    labelled: bool = False,
) -> Composition:
    """Columns, with references as lines over them; beside them where the bars lie on their side."""
    data, bars, lines = data_of(exhibit), [], []
    names = Names(data.axis_names, skip=pen.rows_skip()) if sideways else pen.names()
    data.axis_names = names.texts
    for index, (series, colour) in enumerate(zip(exhibit.series, colours(exhibit, pen), strict=True)):
        if series.role is Role.REFERENCE and not sideways:
            lines.append(reference(data, pen, index, series))
        elif stacked and series.role is Role.EARLIER:
            lines.append(line_series(data, index, stroked(pen.style.palette.neutral, 2 * pen.style.scale), NO_MARKER))
        else:
            look, others = bar_looks(exhibit, series, colour, pen)
            bars.append(bar_series(data, index, look, labels[index], others))
    earlier = any(series.role is Role.EARLIER for series in exhibit.series)
    plots = bar_plot(bars, horizontal=sideways, stacked=stacked, gap=55, overlap=_OVER if earlier else _APART)
    limits = span_limits(exhibit) or {
        "low": 0.0 if min(known(exhibit), default=0.0) >= 0 else None,
        **_room(exhibit, pen),
    }
    axes = pen.axes(axis_format(exhibit), names, horizontal=sideways, value_axis=not labelled, **limits)
    return Composition(data, plots + (line_plot(lines) if lines else ""), axes, len(exhibit.series) > 1)


def _room(exhibit: SeriesChart, pen: Pen) -> dict[str, float | None]:
    """Air above the highest bar for the two lines of what is called out."""
    if not exhibit.call_out or not known(exhibit):
        return {}
    reach = max([*known(exhibit), *(stacks(exhibit) if isinstance(exhibit, StackedBars) else ())])
    return {"high": axis_range(0.0, reach + _CALLED * tall(exhibit, pen))[1]}


def _dotted(exhibit: Bars, pen: Pen) -> Composition:
    """Dots on a cut axis: bars that do not start at zero would exaggerate small differences."""
    data, names = data_of(exhibit), pen.names()
    data.axis_names = names.texts
    parts = [dots(exhibit, data, pen, index, colour) for index, colour in enumerate(colours(exhibit, pen))]
    low, high, step = nice_range(min(known(exhibit)), max(known(exhibit)))
    axes = pen.axes(axis_format(exhibit), names, low=low, high=high, step=step)
    return Composition(data, line_plot(parts), axes, len(parts) > 1)


def _far_from_zero(exhibit: Bars) -> bool:
    """Availabilities and the like: all percentages so near to each other that bars from zero look the same."""
    values = known(exhibit, Role.VALUE)
    return bool(values) and exhibit.unit.name == "percent" and min(values) >= 90


def _names_too_long(exhibit: Bars, pen: Pen) -> bool:
    words = [word for name in exhibit.categories for word in name.split()]
    only_values = all(series.role is not Role.REFERENCE for series in exhibit.series)
    return only_values and max(map(width, words), default=0) > pen.slot
