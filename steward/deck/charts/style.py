"""What the chart in a box is drawn with: text that fits there, colours, axes, number formats."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from steward.deck.charts.axes import Axes
from steward.deck.charts.axis_names import Names, names_below
from steward.deck.charts.data import NAME_EMS
from steward.deck.charts.labels import CallOutLabel
from steward.deck.charts.looks import text_look
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.markup import tag
from steward.deck.shapes.style import Size, Style, line_height
from steward.deck.shapes.text import shorten, width
from steward.deck.theme.theme import Colour
from steward.exhibits import CallOut, Number, Unit

_PLOT = 0.86
"""The share of a chart's width that its categories have, beside the value axis."""
BOLD = 1.15
_DEEP = 0.3
"""The share of its height that names may have which stand upright."""


@dataclass(frozen=True)
class Pen:
    """The deck's style, in one box with so many categories beside each other."""

    style: Style
    box: Box
    categories: Sequence[str]
    plot: float = _PLOT
    legend: float = 0.0
    """The share of the chart's width that its legend has at the right; none where it stands above."""

    @property
    def size(self) -> float:
        """Of all its text."""
        return self.style.points(Size.CHART)

    @property
    def em(self) -> float:
        """The width of an em of its text, in EMU."""
        return self.style.em(self.size)

    @property
    def slot(self) -> float:
        """The width of one category, in ems of the chart's text."""
        return self.box.width * self.plot / max(1, len(self.categories)) / self.em

    @property
    def deep(self) -> float:
        """How long a name may be that stands upright, in the same ems."""
        return self.box.height * _DEEP / self.em

    def dot(self, points: float) -> int:
        """A marker's size here, within what PowerPoint allows."""
        return max(2, min(72, round(points * self.style.scale)))

    @property
    def axis_text(self) -> str:
        """The look of axis labels and legends."""
        return text_look(self.size, self.style.palette.muted)

    @property
    def label_text(self) -> str:
        """The look of a value beside its point."""
        return self.text(self.style.palette.text)

    @property
    def label_run(self) -> str:
        """The same look for a label with words of its own."""
        return self.run(self.style.palette.text)

    def text(self, colour: Colour) -> str:
        """The look of a value in a colour, never apart from its unit."""
        return text_look(self.size, colour, bold=True, wraps=False)

    def run(self, colour: Colour, size: float = 0.0) -> str:
        """The look of words in a colour."""
        return tag("a:rPr", colour.fill, lang="en-GB", sz=round((size or self.size) * 100), b=True)

    def call_out(self, one: CallOut, position: str, lead: str = "", field: str = "VALUE") -> CallOutLabel:
        """The words beside the value that a chart is about."""
        palette, places = self.style.palette, max(1, len(self.categories))
        half = max(width(one.text), width(lead)) * BOLD / 2 * self.em / self.box.width
        room = (one.at + 0.5) / places * self.plot
        aside = 0.0 if room >= half else half - room
        return CallOutLabel(one.at, one.text, self.label_run, palette.text, palette.page, position, lead, field, aside)

    def colours(self, count: int) -> list[Colour]:
        """A colour for each of so many series, all told apart as long as there are not too many."""
        accents = self.style.palette.accents
        return [accents[i % len(accents)] for i in range(count)]

    def axes(self, number_format: str, names: Names | None = None, **settings: Any) -> Axes:
        """Axes in this pen's looks."""
        palette = self.style.palette
        turned = text_look(self.size, palette.muted, turn=names.turn if names else 0)
        skip = {"skip": names.skip} if names else {}
        return Axes(self.axis_text, turned, palette.neutral, palette.faint, number_format, **(skip | settings))

    def names(self) -> Names:
        """The categories as they are written below the chart."""
        return names_below([shorten(name, NAME_EMS) or "–" for name in self.categories], self.slot, self.deep)

    def rows_skip(self) -> int:
        """Every how many-th category has room for its name where they stand below each other."""
        return max(1, ceil(len(self.categories) * line_height(self.size) / (self.box.height * 0.95)))


def label_format(unit: Unit, values: Sequence[Number | None], ems: float) -> str:
    """The exact format where every value has room for it; else the shortened one."""
    widest = max((width(unit.text(value)) for value in values), default=0.0)
    return unit.excel if widest * 1.1 <= ems else short_format(unit, values)


def short_format(unit: Unit, values: Sequence[Number | None], step: float = 0.0) -> str:
    """The unit's format with thousands and millions shortened where the values are that large. `step`: from one line of
    an axis to the next, where it is known: no two of them read alike."""
    biggest = max((abs(float(value)) for value in values if value is not None), default=0.0)
    if biggest < 10_000 or 0 < step < (10_000 if biggest >= 1_000_000 else 1_000):
        return unit.excel
    millions = '#,##0.00,,"M"' if 0 < step < 100_000 else '#,##0.0,,"M"'
    digits = millions if biggest >= 1_000_000 else '#,##0,"k"'
    before = f'"{unit.prefix}"' if unit.prefix else ""
    after = f'"{unit.suffix}"' if unit.suffix else ""
    sign = "+" if unit.signed else ""
    return f"{sign}{before}{digits}{after};-{before}{digits}{after};{before}0{after}"


def axis_range(low: float, high: float) -> tuple[float, float, float]:
    """Round limits that hold the values and lie on a gridline, and the step between gridlines."""
    step = _step((high - low) or 1.0)
    return floor(low / step) * step, ceil(high / step - 1e-9) * step, step


def nice_range(low: float, high: float) -> tuple[float, float, float]:
    """Round limits around values, and the step between gridlines."""
    spread = (high - low) or abs(high) * 0.01 or 1.0
    step = _step(spread)
    return floor((low - spread * 0.1) / step) * step, ceil((high + spread * 0.1) / step) * step, step


def _step(spread: float) -> float:
    power = 10.0 ** floor(log10(spread / 3))
    return next(power * times for times in (1, 2, 5, 10) if spread / (power * times) <= 4)
