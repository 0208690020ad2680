"""Shares of few things, with how sure they are."""

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Share:
    """So many of so many, with the 95 % interval of Wilson."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """Percent; None of nothing."""
        return self.hits / self.of * 100 if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Percent, from and to. 7 of 10: 39.7 to 89.2."""
        return wilson(self.hits, self.of) if self.of else None

    @property
    def said(self) -> str | None:
        """`70 % (40–89)`, the interval in brackets; None of nothing."""
        if self.value is None or self.interval is None:
            return None
        low, high = self.interval
        return f"{self.value:.0f}\N{NARROW NO-BREAK SPACE}% ({low:.0f}–{high:.0f})"


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share, in percent; it contains the share and stays within 0 and 100."""
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, min(share, middle - half) * 100), min(1.0, max(share, middle + half)) * 100
