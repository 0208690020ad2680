"""How right somebody's calls were: known from four quarters on, and said as unknown before."""

from dataclasses import dataclass
from statistics import median

ENOUGH = 4
"""Quarters from which a bias is told: one good quarter and one bad one are chance."""


@dataclass(frozen=True)
class CalledQuarter:
    """What somebody called first for a quarter that is over, and what came: in cents. `opportunities`, `slipped`: how
    many were committed in that call, and how many of these did not close in the quarter."""

    quarter: str
    commit: int
    actual: int
    opportunities: int = 0
    slipped: int = 0

    @property
    def miss(self) -> float | None:
        """Above nothing: more was called than came. In percent of what was called."""
        return (self.commit - self.actual) / self.commit * 100 if self.commit > 0 else None


@dataclass(frozen=True)
class CallRecord:
    """The quarters that somebody called, the earliest first."""

    quarters: tuple[CalledQuarter, ...] = ()

    @property
    def n(self) -> int:
        """How many quarters can be told of: those with anything committed."""
        return len(self._told)

    @property
    def bias(self) -> float | None:
        """The miss in the middle, in percent: above nothing, calls are too high. None where fewer than four quarters
        tell. Not the mean: a quarter in which little was committed would outweigh all others."""
        return median(self._told) if self.n >= ENOUGH else None

    @property
    def accuracy(self) -> float | None:
        """What came of all that was committed, in percent. None where fewer than four quarters tell."""
        told = [one for one in self.quarters if one.miss is not None]
        return sum(one.actual for one in told) / sum(one.commit for one in told) * 100 if self.n >= ENOUGH else None

    @property
    def slip_rate(self) -> float | None:
        """Of the committed opportunities those that did not close in their quarter; in percent, None without any."""
        return slip_rate(sum(one.opportunities for one in self.quarters), sum(one.slipped for one in self.quarters))

    @property
    def _told(self) -> list[float]:
        return [one.miss for one in self.quarters if one.miss is not None]


def slip_rate(opportunities: int, slipped: int) -> float | None:
    """In percent; None where nothing was committed. 1 of 4 → 25.0."""
    return slipped / opportunities * 100 if opportunities else None
