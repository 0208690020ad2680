"""What the charts of one slide draw with: text looks, colours and axes for a box of this size."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from steward.deck.chart_axes import Axes
from steward.deck.chart_looks import text_look
from steward.deck.geometry import POINT, Box
from steward.deck.palette import Colour
from steward.deck.style import Size, Style, line_height
from steward.deck.text import width
from steward.exhibits import Number, Unit


@dataclass(frozen=True)
class Pen:
    """The deck's style, in one box."""

    style: Style
    box: Box

    @property
    def size(self) -> float:
        """The size of a chart's text."""
        return self.style.points(Size.CHART)

    @property
    def axis_text(self) -> str:
        """The look of axis labels and legends."""
        return text_look(self.size, self.style.palette.muted)

    @property
    def label_text(self) -> str:
        """The look of a value beside its point."""
        return text_look(self.size, self.style.palette.text, bold=True)

    def colours(self, count: int) -> list[Colour]:
        """A colour for each of so many series."""
        accents = self.style.palette.accents
        return [Colour(accents[i % len(accents)].name, 0.4 * (i // len(accents) % 3 > 0)) for i in range(count)]

    def axes(self, number_format: str, **settings: Any) -> Axes:
        """Axes in this pen's looks."""
        palette = self.style.palette
        return Axes(self.axis_text, palette.neutral, palette.faint, number_format, **settings)

    def slot(self, count: int) -> float:
        """The width of one of so many categories, in ems of the chart's text."""
        return self.box.width * 0.9 / max(1, count) / (self.size * POINT)

    def skip(self, labels: Sequence[str]) -> int:
        """Every how many-th label has room on one line."""
        return max(1, ceil((max(map(width, labels), default=1) + 0.8) / self.slot(len(labels))))

    def rows_skip(self, count: int) -> int:
        """Every how many-th of so many rows has room for its label."""
        return max(1, ceil(count * line_height(self.size) / (self.box.height * 0.95)))


def short_format(unit: Unit, values: Sequence[Number | None]) -> str:
    """The unit's format with thousands and millions shortened where the values are that large."""
    biggest = max((abs(float(value)) for value in values if value is not None), default=0.0)
    if biggest < 10_000:
        return unit.excel
    digits = '#,##0.0,,"M"' if biggest >= 1_000_000 else '#,##0,"k"'
    before = f'"{unit.prefix}"' if unit.prefix else ""
    after = f'"{unit.suffix}"' if unit.suffix else ""
    return f"{before}{digits}{after};-{before}{digits}{after};{before}0{after}"


def nice_range(low: float, high: float, ceiling: float | None = None) -> tuple[float, float, float]:
    """Round limits around values, and the step between gridlines."""
    spread = (high - low) or abs(high) * 0.01 or 1.0
    step = float(10 ** floor(log10(spread / 3)))
    step = next(step * times for times in (1, 2, 5, 10) if spread / (step * times) <= 4)
    top = ceil((high + spread * 0.1) / step) * step
    return floor((low - spread * 0.1) / step) * step, min(top, ceiling) if ceiling else top, step
