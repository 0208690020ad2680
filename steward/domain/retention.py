"""Retention of a cohort: the accounts with MRR at the start, followed to the end (see docs/metrics.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Cohort:
    """Pairs of MRR at the start (above zero) and at the end, one an account."""

    pairs: tuple[tuple[Decimal, Decimal], ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[Decimal, Decimal]]) -> "Cohort":
        """The accounts that had MRR at the start; the others are new and stay out."""
        return cls(tuple((start, end) for start, end in pairs if start > 0))

    @property
    def start(self) -> Decimal:
        """MRR at the start."""
        return sum((start for start, _ in self.pairs), Decimal())

    @property
    def nrr(self) -> float | None:
        """Net revenue retention in percent; None without a cohort."""
        return float(sum(end for _, end in self.pairs) / self.start * 100) if self.pairs else None

    @property
    def grr(self) -> float | None:
        """Gross revenue retention in percent, each account capped at its start: never above 100."""
        if not self.pairs:
            return None
        kept = sum((max(min(start, end), Decimal()) for start, end in self.pairs), Decimal())
        return float(kept / self.start * 100)

    @property
    def logos(self) -> float | None:
        """Percent of the accounts still there."""
        return sum(end > 0 for _, end in self.pairs) / len(self.pairs) * 100 if self.pairs else None
