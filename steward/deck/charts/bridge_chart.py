"""A bridge as a native chart: stacked columns on an invisible base, joined by lines, with labels that are cells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from steward.deck.charts.bridge import FALL, LEVEL, BarSpan, columns, spans
from steward.deck.charts.composition import Composition
from steward.deck.charts.data import NativeData
from steward.deck.charts.labels import CellLabels, Labels
from steward.deck.charts.looks import INVISIBLE_BAR, INVISIBLE_LINE, NO_MARKER, filled, stroked
from steward.deck.charts.series import PLOT_ALONE
from steward.deck.charts.style import BOLD, Pen, axis_range, short_format
from steward.deck.charts.xml import bar_plot, bar_series, line_plot, line_series
from steward.deck.shapes.style import Style, line_height
from steward.deck.shapes.text import width
from steward.deck.theme.shades import difference
from steward.deck.theme.theme import Colour
from steward.exhibits import Bridge
from steward.exhibits.axes import BREAK, cut_axis, levels

_CALLED, _LINE, _MOST_AIR = 2.6, 1.3, 0.5
"""Lines: of what is called out with its number, and of a number beside it; the most of a chart that is left free."""
_FEW, _GAP, _WIDE_GAP = 3, 45, 110
"""So many columns at most stand further apart, as blocks would say no more; the air between two, in per cent of one."""
_UNLIKE = 35.0
"""How unlike the colour of a level is to those of changes at least (in CIELAB): nobody looks twice which it is."""
_WAYS = 3
"""A line from a column to the next is one of so many series in turn: they would run into each other."""


def bridge_composition(exhibit: Bridge, pen: Pen) -> Composition:
    """The whole chart."""
    names = [step.label for step in exhibit.steps]
    data = NativeData(exhibit.receipt.as_of, names, exhibit.unit.excel)
    bars = list(spans(exhibit.steps))
    limits = _limits(exhibit)
    shown = bool(limits)
    pen = replace(pen, plot=pen.plot if shown else 1.0)
    raised = _raised(exhibit, bars, pen, limits.get("low", 0.0))
    limits = _with_air(limits, exhibit, bars, pen, raised)
    below = pen.names()
    data.axis_names = below.texts
    plots = _columns(data, bars, pen, cut=bool(limits.get("low"))) + _lines(exhibit, data, bars, pen, raised)
    code = short_format(exhibit.unit, [bar.high for bar in bars], limits.get("step", 0.0))
    return Composition(data, plots, pen.axes(code, value_axis=shown, names=below, **limits))


def _columns(data: NativeData, bars: Sequence[BarSpan], pen: Pen, *, cut: bool) -> str:
    data.with_series("Base", [bar.base or None for bar in bars])
    parts = [bar_series(data, 0, INVISIBLE_BAR)]
    for index, (name, kind, values) in enumerate(columns(bars), start=1):
        data.with_series(name, values)
        colour = _colour(kind, pen)
        full = [place for place, value in enumerate(values) if value is not None] if cut and kind == LEVEL else []
        parts.append(bar_series(data, index, filled(colour), _cut_marks(full, colour, pen)))
    return bar_plot(parts, horizontal=False, stacked=True, gap=_GAP if len(bars) > _FEW else _WIDE_GAP)


def _cut_marks(places: Sequence[int], colour: Colour, pen: Pen) -> Labels | None:
    """A cut column is seen to be cut, not only its axis."""
    if not places:
        return None
    ink = pen.style.on(colour)
    run = pen.run(ink, pen.size * 1.5)
    return Labels(pen.text(ink), "General", "inBase", run, only=tuple((place, BREAK) for place in places))


def _colour(kind: str, pen: Pen) -> Colour:
    fills = pen.style.palette.fills
    return level_colour(pen.style) if kind == LEVEL else fills.bad if kind == FALL else fills.good


def level_colour(style: Style) -> Colour:
    """The template's first, but for one that would be taken for a rise or a fall: a grey then."""
    palette, rgb = style.palette, style.theme.rgb
    first, said = palette.accents[0], (palette.fills.good, palette.fills.bad)
    alike = any(difference(rgb(first), rgb(each)) < _UNLIKE for each in said)
    return palette.neutral if alike else first


