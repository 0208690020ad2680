"""Round numbers for an axis, and where it begins and ends."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from steward.exhibits import Number, Unit

WANTED = 5


@dataclass(frozen=True)
class Scale:
    """An axis of values: its ends and its round numbers in between."""

    low: float
    high: float
    ticks: tuple[float, ...]


def scale(values: Iterable[Number | None], unit: Unit, *, from_zero: bool = True) -> Scale:
    """A scale that holds the values; from zero, except for percentages that all are high (availability)."""
    known = [float(value) for value in values if value is not None]
    if not known or (not any(known)):
        return Scale(0, 1, (0,))
    low, high = min(known), max(known)
    if from_zero or unit.name != "percent" or low < 50:
        low, high = min(low, 0), max(high, 0)
    return _rounded(low, high, unit)


def _rounded(low: float, high: float, unit: Unit) -> Scale:
    """Ends moved out to round numbers; a percentage never beyond 100 unless the data is."""
    step = _step((high - low) or abs(high) * 0.01 or 1, unit)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    first -= first == last
    ticks = tuple(round(index * step, 10) for index in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _step(span: float, unit: Unit) -> float:
    """The step of 1, 2 or 5 × 10ⁿ that gives about five ticks; whole where the unit is."""
    rough = span / WANTED
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.999)
    return max(step, 1.0) if unit.decimals == 0 else step


def few(count: int, wanted: int = 6) -> Sequence[int]:
    """Which of `count` categories are named, counted back from the last, at most `wanted`."""
    every = math.ceil(count / wanted) or 1
    return sorted(range(count - 1, -1, -every))
