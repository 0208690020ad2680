"""A bridge (waterfall) as the stacked columns it is drawn with, also where it crosses zero."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from steward.deck.charts.data import plain
from steward.exhibits import Number, Step

LEVEL, RISE, FALL = "Level", "Increase", "Decrease"


@dataclass(frozen=True)
class BarSpan:
    """From where to where one bar reaches."""

    low: float
    high: float
    kind: str

    @property
    def base(self) -> float:
        """The invisible part between zero and the bar."""
        return max(self.low, 0.0) + min(self.high, 0.0)

    @property
    def above(self) -> float:
        """The part of the bar above zero."""
        return max(self.high, 0.0) - max(self.low, 0.0)

    @property
    def below(self) -> float:
        """The part of the bar below zero, negative."""
        return min(self.low, 0.0) - min(self.high, 0.0)


def spans(steps: Sequence[Step]) -> Iterator[BarSpan]:
    """One span per step: a level stands on zero, a change on the level before it."""
    level = 0.0
    for step in steps:
        start, end = (0.0, _float(step.value)) if step.total else (level, level + _float(step.value))
        level = end
        yield BarSpan(min(start, end), max(start, end), LEVEL if step.total else RISE if end >= start else FALL)


def columns(bars: Sequence[BarSpan]) -> Iterator[tuple[str, str, list[float | None]]]:
    """Name, kind and values of each visible series; the parts below zero only where there are any.

    A level below zero is a loss, and of the kind of a fall."""
    for kind in (LEVEL, RISE, FALL):
        yield kind, kind, [bar.above if bar.kind == kind and bar.above else None for bar in bars]
    for kind in (LEVEL, RISE, FALL):
        values = [bar.below if bar.kind == kind and bar.below else None for bar in bars]
        if any(values):
            yield f"{kind} below zero", FALL if kind == LEVEL else kind, values


def _float(value: Number) -> float:
    return float(plain(value) or 0.0)