def _limits(exhibit: Bridge) -> dict[str, float]:
    """From zero; nearer where the changes would otherwise be too small to see."""
    if exhibit.span:
        return {"low": float(exhibit.span[0]), "high": float(exhibit.span[1])}
    near = cut_axis(exhibit)
    return {"low": near.low, "high": near.high, "step": near.step} if near else {}


def _with_air(
    limits: dict[str, float], exhibit: Bridge, bars: Sequence[BarSpan], pen: Pen, raised: float
) -> dict[str, float]:
    """Room above the highest column for the two lines of what is called out, and for its neighbours' below them."""
    reach = max(bar.high for bar in bars)
    if not exhibit.call_out or exhibit.span or min(bar.low for bar in bars) < 0 or reach <= 0:
        return limits
    wanted = (_CALLED + raised) * line_height(pen.size) / (pen.box.height * PLOT_ALONE)
    low = limits.get("low", 0.0)
    high = low + (reach - low) / (1 - min(wanted, _MOST_AIR))
    if step := limits.get("step"):
        return {**limits, "high": max(limits["high"], low + ceil((high - low) / step - 1e-9) * step)}
    return {"high": axis_range(0.0, high)[1]}


def _raised(exhibit: Bridge, bars: Sequence[BarSpan], pen: Pen, low: float) -> float:
    """How many lines the words of a call-out stand higher, so that those of the columns beside it have room."""
    one = exhibit.call_out
    if one is None or one.at >= len(bars) or (width(one.text) + 1) * BOLD <= pen.slot:
        return 0.0
    near = 2 * line_height(pen.size) / pen.box.height * (max(bar.high for bar in bars) - low)
    beside = [bars[at] for at in (one.at - 1, one.at + 1) if 0 <= at < len(bars)]
    return _LINE if any(abs(bar.high - bars[one.at].high) <= near for bar in beside) else 0.0


def _lines(exhibit: Bridge, data: NativeData, bars: Sequence[BarSpan], pen: Pen, raised: float) -> str:
    """A line from each column to the next, and an unseen one along the tops that carries the labels, because stacked
    columns cannot be labelled above themselves."""
    drawn: list[str] = []
    for values in _ways(levels(exhibit)):
        data.with_series(f"Line {len(drawn) + 1}", values)
        line = stroked(pen.style.palette.neutral, 0.75 * pen.style.scale)
        drawn.append(line_series(data, len(data) - 1, line, NO_MARKER))
    texts = _texts(exhibit, pen)
    data.with_series("Label", [max(bar.high, 0.0) for bar in bars])
    data.words = "Label in words", texts
    one = exhibit.call_out if exhibit.call_out and exhibit.call_out.at < len(texts) else None
    up = raised * line_height(pen.size) / pen.box.height
    pointed = replace(pen.call_out(one, "t", texts[one.at], "CELLRANGE"), up=up) if one else None
    labels = CellLabels(texts, data.words_reference(), pen.label_run, pen.label_text, "t", pointed)
    return line_plot([*drawn, line_series(data, len(data) - 1, INVISIBLE_LINE, NO_MARKER, labels)])


def _ways(reached: Sequence[float]) -> Iterator[list[float | None]]:
    """The level at which each column meets the next, in series without two neighbours."""
    for first in range(min(_WAYS, len(reached) - 1)):
        values: list[float | None] = [None] * len(reached)
        for place, (level, _) in enumerate(pairwise(reached)):
            if place % _WAYS == first:
                values[place] = values[place + 1] = level
        yield values


def _texts(exhibit: Bridge, pen: Pen) -> list[str]:
    """Every step's value, changes with their sign; shortened where it is too wide."""
    unit, changes = exhibit.unit, replace(exhibit.unit, signed=True)
    exact = [(unit if step.total else changes).text(step.value) for step in exhibit.steps]
    if max(map(width, exact), default=0.0) * 1.1 <= pen.slot:
        return exact
    return [unit.compact(step.value) if step.total else unit.change(step.value) for step in exhibit.steps]
