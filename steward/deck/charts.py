"""Lines, bars, stacked bars and bridges as native charts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from steward.deck.bridge import FALL, LEVEL, Span, columns, spans
from steward.deck.canvas import Canvas
from steward.deck.chart_axes import Axes
from steward.deck.chart_data import NativeData
from steward.deck.chart_looks import INVISIBLE_BAR, INVISIBLE_LINE, NO_MARKER, Labels, filled, text_look
from steward.deck.chart_style import Pen, nice_range, short_format
from steward.deck.chart_xml import bar_plot, bar_series, chart_space, line_plot, line_series
from steward.deck.geometry import Box
from steward.deck.label_spots import last_spots
from steward.deck.markup import tag
from steward.deck.paragraphs import Look, paragraph
from steward.deck.series import (
    axis_format,
    bar_labels,
    colours,
    data_of,
    dots,
    known,
    line,
    part_labels,
    reference,
    tall,
)
from steward.deck.style import Size, Style
from steward.deck.text import width
from steward.deck.theme import Colour
from steward.exhibits import Bars, Bridge, Chart, Lines, Role, SeriesChart, StackedBars
from steward.exhibits.axes import BREAK, cut_axis

_FEW_BARS = 14
_FEW_STACKS = 10
_ROOMY = 7.0


@dataclass(frozen=True)
class Composition:
    """A chart before it is written."""

    data: NativeData
    plots: str
    axes: Axes
    legend: bool = False


def draw_chart(canvas: Canvas, exhibit: Chart, box: Box) -> None:
    """The exhibit as a native chart that fills the box."""
    names = [step.label for step in exhibit.steps] if isinstance(exhibit, Bridge) else exhibit.categories
    if not names:
        look = Look(canvas.style.points(Size.CHART), canvas.style.palette.muted, align="ctr")
        canvas.text(f"chart:{exhibit.id}", box, [paragraph("No data", look)], "ctr")
        return
    canvas.chart(f"chart:{exhibit.id}", exhibit.alt, box, lambda: _data(exhibit, canvas.style, box, names))


def _data(exhibit: Chart, style: Style, box: Box, names: Sequence[str]) -> NativeData:
    pen = Pen.fitting(style, box, names, _exact(exhibit) if isinstance(exhibit, Bridge) else ())
    made = compose(exhibit, pen)
    made.data.chart_xml = chart_space(made.plots, made.axes, pen.axis_text, legend=made.legend)
    return made.data


def compose(exhibit: Chart, pen: Pen) -> Composition:
    """The chart of an exhibit."""
    match exhibit:
        case Lines():
            return _lines(exhibit, pen)
        case Bars():
            return _bars(exhibit, pen)
        case StackedBars():
            return _stacked(exhibit, pen)
        case Bridge():
            return _bridge(exhibit, pen)
        case _:
            assert_never(exhibit)


def _lines(exhibit: Lines, pen: Pen) -> Composition:
    data = data_of(exhibit)
    spots = last_spots(exhibit, tall(exhibit, pen))
    parts = [
        line(exhibit, data, pen, index, colour, spots.get(index)) for index, colour in enumerate(colours(exhibit, pen))
    ]
    axes = pen.axes(axis_format(exhibit), skip=pen.skip())
    return Composition(data, line_plot(parts), axes, len(parts) > 1)


def _bars(exhibit: Bars, pen: Pen) -> Composition:
    if _far_from_zero(exhibit):
        return _dotted(exhibit, pen)
    sideways = exhibit.horizontal or _names_too_long(exhibit, pen)
    few = len(known(exhibit)) <= _FEW_BARS
    pairs, ems = zip(exhibit.series, colours(exhibit, pen), strict=True), _ROOMY if sideways else None
    labels = [bar_labels(exhibit, pen, series, colour, ems) if few else None for series, colour in pairs]
    return _columns(exhibit, pen, dict(enumerate(labels)), sideways=sideways, labelled=few)


def _stacked(exhibit: StackedBars, pen: Pen) -> Composition:
    few = len(exhibit.categories) <= _FEW_STACKS
    pairs = zip(exhibit.series, colours(exhibit, pen), strict=True)
    labels = [part_labels(exhibit, pen, series, colour) if few else None for series, colour in pairs]
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
    for index, (series, colour) in enumerate(zip(exhibit.series, colours(exhibit, pen), strict=True)):
        if series.role is Role.REFERENCE and not sideways:
            lines.append(reference(data, pen, index, series))
        else:
            bars.append(bar_series(data, index, filled(colour), labels[index]))
    plots = bar_plot(bars, horizontal=sideways, stacked=stacked, gap=55)
    low = 0.0 if min(known(exhibit), default=0.0) >= 0 else None
    months = len(exhibit.categories) > _FEW_STACKS
    skip = pen.rows_skip() if sideways else pen.skip() if months else 1
    axes = pen.axes(axis_format(exhibit), horizontal=sideways, value_axis=not labelled, low=low, skip=skip)
    return Composition(data, plots + (line_plot(lines) if lines else ""), axes, len(exhibit.series) > 1)


def _dotted(exhibit: Bars, pen: Pen) -> Composition:
    """Dots on a cut axis: bars that do not start at zero would exaggerate small differences."""
    data = data_of(exhibit)
    parts = [dots(exhibit, data, pen, index, colour) for index, colour in enumerate(colours(exhibit, pen))]
    low, high, step = nice_range(min(known(exhibit)), max(known(exhibit)))
    axes = pen.axes(axis_format(exhibit), low=low, high=high, step=step)
    return Composition(data, line_plot(parts), axes, len(parts) > 1)


def _far_from_zero(exhibit: Bars) -> bool:
    """Availabilities and the like: all percentages so near to each other that bars from zero look the same."""
    values = known(exhibit, Role.VALUE)
    return bool(values) and exhibit.unit.name == "percent" and min(values) >= 90


def _names_too_long(exhibit: Bars, pen: Pen) -> bool:
    words = [word for name in exhibit.categories for word in name.split()]
    only_values = all(series.role is Role.VALUE for series in exhibit.series)
    return only_values and max(map(width, words), default=0) > pen.slot


def _bridge(exhibit: Bridge, pen: Pen) -> Composition:
    data = NativeData(exhibit.receipt.as_of, [step.label for step in exhibit.steps], exhibit.unit.excel)
    bars = list(spans(exhibit.steps))
    data.with_series("Base", [bar.base or None for bar in bars])
    parts = [bar_series(data, 0, INVISIBLE_BAR)]
    near = cut_axis(exhibit)
    limits = {"low": near.low, "high": near.high, "step": near.step} if near else {}
    for index, (name, kind, values) in enumerate(columns(bars), start=1):
        data.with_series(name, values)
        marks = _breaks(exhibit, pen) if near and kind == LEVEL else None
        parts.append(bar_series(data, index, filled(_bridge_colour(kind, pen)), marks))
    plots = bar_plot(parts, horizontal=False, stacked=True, gap=45)
    # A cut axis must be seen to be cut.
    axes = pen.axes(short_format(exhibit.unit, [bar.high for bar in bars]), value_axis=bool(limits), **limits)
    return Composition(data, plots + _bridge_labels(exhibit, data, bars, pen), axes)


def _exact(exhibit: Bridge) -> list[str]:
    """Every step's value in full, changes with their sign."""
    changes = replace(exhibit.unit, signed=True)
    return [(exhibit.unit if step.total else changes).text(step.value) for step in exhibit.steps]


