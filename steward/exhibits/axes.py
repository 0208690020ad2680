"""Where the axis of a waterfall begins: one rule for a page and a slide."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from steward.exhibits.charts import Bridge

BREAK = "≈"
"""Stands in the foot of every level whose lower part is left out."""
SEEN, SEEN_OF_RATIO = 0.12, 0.05
"""The share of the height that the largest change must have to be read on an axis from zero; less of it where levels
are ratios, which are read against zero and a hundred."""
WANTED, ROOM = 5, 0.06
"""Round numbers on the axis, and the share of its height above the highest level."""


@dataclass(frozen=True)
class CutAxis:
    """An axis that does not begin at zero."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """Its round numbers."""
        return tuple(round(self.low + self.step * each, 10) for each in range(self._steps + 1))

    @property
    def _steps(self) -> int:
        return math.floor((self.high - self.low) / self.step + 1e-9)


def cut_axis(exhibit: Bridge) -> CutAxis | None:
    """An axis that leaves out most of what lies below the levels, where the largest change would not be seen on one
    from zero; None where it would, where levels reach to zero, and where the axis always runs from where to where.

    | levels       | unit  | axis                                  |
    |--------------|-------|---------------------------------------|
    | 1000, 1140   | money | from zero: 140 is seen                |
    | 1000, 1050   | money | from 900                              |
    | 40, 36       | ratio | from zero: 4 is a tenth of the height |
    | 104, 101     | ratio | from 94                               |
    """
    found = levels(exhibit)
    change = max((abs(float(step.value)) for step in exhibit.steps if not step.total), default=0.0)
    low, high = min(found, default=0.0), max(found, default=0.0)
    if exhibit.span or low <= 0 or not change or change > high * (SEEN if exhibit.unit.prefix else SEEN_OF_RATIO):
        return None
    bottom, top = low - 2 * change, high + (high - low + 2 * change) * ROOM
    step = _round_step((high - bottom) / WANTED)
    first, last = math.floor(bottom / step + 1e-9), math.ceil(top / step - 1e-9)
    return CutAxis(round(first * step, 10), round(last * step, 10), step) if first > 0 else None


def round_span(values: Sequence[float]) -> tuple[float, float]:
    """From zero, or from below it, to a round number that holds the values, in fifths that are round too."""
    low, high = min((0.0, *values)), max((0.0, *values))
    if low == high:
        return 0.0, 1.0
    rough = max(high, -low) / WANTED
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough * (1 - 1e-9))
    return (-WANTED * step if low < 0 else 0.0), (WANTED * step if high > 0 else 0.0)


def levels(exhibit: Bridge) -> list[float]:
    """The level after each step."""
    found: list[float] = []
    for step in exhibit.steps:
        before = found[-1] if found and not step.total else 0.0
        found.append(before + float(step.value))
    return found


def _round_step(rough: float) -> float:
    """1, 2 or 5 × 10ⁿ."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.999)
