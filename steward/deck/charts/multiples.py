"""More lines than can be told apart by colour: a small chart for each, all on one scale, each named at its end."""

from dataclasses import dataclass, replace

from steward.deck.charts.data import NativeData
from steward.deck.charts.labels import EndLabel
from steward.deck.charts.line_ends import broken, last_of
from steward.deck.charts.lines import with_words
from steward.deck.charts.looks import NO_MARKER, dot, plot_area, stroked
from steward.deck.charts.series import axis_format, data_of, reference, scattered, values_format
from steward.deck.charts.style import Pen
from steward.deck.charts.xml import chart_space, line_plot, line_series
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Size, Style, line_height
from steward.deck.shapes.text import width
from steward.exhibits import Lines, Role, Series
from steward.exhibits.small_lines import SmallLine, small_lines

_WIDE = 2.2
"""So many times as wide as high, a box has two small charts beside each other."""
_LEAST = 2.2
"""In lines of text: so high each has to be."""
_NAMES, _MOST = 0.38, 0.55
"""The share of a small chart's width that its name and value may take on one line, and at most."""
_AROUND, _BOLD, _ROOMY = 0.9, 1.06, 7.0


@dataclass(frozen=True)
class Small:
    """One of them in its place. `last`: it is the lowest of its column, and carries the names of the categories."""

    part: SmallLine
    whole: Lines
    box: Box
    last: bool

    @property
    def exhibit(self) -> Lines:
        """What is drawn of it."""
        return self.part.exhibit

    @property
    def loud(self) -> bool:
        """Whether it is what the chart is about, or nothing is."""
        return self.part.loud

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return self.part.alt


def multiples(exhibit: Lines, style: Style, box: Box) -> list[Small]:
    """A small chart for each line; none where there are few, or where they have no room."""
    parts = small_lines(exhibit)
    columns = 2 if box.width > box.height * _WIDE else 1
    rows = -(-len(parts) // columns)
    below = line_height(style.points(Size.CHART)) * 2
    if not parts or (box.height - below) / rows < line_height(style.points(Size.CHART)) * _LEAST:
        return []
    boxes = _boxes(box, columns, rows, below, style)
    return [
        Small(part, exhibit, boxes[place], place % rows == rows - 1 or place == len(parts) - 1)
        for place, part in enumerate(parts)
    ]


def _boxes(box: Box, columns: int, rows: int, below: int, style: Style) -> list[Box]:
    """Column by column, each as high as the others; the lowest have the names of the categories besides."""
    gap = style.inches(0.3)
    wide, high = (box.width - gap * (columns - 1)) // columns, (box.height - below) // rows
    return [
        Box(box.left + column * (wide + gap), box.top + row * high, wide, high + (below if row == rows - 1 else 0))
        for column in range(columns)
        for row in range(rows)
    ]


def drawn_small(one: Small, style: Style) -> NativeData:
    """The chart of one line."""
    exhibit = one.exhibit
    pen = Pen(style, one.box, exhibit.categories)
    low, high = map(float, exhibit.span or (0, 1))
    data, named = data_of(exhibit), _named(one.whole, pen)
    left = (max(width(exhibit.unit.compact(each)) for each in (low, high)) + _AROUND) * pen.em / pen.box.width
    right = min(_MOST, (_longest(one.whole, named) + _AROUND) * pen.em / pen.box.width)
    pen = replace(pen, plot=max(0.2, 1 - left - right))
    names = pen.names()
    data.axis_names = names.texts
    parts = [_line(one, data, pen, index, named) for index in range(len(exhibit.series))]
    axes = pen.axes(axis_format(exhibit), names, low=low, high=high, step=high - low, named=one.last)
    line = line_height(pen.size) / pen.box.height
    below = line * (2.2 if one.last else 0.4)
    area = plot_area(left, line * 0.5, pen.plot, max(0.2, 1 - line * 0.5 - below))
    data.chart_xml = chart_space(line_plot(parts), axes, pen.axis_text, where=area)
    return data


def _named(whole: Lines, pen: Pen) -> dict[str, str]:
    """The names of all lines, cut alike, so that the plots stand below one another."""
    longest = max((width(_value(whole, one)) for one in whole.series if one.role is Role.VALUE), default=0.0)
    room, most = (pen.box.width / pen.em * share / _BOLD - longest - _AROUND for share in (_NAMES, _MOST))
    return {one.name: broken(one.name, room, most) for one in whole.series if one.role is Role.VALUE}


def _longest(whole: Lines, named: dict[str, str]) -> float:
    lines = (f"{named[one.name]} {_value(whole, one)}".split("\n") for one in whole.series if one.name in named)
    return max((width(line) for several in lines for line in several), default=0.0) * _BOLD


def _value(whole: Lines, series: Series) -> str:
    at = last_of(series)
    return "" if at is None else whole.unit.text(series.values[at])


def _line(one: Small, data: NativeData, pen: Pen, index: int, named: dict[str, str]) -> str:
    exhibit, palette = one.exhibit, pen.style.palette
    series = exhibit.series[index]
    if series.role is Role.REFERENCE:
        return reference(data, pen, index, series)
    colour = palette.accents[0] if one.loud else palette.neutral
    if series.role is Role.EARLIER:
        look = (palette.pale(colour), 1.75) if one.loud else (colour, 1.0)
        return line_series(data, index, stroked(look[0], look[1] * pen.style.scale), NO_MARKER)
    marker = dot(colour, pen.dot(6)) if scattered(series.values) else NO_MARKER
    label, seen = _end(one, pen, series, named), dict[int, str]()
    if exhibit.call_out and exhibit.pointed is not None:  # it is of the one line
        seen = {exhibit.call_out.at: dot(colour, pen.dot(9))}
        label = with_words(label, exhibit.call_out, pen)
    return line_series(data, index, stroked(colour, 2.5 * pen.style.scale), marker, label, seen)


def _end(one: Small, pen: Pen, series: Series, named: dict[str, str]) -> EndLabel | None:
    at, palette = last_of(series), pen.style.palette
    if at is None:
        return None
    return EndLabel(
        at=at, name=named[series.name], cut=named[series.name] != series.name, value=_value(one.exhibit, series),
        number_format=values_format(one.exhibit, pen, _ROOMY), down=0.0,
        ink=palette.text if one.loud else palette.muted, size=pen.size, bold=one.loud,
    )  # fmt: skip
