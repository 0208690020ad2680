"""The series of a chart: each kind of exhibit's bars, lines, dots and references, with their labels."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from steward.deck.charts.data import NativeData
from steward.deck.charts.label_spots import ABOVE, BELOW, crossed
from steward.deck.charts.labels import CallOutLabel, EndLabel, Labels
from steward.deck.charts.looks import INVISIBLE_LINE, NO_MARKER, dot, filled, outlined, stroked, text_look
from steward.deck.charts.style import Pen, label_format, nice_range, short_format
from steward.deck.charts.xml import line_series
from steward.deck.shapes.style import line_height
from steward.deck.theme.shades import difference
from steward.deck.theme.theme import Colour
from steward.exhibits import Mood, Number, Role, Series, SeriesChart, StackedBars
from steward.exhibits.charts import BEFORE, again_in_mood, tops

_SMALL, _CLEAR = 0.07, 1.5
_LONG = 10
_APART = {Mood.GOOD: 30.0, Mood.WATCH: 45.0, Mood.BAD: 45.0, Mood.NEUTRAL: 24.0}
"""How far from the colour of a mood a plain series is at least (in CIELAB), where the theme has such a colour: orange
is 30 from salmon and 41 from amber, and each means something else."""
_PLOT, PLOT_ALONE, _BEYOND = 0.62, 0.78, 1.15
"""The share of a chart's height between legend and names, that without a legend above, and how far its axis goes
beyond the highest value."""


def data_of(exhibit: SeriesChart) -> NativeData:
    """The exhibit's own values, in its order."""
    data = NativeData(exhibit.receipt.as_of, exhibit.categories, exhibit.unit.excel)
    for series in exhibit.series:
        data.with_series(series.name, series.values)
    return data


def known(exhibit: SeriesChart, role: Role | None = None) -> list[float]:
    """Every value that is known, of one role or of all."""
    chosen = [series for series in exhibit.series if role in (None, series.role)]
    return [float(value) for series in chosen for value in series.values if value is not None]


def axis_format(exhibit: SeriesChart) -> str:
    """The number format of the exhibit's axis; whole percents where it is long."""
    values = known(exhibit)
    long = exhibit.unit.name == "percent" and max(values, default=0) - min(values, default=0) >= _LONG
    return short_format(replace(exhibit.unit, decimals=0) if long else exhibit.unit, values)


def tall(exhibit: SeriesChart, pen: Pen) -> float:
    """How high a value is that stands beside its point, in units of the axis, as far as that is known before it is
    drawn."""
    values: list[float] = [*known(exhibit), *(stacks(exhibit) if isinstance(exhibit, StackedBars) else ())]
    reach = max([0.0, *values]) - min([0.0, *values])
    plot = PLOT_ALONE if pen.legend else _PLOT
    return line_height(pen.size) / (pen.box.height * plot) * reach * _BEYOND


def colours(exhibit: SeriesChart, pen: Pen) -> list[Colour]:
    """The colour of what a series says by itself, else an accent for each; the neutral colour for references. An
    earlier period and a plan have the colour of the values that they stand beside."""
    moods = _moods(pen)
    accents = iter(_accents(exhibit, moods, pen))
    actual = [
        _of_mood(exhibit, series, moods, pen) or next(accents) for series in exhibit.series if series.role is Role.VALUE
    ] or _accents(exhibit, moods, pen)[:1]
    count = dict.fromkeys(Role, 0)
    found, named = [], dict(zip((one.name for one in exhibit.series if one.role is Role.VALUE), actual, strict=False))
    for series in exhibit.series:
        colour = named.get(series.name.removesuffix(BEFORE)) or actual[count[series.role] % len(actual)]
        count[series.role] += 1
        found.append(_by_role(series.role, colour, pen))
    return found


def _accents(exhibit: SeriesChart, moods: Mapping[Mood | None, Colour], pen: Pen) -> list[Colour]:
    """An accent for each series; in a chart whose colours have a meaning, first those that nobody takes for one."""
    theme, accents = pen.style.theme, pen.style.palette.accents
    speaks = any(mood for series in exhibit.series for mood in (series.mood, *series.points))
    held = Mood if speaks else ()
    far = [
        one for one in accents
        if all(difference(theme.rgb(one), theme.rgb(moods[mood])) >= _APART[mood] for mood in held)
    ]  # fmt: skip
    ordered = [*far, *(one for one in accents if one not in far)]
    return [ordered[at % len(ordered)] for at in range(max(1, len(exhibit.series)))]


def _of_mood(
    exhibit: SeriesChart, series: Series, moods: Mapping[Mood | None, Colour], pen: Pen
) -> Colour | None:  # fmt: skip
    """The colour of its mood; a pale one where another of the chart has that already."""
    colour = moods.get(series.mood)
    return pen.style.palette.pale(colour) if colour and again_in_mood(exhibit.series, series) else colour


def _by_role(role: Role, colour: Colour, pen: Pen) -> Colour:
    if role is Role.REFERENCE:
        return pen.style.palette.neutral
    return pen.style.palette.pale(colour) if role is Role.EARLIER else colour


