"""Lines as a native chart: each is named at its last point, in its colour, and no legend has to be looked up."""

from dataclasses import dataclass, replace

from steward.deck.charts.composition import Composition
from steward.deck.charts.data import NativeData
from steward.deck.charts.labels import EndLabel
from steward.deck.charts.line_ends import broken, last_of, spread, telling
from steward.deck.charts.looks import NO_MARKER, dot, plot_area, stroked
from steward.deck.charts.series import axis_format, colours, data_of, known, reference, scattered, values_format
from steward.deck.charts.style import Pen, axis_range, nice_range
from steward.deck.charts.xml import line_plot, line_series
from steward.deck.shapes.style import line_height
from steward.deck.shapes.text import shorten_inside, width
from steward.deck.theme.theme import Colour
from steward.exhibits import CallOut, Lines, Role

_HIGH = 50
"""Percentages above it are not held against zero."""
_ROOMY = 7.0
_MOST, _NAMED_HIGH = 0.46, 0.7
"""The share of the chart's width that names may take with their values, and of its height where each has two lines."""
_BOLD, _SPACE = 1.06, 0.33
_AROUND = 0.9
"""The ems between a line's end and its name, and between the axis and its numbers."""


@dataclass(frozen=True)
class _Limits:
    low: float
    high: float
    step: float

    def fraction(self, value: float) -> float:
        """How far below the top of the plot a value is, from 0 to 1."""
        return (self.high - value) / ((self.high - self.low) or 1.0)


@dataclass(frozen=True)
class _Names:
    """What is written at the ends of lines: names by series, and the width of the widest with its value, in ems."""

    texts: dict[int, str]
    wide: float


def lines_composition(exhibit: Lines, pen: Pen) -> Composition:
    """The whole chart."""
    data, limits, found = data_of(exhibit), _limits(exhibit), _coloured(exhibit, pen)
    named = _named(exhibit, pen)
    left, right = _left(exhibit, limits, pen), (named.wide + _AROUND) * pen.em / pen.box.width
    pen = replace(pen, plot=max(0.2, 1 - left - right))
    below = pen.names()
    data.axis_names = below.texts
    top, high = _heights(pen, two=any("\n" in name for name in below.texts), deep=below.upright)
    labels = _labels(exhibit, pen, named, limits, high)
    parts = [_line(exhibit, data, pen, index, found[index], labels.get(index)) for index in range(len(exhibit.series))]
    axes = pen.axes(axis_format(exhibit), below, low=limits.low, high=limits.high, step=limits.step)
    unnamed = len(exhibit.series) > 1 and len(labels) < len(_ends(exhibit))
    area = "" if unnamed else plot_area(left, top, pen.plot, high)
    return Composition(data, line_plot(parts), axes, legend=unnamed, area=area)


def _limits(exhibit: Lines) -> _Limits:
    """From zero, so that a small change looks small; high percentages are not held against it."""
    values = known(exhibit) or [0.0]
    if exhibit.span:
        low, high = map(float, exhibit.span)
        return _Limits(low, high, (high - low) / 5)
    if exhibit.unit.name == "percent" and min(values) >= _HIGH:
        low, high, step = nice_range(min(values), max(values))
        return _Limits(low, min(high, 100.0) if max(values) <= 100 else high, step)
    return _Limits(*axis_range(min(0.0, *values), max(0.0, *values)))


def _coloured(exhibit: Lines, pen: Pen) -> list[Colour]:
    """The colours of a few lines; of many, those that tell most have one and the others are grey."""
    chosen = telling(exhibit)
    values = [index for index, series in enumerate(exhibit.series) if series.role is Role.VALUE]
    if len(chosen) == len(values):
        return colours(exhibit, pen)
    shades = dict(zip(chosen, pen.colours(len(chosen)), strict=False))
    return [shades.get(index, pen.style.palette.neutral) for index in range(len(exhibit.series))]


def _named(exhibit: Lines, pen: Pen) -> _Names:
    """Names beside their values, on two lines or cut in their middle where they would take too much of the chart."""
    ends = _ends(exhibit)
    values = {i: width(exhibit.unit.text(exhibit.series[i].values[at])) for i, at in ends.items()}
    longest = max(values.values(), default=0.0)
    if len(exhibit.series) == 1:
        return _Names(dict.fromkeys(values, ""), longest * _BOLD)
    room = pen.box.width / pen.em * _MOST / _BOLD - longest - _SPACE
    two = 2 * len(values) * line_height(pen.size) <= pen.box.height * _NAMED_HIGH
    texts = {index: _short(exhibit.series[index].name, room, two=two) for index in values}
    return _Names(texts, max((_wide(text, values[i]) for i, text in texts.items()), default=0.0) * _BOLD)


