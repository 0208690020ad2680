"""Net Promoter Score with its margin, as Bain & Company define it (see docs/metrics.md)."""

from dataclasses import dataclass
from math import sqrt

FEWEST_ANSWERS = 5
REAL = 1.96


@dataclass(frozen=True)
class Survey:
    """What people answered. `asked` counts the surveys sent, answered or not."""

    asked: int
    promoters: int
    passives: int
    detractors: int

    @property
    def answered(self) -> int:
        """How many answered."""
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> float | None:
        """−100 … 100; None under five answers, where the answers speak for themselves."""
        if self.answered < FEWEST_ANSWERS:
            return None
        return (self.promoters - self.detractors) / self.answered * 100

    @property
    def standard_error(self) -> float:
        """In NPS points, with the finite population correction; 0 when everyone answered."""
        n = self.answered
        p, d = self.promoters / n, self.detractors / n
        unsampled = (self.asked - n) / (self.asked - 1) if self.asked > 1 else 0
        return 100 * sqrt((p + d - (p - d) ** 2) / n) * sqrt(max(unsampled, 0))

    @property
    def margin(self) -> float | None:
        """Half the width of the 95 % interval, in NPS points."""
        return None if self.score is None else REAL * self.standard_error

    def differs_from(self, other: "Survey") -> bool:
        """Whether the change between two surveys is more than chance (|z| ≥ 1.96)."""
        if self.score is None or other.score is None:
            return False
        error = sqrt(self.standard_error**2 + other.standard_error**2)
        change = abs(self.score - other.score)
        return change > 0 if error == 0 else change / error >= REAL


NOBODY = Survey(0, 0, 0, 0)
