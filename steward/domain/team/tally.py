"""What accounts add up to at any level: a rate is worked out from sums, and never from the rates of parts."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any

from steward.domain.health import Colour
from steward.domain.nps import Survey
from steward.domain.renewals import Due, RenewalRange
from steward.domain.retention import Cohort
from steward.domain.selling import base_kept, growth

NOTHING = Decimal()
Pair = tuple[Decimal, Decimal]
REACHED = (
    "accounts", "mrr", "opening", "closing", "base", "pairs", "ended", "asked", "not_asked", "promoters", "passives",
    "detractors",
)  # fmt: skip
"""What of a tally a quarter came to."""


def share(part: int, whole: int) -> float | None:
    """Percent of a whole; None where there is none. 3 of 4 → 75.0."""
    return 100 * part / whole if whole else None


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Of one account, or of many. `opening`, `closing`, `base`: MRR at the quarter's start, at its end, and what is
    still there of the first, of accounts that the data knew at both. `pairs`: MRR a year before and now of each that
    was a customer then; `ended`, `ahead`: contracts that end in the quarter and in the next; `not_asked`: accounts that
    answered of which nobody knows who was asked; `better`, `worse`: of another colour than three months before; `due`,
    `kept`, `overdue`: commitments of ours; `planned`: with a goal or an objective; `rating`: the sum of ratings."""

    accounts: int = 0
    paying: int = 0
    mrr: Decimal = NOTHING
    opening: Decimal = NOTHING
    closing: Decimal = NOTHING
    base: Decimal = NOTHING
    pairs: tuple[Pair, ...] = ()
    ended: tuple[Due, ...] = ()
    ahead: tuple[Due, ...] = ()
    asked: int = 0
    not_asked: int = 0
    promoters: int = 0
    passives: int = 0
    detractors: int = 0
    red: int = 0
    amber: int = 0
    green: int = 0
    unknown: int = 0
    better: int = 0
    worse: int = 0
    due: int = 0
    kept: int = 0
    overdue: int = 0
    expected: int = 0
    held: int = 0
    rated: int = 0
    rating: float = 0.0
    mapped: int = 0
    planned: int = 0
    requests: int = 0
    requests_late: int = 0
    lines: int = 0
    lines_late: int = 0
    at_risk: int = 0
    stake: Decimal = NOTHING

    @property
    def reached(self) -> "Tally":
        """What the quarter came to, which stays with whoever owned the account when it ended."""
        return Tally(**{name: getattr(self, name) for name in REACHED})

    @property
    def to_do(self) -> "Tally":
        """The rest: what is ahead, at risk and to be done, which goes with the account."""
        return replace(self, **{name: getattr(Tally, name) for name in REACHED})

    @property
    def growth(self) -> float | None:
        """Base growth in percent."""
        return growth(self.opening, self.closing)

    @property
    def base_kept(self) -> float | None:
        """Percent of the MRR at the start still there at the end, whatever others grew by."""
        return base_kept(self.opening, self.base)

    @cached_property
    def cohort(self) -> Cohort:
        """Behind NRR and GRR."""
        return Cohort.of(self.pairs)

    @cached_property
    def renewed(self) -> RenewalRange:
        """What came of the contracts that ended."""
        return RenewalRange.of(self.ended)

    @cached_property
    def renewing(self) -> RenewalRange:
        """Between what the next quarter can end."""
        return RenewalRange.of(self.ahead)

    @property
    def survey(self) -> Survey:
        """All answers together; who was asked is known of all that answered, or of none."""
        asked = None if self.not_asked else self.asked
        return Survey(asked, self.promoters, self.passives, self.detractors)

    @property
    def kept_share(self) -> float | None:
        """Percent of our commitments due that were kept."""
        return share(self.kept, self.due)

    @property
    def held_share(self) -> float | None:
        """Percent of the reviews expected that were held."""
        return share(self.held, self.expected)

    @property
    def rated_mean(self) -> float | None:
        """What the rated reviews were rated on average, each counting once."""
        return self.rating / self.rated if self.rated else None

    @property
    def mapped_share(self) -> float | None:
        """Percent of the accounts that pay whose map is drawn."""
        return share(self.mapped, self.paying)

    @property
    def planned_share(self) -> float | None:
        """Percent of the accounts that pay that have a goal or an objective."""
        return share(self.planned, self.paying)

    def called(self, colour: Colour) -> int:
        """How many are of a colour."""
        return int(getattr(self, colour.value))


def total(tallies: Iterable[Tally]) -> Tally:
    """Several as one."""
    found = list(tallies)
    sums: dict[str, Any] = {name: _sum(name, found) for name in _NAMES}
    return Tally(**sums)


_NAMES = tuple(one.name for one in fields(Tally))
_LISTS = ("pairs", "ended", "ahead")


def _sum(name: str, found: list[Tally]) -> Any:
    each = (getattr(one, name) for one in found)
    if name in _LISTS:
        return tuple(chain.from_iterable(each))
    return sum(each, getattr(Tally, name))