def _bridge_colour(kind: str, pen: Pen) -> Colour:
    palette = pen.style.palette
    if kind == LEVEL:
        return palette.accents[0]
    lighter = Colour(palette.accents[0].name, 0.45)
    return pen.colours(2)[1] if kind == FALL else lighter


def _breaks(exhibit: Bridge, pen: Pen) -> Labels:
    """In the foot of every level, that its lower part is left out."""
    colour = pen.style.on(_bridge_colour(LEVEL, pen))
    run = tag("a:rPr", colour.fill, lang="en-GB", sz=round(pen.size * 150), b=True)
    places = tuple((at, BREAK) for at, step in enumerate(exhibit.steps) if step.total)
    return Labels(text_look(pen.size * 1.5, colour, bold=True), exhibit.unit.excel, "inBase", run, only=places)


def _bridge_labels(exhibit: Bridge, data: NativeData, bars: list[Span], pen: Pen) -> str:
    """An invisible line along the tops, because stacked columns cannot be labelled above themselves."""
    unit, texts = exhibit.unit, _exact(exhibit)
    if max(map(width, texts), default=0.0) * 1.1 > pen.slot:
        texts = [unit.compact(step.value) if step.total else unit.change(step.value) for step in exhibit.steps]
    data.with_series("Label", [max(bar.high, 0.0) for bar in bars])
    labels = Labels(pen.label_text, unit.excel, "t", pen.label_run, only=tuple(enumerate(texts)))
    return line_plot([line_series(data, len(data) - 1, INVISIBLE_LINE, NO_MARKER, labels)])
