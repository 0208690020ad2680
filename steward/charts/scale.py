"""Round numbers for an axis, and where it begins and ends."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from steward.exhibits import Number, Unit

WANTED = 5
MANY, MONTH = 8, 9


@dataclass(frozen=True)
class Scale:
    """An axis of values: its ends and its round numbers in between."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def roomier(self, share: float, *, below: bool) -> "Scale":
        """The same ticks with room above (and `below`) for numbers written beyond the ends."""
        room = (self.high - self.low) * share
        return Scale(self.low - room * below, self.high + room, self.ticks)


def scale(values: Iterable[Number | None], unit: Unit, *, from_zero: bool = True) -> Scale:
    """A scale with round ends around the values.

    It starts at zero, so that a small change looks small. `from_zero` False lets lines leave that out where all are
    high percentages: nobody reads an availability of 99.9 % against zero.
    """
    low, high = _ends(values)
    if from_zero or unit.name != "percent" or low < 50:
        low, high = min(low, 0.0), max(high, 0.0)
    return Scale(0, 1, (0,)) if low == high == 0 else _rounded(low, high, unit)


def spanning(span: tuple[Number, Number], unit: Unit) -> Scale:
    """A scale that runs from where to where it always does."""
    low, high = map(float, span)
    inside = _rounded(low, high, unit).ticks
    return Scale(low, high, tuple(tick for tick in inside if low <= tick <= high))


def tight(values: Iterable[Number | None]) -> Scale:
    """Zero and the values, with nothing beyond: for bars that carry their own numbers and show no axis."""
    low, high = _ends(values)
    low, high = min(low, 0.0), max(high, 0.0)
    return Scale(low, high if high > low else 1.0, (0,)).roomier(0.1, below=low < 0)


def _ends(values: Iterable[Number | None]) -> tuple[float, float]:
    known = [float(value) for value in values if value is not None]
    return min(known, default=0.0), max(known, default=0.0)


def _rounded(low: float, high: float, unit: Unit) -> Scale:
    """Ends moved out to round numbers."""
    step = _step((high - low) or abs(high) * 0.01, unit)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    first -= first == last
    ticks = tuple(round(index * step, 10) for index in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _step(span: float, unit: Unit) -> float:
    """The step of 1, 2 or 5 × 10ⁿ that gives about five ticks; whole where the unit is."""
    rough = span / WANTED
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.999)
    return step if unit.decimals else max(step, 1.0)


def named(categories: Sequence[str]) -> list[int]:
    """Which categories are named: all of them, but only a few of many months."""
    months = len(categories) > MANY and max(map(len, categories)) <= MONTH
    return few(len(categories)) if months else list(range(len(categories)))


def few(count: int, wanted: int = 5) -> list[int]:
    """Which of `count` categories are named, counted back from the last, at most `wanted`."""
    return sorted(range(count - 1, -1, -(math.ceil(count / wanted) or 1)))