def bar_looks(exhibit: SeriesChart, series: Series, colour: Colour, pen: Pen) -> tuple[str, dict[int, str]]:
    """The shape of a series' bars, and of those that look otherwise: variances are good or bad by their sign."""
    if series.role is Role.PLAN:
        return outlined(colour, 1.5 * pen.style.scale), {}
    if any(series.points):
        moods = _moods(pen)
        return filled(colour), {at: filled(moods[mood]) for at, mood in enumerate(series.points) if mood}
    if not exhibit.unit.signed or series.mood or series.role is not Role.VALUE:
        return filled(colour), {}
    fills = pen.style.palette.fills
    below = [at for at, value in enumerate(series.values) if value is not None and value < 0]
    return filled(fills.good), dict.fromkeys(below, filled(fills.bad))


def _moods(pen: Pen) -> Mapping[Mood | None, Colour]:
    palette = pen.style.palette
    return {
        Mood.GOOD: palette.fills.good,
        Mood.NEUTRAL: palette.neutral,
        Mood.WATCH: palette.fills.watch,
        Mood.BAD: palette.fills.bad,
    }


def values_format(exhibit: SeriesChart, pen: Pen, ems: float | None = None) -> str:
    """The number format of labels with so much room each, or their share of a category."""
    beside = sum(series.role is not Role.REFERENCE for series in exhibit.series)
    return label_format(exhibit.unit, known(exhibit), pen.slot / max(1, beside) if ems is None else ems)


def span_limits(exhibit: SeriesChart) -> dict[str, float | None]:
    """The ends of an axis that always runs from where to where it does."""
    return {} if exhibit.span is None else {"low": float(exhibit.span[0]), "high": float(exhibit.span[1])}


def reference(data: NativeData, pen: Pen, index: int, series: Series, label: EndLabel | None = None) -> str:
    """A thin dashed line; a tick beside each bar where there is only one value, which draws no line."""
    neutral = pen.style.palette.neutral
    marker = dot(neutral, pen.dot(7)) if sum(value is not None for value in series.values) < 2 else NO_MARKER
    return line_series(data, index, stroked(neutral, 1.5 * pen.style.scale, "dash"), marker, label)


def dots(exhibit: SeriesChart, data: NativeData, pen: Pen, index: int, colour: Colour) -> str:
    """A value as a large dot with its label; a reference as ever."""
    series = exhibit.series[index]
    if series.role is Role.REFERENCE:
        return reference(data, pen, index, series)
    under = crossed(exhibit, series, _tall_of_dots(exhibit, pen))
    labels = Labels(
        pen.label_text, values_format(exhibit, pen), ABOVE,
        elsewhere=under, other_position=BELOW, other_look=pen.label_text,
    )  # fmt: skip
    return line_series(data, index, INVISIBLE_LINE, dot(colour, pen.dot(11)), labels)


def _tall_of_dots(exhibit: SeriesChart, pen: Pen) -> float:
    """The same on an axis that is cut to its values."""
    low, high, _ = nice_range(min(known(exhibit)), max(known(exhibit)))
    return line_height(pen.size) / (pen.box.height * _PLOT) * (high - low)


def bar_labels(exhibit: SeriesChart, pen: Pen, series: Series, colour: Colour, ems: float | None) -> Labels:
    """Each value above its bar; inside it where a limit would cross it there."""
    inside = crossed(exhibit, series, tall(exhibit, pen))
    look = text_look(pen.size, pen.style.on(colour), bold=True, wraps=False)
    return Labels(
        pen.label_text, values_format(exhibit, pen, ems), "outEnd",
        elsewhere=inside, other_position="inEnd", other_look=look,
    )  # fmt: skip


def with_call_out(labels: Labels | None, one: CallOutLabel) -> Labels:
    """The labels of bars with the one that is called out; alone where the bars carry no numbers."""
    if labels is None:
        return Labels(one.run, "General", "outEnd", hidden=frozenset(), only=(), call_out=one)
    return replace(labels, call_out=one, elsewhere=labels.elsewhere - {one.at})


def part_labels(exhibit: SeriesChart, pen: Pen, series: Series, colour: Colour) -> Labels:
    """Labels inside the parts of a stack that are tall enough to hold one."""
    totals = stacks(exhibit)
    least = max(totals, default=0.0) * _SMALL
    hidden = frozenset(at for at, value in enumerate(series.values) if value is None or abs(float(value)) < least)
    look = text_look(pen.size, pen.style.theme.ink_read_on(colour), wraps=False)
    return Labels(look, values_format(exhibit, pen, pen.slot * 0.6), "ctr", hidden=hidden)


def stacks(exhibit: SeriesChart) -> list[float]:
    """How high each stack is."""
    return [one or 0.0 for one in tops(exhibit.series)]


def topmost(exhibit: SeriesChart, at: int) -> int:
    """Which series is the uppermost part of a stack."""
    parts = [place for place, one in enumerate(exhibit.series) if one.role in (Role.VALUE, Role.PLAN)]
    return max((place for place in parts if float(exhibit.series[place].values[at] or 0) > 0), default=parts[-1])


def above_stack(exhibit: SeriesChart, pen: Pen, top: int, at: int, high: float) -> float:
    """From the middle of the uppermost part to where words stand free above it, as a share of the chart's height."""
    part = float(exhibit.series[top].values[at] or 0)
    plot = _PLOT if len(exhibit.series) > 1 and not pen.legend else PLOT_ALONE
    return plot * part / 2 / high + _CLEAR * line_height(pen.size) / pen.box.height


def scattered(values: Sequence[Number | None]) -> bool:
    """Whether a known value stands between gaps, where a line without markers shows nothing."""
    here = [False, *(value is not None for value in values), False]
    return any(now and not (before or after) for before, now, after in zip(here, here[1:], here[2:], strict=False))
