"""Retention of a cohort: the accounts active at the start, followed to the end (see docs/metrics.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


def kept(start: Decimal, end: Decimal) -> Decimal:
    """What gross retention counts of an account: never more than it began with."""
    return min(start, end)


@dataclass(frozen=True)
class Cohort:
    """Pairs of MRR at the start and at the end, one for each account active at the start."""

    pairs: tuple[tuple[Decimal, Decimal], ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[Decimal, Decimal]]) -> "Cohort":
        """The cohort of these accounts; one on a free trial at the start belongs to it with an MRR of zero."""
        return cls(tuple(pairs))

    @property
    def start(self) -> Decimal:
        """MRR at the start."""
        return sum((start for start, _ in self.pairs), Decimal())

    @property
    def end(self) -> Decimal:
        """MRR of the same accounts at the end."""
        return sum((end for _, end in self.pairs), Decimal())

    @property
    def paying(self) -> int:
        """How many of the accounts brought MRR at the start: whoever was on a free trial can be no lost customer."""
        return sum(start > 0 for start, _ in self.pairs)

    @property
    def staying(self) -> int:
        """How many of those still bring MRR."""
        return sum(start > 0 and end > 0 for start, end in self.pairs)

    @property
    def nrr(self) -> float | None:
        """Net revenue retention in percent; None without MRR at the start."""
        return self._share(self.end)

    @property
    def grr(self) -> float | None:
        """Gross revenue retention in percent, each account capped at its start: never above 100, never above NRR.

        | start | end | kept                                              |
        |-------|-----|---------------------------------------------------|
        | 100   | 150 | 100                                               |
        | 100   | 60  | 60                                                |
        | -50   | -50 | -50: a discount takes off as much as it did       |
        | -50   | 0   | -50: a discount that ends is no money kept        |
        | -50   | -80 | -80                                               |
        """
        return self._share(sum((kept(start, end) for start, end in self.pairs), Decimal()))

    @property
    def logos(self) -> float | None:
        """Percent of the accounts that paid at the start and still do."""
        return self.staying / self.paying * 100 if self.paying else None

    def _share(self, part: Decimal) -> float | None:
        return float(part / self.start * 100) if self.start > 0 else None
