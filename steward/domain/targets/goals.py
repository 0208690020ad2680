"""What one of us is to reach in a quarter: from a feed, or as people wrote it; where the two disagree is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Goal:
    """In one quarter. Shares are 0 to 1; None where nobody said."""

    new_mrr: Decimal | None = None
    base_growth: float | None = None
    kept: float | None = None

    def or_else(self, other: "Goal") -> "Goal":
        """This, and what it does not say from another."""
        return Goal(
            other.new_mrr if self.new_mrr is None else self.new_mrr,
            other.base_growth if self.base_growth is None else self.base_growth,
            other.kept if self.kept is None else self.kept,
        )


Goals = Mapping[tuple[str, str], Goal]
"""By person and quarter, such as `2027-Q1`."""


def together(imported: Goals, written: Goals) -> dict[tuple[str, str], Goal]:
    """What holds: as the feed says, and where it says nothing as people wrote."""
    keys = dict.fromkeys([*imported, *written])
    return {key: imported.get(key, Goal()).or_else(written.get(key, Goal())) for key in keys}


def disagreeing(imported: Goals, written: Goals) -> Iterator[tuple[str, str, Decimal, Decimal]]:
    """Person, quarter, and what each of the two says is to be won, where they do not say the same."""
    for person, quarter in sorted(set(imported) & set(written)):
        theirs, ours = imported[person, quarter].new_mrr, written[person, quarter].new_mrr
        if theirs is not None and ours is not None and theirs != ours:
            yield person, quarter, theirs, ours
