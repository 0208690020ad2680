"""Direct and channel side by side: the same formulas over two parts, which together are the whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from steward.domain.retention import Cohort
from steward.domain.selling import win_rate


class Ended(NamedTuple):
    """An opportunity that was won or lost. `partner_id` None: sold by ourselves."""

    partner_id: str | None
    won: bool
    amount: Decimal
    opened_on: date | None
    closed_on: date | None


class Paying(NamedTuple):
    """An account. `partner_id`: the partner of record, None = ours alone; `list_mrr`, `listed_mrr`: the list price of
    its lines that have one, and what those are paid; `before`: MRR a year before, None = not known."""

    partner_id: str | None
    mrr: Decimal
    before: Decimal | None
    list_mrr: Decimal | None
    listed_mrr: Decimal | None
    sourced: bool = False


@dataclass(frozen=True)
class SalesSide:
    """One part of the book, or all of it."""

    ended: tuple[Ended, ...]
    paying: tuple[Paying, ...]

    @property
    def accounts(self) -> int:
        """How many accounts bring MRR."""
        return sum(one.mrr > 0 for one in self.paying)

    @property
    def mrr(self) -> Decimal:
        """What they bring a month."""
        return sum((one.mrr for one in self.paying), Decimal())

    @property
    def won(self) -> int:
        """How many opportunities were won."""
        return sum(one.won for one in self.ended)

    @property
    def win_rate(self) -> float | None:
        """Percent won of those that ended; None where none did."""
        rate = win_rate(self.won, len(self.ended))
        return None if rate is None else rate * 100

    @property
    def cycles(self) -> tuple[int, ...]:
        """Days from the opening to the closing of each that was won, where both are known."""
        return tuple(
            (one.closed_on - one.opened_on).days for one in self.ended if one.won and one.closed_on and one.opened_on
        )

    @property
    def cycle(self) -> float | None:
        """The median of those days."""
        return median(self.cycles) if self.cycles else None

    @property
    def listed(self) -> int:
        """How many accounts have a line with a list price."""
        return sum(bool(one.list_mrr) for one in self.paying)

    @property
    def discount(self) -> float | None:
        """Percent off the list prices; None without any."""
        whole = sum((one.list_mrr for one in self.paying if one.list_mrr), Decimal())
        paid = sum((one.listed_mrr or Decimal() for one in self.paying if one.list_mrr), Decimal())
        return float((whole - paid) / whole * 100) if whole > 0 else None

    @property
    def cohort(self) -> Cohort:
        """The accounts that brought MRR a year before, then and now."""
        return Cohort.of((one.before, one.mrr) for one in self.paying if one.before and one.before > 0)

    @property
    def churn(self) -> float | None:
        """Percent of the MRR of a year before that is gone, whatever grew since; None without any."""
        kept = self.cohort.grr
        return None if kept is None else 100 - kept


@dataclass(frozen=True)
class SideBySide:
    """Both parts and the whole."""

    direct: SalesSide
    channel: SalesSide
    total: SalesSide


def side_by_side(ended: Iterable[Ended], paying: Iterable[Paying]) -> SideBySide:
    """Each opportunity and account is of one part, and all are of the whole."""
    opportunities, accounts = tuple(ended), tuple(paying)
    return SideBySide(
        SalesSide(
            tuple(one for one in opportunities if not one.partner_id),
            tuple(one for one in accounts if not one.partner_id),
        ),
        SalesSide(
            tuple(one for one in opportunities if one.partner_id), tuple(one for one in accounts if one.partner_id)
        ),
        SalesSide(opportunities, accounts),
    )


def sourced_share(paying: Sequence[Paying]) -> float | None:
    """Percent of MRR of accounts that a partner sourced; None without MRR."""
    whole = sum((one.mrr for one in paying), Decimal())
    return float(sum((one.mrr for one in paying if one.sourced), Decimal()) / whole * 100) if whole > 0 else None


def channel_share(paying: Sequence[Paying]) -> float | None:
    """Percent of MRR of accounts that have a partner of record; None without MRR."""
    whole = sum((one.mrr for one in paying), Decimal())
    return float(sum((one.mrr for one in paying if one.partner_id), Decimal()) / whole * 100) if whole > 0 else None


def concentration(paying: Sequence[Paying]) -> tuple[str, float] | None:
    """The partner of record of the most MRR, and its percentage of all that partners are of record of."""
    by_partner: dict[str, Decimal] = {}
    for one in paying:
        if one.partner_id and one.mrr > 0:
            by_partner[one.partner_id] = by_partner.get(one.partner_id, Decimal()) + one.mrr
    whole = sum(by_partner.values(), Decimal())
    if whole <= 0:
        return None
    largest = max(sorted(by_partner), key=lambda key: by_partner[key])
    return largest, float(by_partner[largest] / whole * 100)
