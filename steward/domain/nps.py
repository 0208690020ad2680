"""Net Promoter Score with its margin, as Bain & Company define it (see docs/metrics.md)."""

from dataclasses import dataclass
from math import inf, sqrt

FEWEST_ANSWERS = 5
REAL = 1.96


def leaning(score: int) -> int:
    """1 of a promoter (9 and 10), −1 of a detractor (0 to 6), else 0: what an answer brings to the score."""
    return (score >= 9) - (score <= 6)


@dataclass(frozen=True)
class Survey:
    """What people answered. `asked` counts the surveys sent, answered or not; None where only answers were kept.

    `untold`: answers of which it is not told how they were, because so few could be traced to people."""

    asked: int | None
    promoters: int
    passives: int
    detractors: int
    untold: int = 0

    @property
    def answered(self) -> int:
        """How many answered."""
        return self.promoters + self.passives + self.detractors + self.untold

    @property
    def score(self) -> float | None:
        """−100 … 100; None under five answers, where the answers speak for themselves."""
        if self.answered < FEWEST_ANSWERS or self.untold:
            return None
        return (self.promoters - self.detractors) / self.answered * 100

    @property
    def coverage(self) -> float | None:
        """Percent of those asked who answered; None where nobody was asked, or it is not known who was."""
        return self.answered / self.asked * 100 if self.asked else None

    @property
    def standard_error(self) -> float:
        """In NPS points, of at least one answer; with the finite population correction where it is known who was
        asked, and so 0 when everyone answered."""
        n = self.answered
        p, d = self.promoters / n, self.detractors / n
        sampling = 100 * sqrt((p + d - (p - d) ** 2) / n)
        if self.asked is None:
            return sampling
        unsampled = (self.asked - n) / (self.asked - 1) if self.asked > 1 else 0
        return sampling * sqrt(max(unsampled, 0))

    @property
    def margin(self) -> float | None:
        """Half the width of the 95 % interval, in NPS points."""
        return None if self.score is None else REAL * self.standard_error

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval, within −100 … 100."""
        if self.score is None or self.margin is None:
            return None
        return max(-100.0, self.score - self.margin), min(100.0, self.score + self.margin)

    def z(self, before: "Survey") -> float | None:
        """The change since `before` in standard errors; None where either has no score."""
        if self.score is None or before.score is None:
            return None
        change = self.score - before.score
        error = sqrt(self.standard_error**2 + before.standard_error**2)
        if error == 0:
            return inf if change > 0 else -inf if change < 0 else 0.0
        return change / error

    def differs_from(self, other: "Survey") -> bool:
        """Whether the change between two surveys is more than chance (|z| ≥ 1.96)."""
        z = self.z(other)
        return z is not None and abs(z) >= REAL


NOBODY = Survey(0, 0, 0, 0)