def _short(name: str, room: float, *, two: bool) -> str:
    """A name in so much room: on two lines where each of its words is whole so, else cut."""
    ways = (broken(name, room, room) if two else "", shorten_inside(name, room))
    return next(way for way in ways if way.replace("\n", " ") == name or way is ways[1])


def _wide(name: str, value: float) -> float:
    *above, last = name.split("\n")
    return max(width(last) + _SPACE + value, *map(width, above), 0.0)


def _ends(exhibit: Lines) -> dict[int, int]:
    """Where each line ends that is named; what was before says by its shade whose it is."""
    several = sum(one.role is Role.VALUE for one in exhibit.series) > 1
    named = ((i, one) for i, one in enumerate(exhibit.series) if not (several and one.role is Role.EARLIER))
    return {index: at for index, one in named if (at := last_of(one)) is not None}


def _left(exhibit: Lines, limits: _Limits, pen: Pen) -> float:
    """The share of the width that the axis' numbers take."""
    longest = max(width(exhibit.unit.compact(each)) for each in (limits.low, limits.high, limits.high - limits.step))
    return (longest + _AROUND) * pen.em / pen.box.width


def _heights(pen: Pen, *, two: bool, deep: bool) -> tuple[float, float]:
    """Where the plot begins and how high it is, as shares of the chart's height; names below it, half a label above."""
    line = line_height(pen.size) / pen.box.height
    below = pen.deep * pen.em / pen.box.height if deep else line * (2 if two else 1)
    top = line * 0.6
    return top, max(0.2, 1 - top - below - line * 0.6)


def _labels(exhibit: Lines, pen: Pen, named: _Names, limits: _Limits, high: float) -> dict[int, EndLabel]:
    """A label for as many ends as have room, the telling ones first, moved apart where they would touch."""
    lines = 1 + max((text.count("\n") for text in named.texts.values()), default=0)
    tall = line_height(pen.size, lines) / pen.box.height / high
    chosen = telling(exhibit)
    order = sorted(named.texts, key=lambda i: (i not in chosen, exhibit.series[i].role is Role.REFERENCE, i))
    shown = sorted(order[: max(1, int(1.1 / tall))])
    wanted = [limits.fraction(float(exhibit.series[i].values[last_of(exhibit.series[i]) or 0] or 0)) for i in shown]
    places = spread(wanted, tall, 0.0, 1.0)
    found = _coloured(exhibit, pen)
    return {
        index: EndLabel(
            at=last_of(exhibit.series[index]) or 0,
            name=named.texts[index],
            cut=named.texts[index] != exhibit.series[index].name and bool(named.texts[index]),
            value=exhibit.unit.text(exhibit.series[index].values[last_of(exhibit.series[index]) or 0]),
            number_format=values_format(exhibit, pen, _ROOMY),
            down=(place - begin) * high,
            ink=pen.style.legible(found[index]),
            size=pen.size,
            bold=index in chosen,
        )
        for index, begin, place in zip(shown, wanted, places, strict=True)
    }


def _line(exhibit: Lines, data: NativeData, pen: Pen, index: int, colour: Colour, label: EndLabel | None) -> str:
    series = exhibit.series[index]
    if series.role is Role.REFERENCE:
        return reference(data, pen, index, series, label)
    if exhibit.call_out and exhibit.call_out.series == index and exhibit.pointed is not None:
        seen = {exhibit.call_out.at: dot(colour, pen.dot(9))}
        label = with_words(label, exhibit.call_out, pen)
    else:
        seen = {}
    marker = dot(colour, pen.dot(6)) if scattered(series.values) else NO_MARKER
    dash = "dash" if series.role is Role.PLAN else "solid"
    thick = 2.5 if index in telling(exhibit) or series.role is not Role.VALUE else 1.5
    return line_series(data, index, stroked(colour, thick * pen.style.scale, dash), marker, label, seen)


def with_words(label: EndLabel | None, one: CallOut, pen: Pen) -> EndLabel | None:
    """The label of a line with what is called out of it; at its end stand its name and value already."""
    return label if label is None or label.at == one.at else replace(label, call_out=pen.call_out(one, "t"))
