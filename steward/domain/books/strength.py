"""How strong the relationship of an account with its owner is, and how much work it asks for: what a move would cost,
and what a book weighs."""

from collections.abc import Sequence
from dataclasses import dataclass

TWO_YEARS = 730
KNOWN_WELL = 24
"""Conversations in a year after which two know each other as well as they will: two a month."""
QUARTERS = 4
STRATEGIC, OTHER = 6.0, 2.0
"""Points of work a quarter that an account of a tier asks for by itself."""
TICKET, SALE = 0.25, 2.0
"""Points of a ticket a quarter, and of an open opportunity."""


@dataclass(frozen=True, kw_only=True)
class Relationship:
    """What is known of an account and who has it. None: not known. `days`: since they have it; `owners`: how many had
    it in three years; `value`: of strategic MRR, 1 is all; `talks`, `all_talks`: conversations in twelve months with
    them, and with any of us; `ties`: how strong each of their relationships on the map is, 0 to 1."""

    days: int | None = None
    owners: int | None = None
    value: float = 0.0
    talks: int | None = None
    all_talks: int | None = None
    ties: Sequence[float] = ()

    @property
    def continuity(self) -> float:
        """How much has been built up by staying: 0.35 of days, 0.30 of few owners, 0.25 of value, 0.10 for having it at
        all; what is not known is left out, and the rest weighs more."""
        parts = [(0.25, min(max(self.value, 0.0), 1.0)), (0.10, 1.0)]
        if self.days is not None:
            parts.append((0.35, min(max(self.days, 0) / TWO_YEARS, 1.0)))
        if self.owners is not None:
            parts.append((0.30, 1 / max(self.owners, 1)))
        return _mean(parts)

    @property
    def contact(self) -> float | None:
        """How much of what is spoken is spoken with them, and whether it is much; None where no activity is known."""
        if self.talks is None or self.all_talks is None:
            return None
        share = self.talks / self.all_talks if self.all_talks else 0.0
        return 0.5 * share + 0.5 * min(self.talks / KNOWN_WELL, 1.0)

    @property
    def strength(self) -> float:
        """From 0 to 1: 0.4 of continuity, 0.4 of contact, 0.2 of ties on the map."""
        parts = [(0.4, self.continuity)]
        if self.contact is not None:
            parts.append((0.4, self.contact))
        if self.ties:
            parts.append((0.2, _mean([(1.0, one) for one in self.ties])))
        return _mean(parts)


def _mean(parts: Sequence[tuple[float, float]]) -> float:
    return sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)


def workload(strategic: bool, talks: int, tickets: int, sales: int) -> float:
    """What an account asks of whoever has it, in points a quarter: of its tier, a quarter of the conversations and
    tickets of twelve months, and its open opportunities.

    >>> workload(True, 24, 40, 1), workload(False, 0, 0, 0)
    (16.5, 2.0)
    """
    tier = STRATEGIC if strategic else OTHER
    return tier + talks / QUARTERS + TICKET * tickets / QUARTERS + SALE * sales
