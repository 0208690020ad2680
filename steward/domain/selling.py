"""Pipeline held against targets: coverage, attainment, pace, and what would close a gap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

Opportunity = TypeVar("Opportunity")


def coverage(open_amount: float, target: float | None, won: float) -> float | None:
    """Open pipeline over what is missing to a target; None without a target, or once it is reached.

    | open | target | won | coverage |
    |------|--------|-----|----------|
    | 300  | 100    | 0   | 3.0      |
    | 300  | 100    | 50  | 6.0      |
    | 300  | 100    | 120 | None     |
    """
    if target is None or target - won <= 0:
        return None
    return open_amount / (target - won)


def attainment(won: float, target: float | None) -> float | None:
    """Percent of a target that is won; None without a target. 75 of 100 → 75.0."""
    return won / target * 100 if target else None


def win_rate(won: float, ended: float) -> float | None:
    """Won of what was won or lost, 0 to 1; None where nothing ended. 3 of 4 → 0.75."""
    return won / ended if ended else None


def elapsed(start: date, end: date, day: date) -> float:
    """Which share of a quarter is over at the end of a day, 0 to 1. 30 of 90 days → 0.333."""
    whole = (end - start).days + 1
    return min(max((day - start).days + 1, 0), whole) / whole


def pace(won: float, target: float | None, share: float) -> float | None:
    """Percent of what should be won by now, were it won evenly; None without a target, or before the quarter begins.

    | won | target | share of the quarter | pace |
    |-----|--------|----------------------|------|
    | 30  | 90     | 1/3                  | 100  |
    | 30  | 90     | 2/3                  | 50   |
    """
    return won / (target * share) * 100 if target and share > 0 else None


def growth(opening: Decimal, closing: Decimal) -> float | None:
    """Base growth in percent of the MRR a quarter began with; None where that was nothing. 100 to 105 → 5.0."""
    return float((closing - opening) / opening * 100) if opening > 0 else None


def base_kept(opening: Decimal, kept: Decimal) -> float | None:
    """Percent of that MRR still there at the end; `kept`: of each account at most what it began with."""
    return float(kept / opening * 100) if opening > 0 else None


@dataclass(frozen=True)
class Closing(Generic[Opportunity]):
    """The opportunities that would close a gap, and what is missing even then."""

    opportunities: tuple[Opportunity, ...]
    still_missing: Decimal


def closing(gap: Decimal, opportunities: Iterable[tuple[Opportunity, Decimal, float | None]]) -> Closing[Opportunity]:
    """The likeliest opportunities until their amounts close the gap; those whose likelihood is not known come last.

    | gap | opportunities (amount, share)          | taken   | still missing |
    |-----|--------------------------------|---------|---------------|
    | 100 | a 80 0.9; b 60 0.5; c 40 0.2   | a, b    | 0             |
    | 100 | a 30 0.9; b 20 None            | a, b    | 50            |
    """
    taken: list[Opportunity] = []
    for opportunity, amount, _ in sorted(
        opportunities, key=lambda one: (-1.0 if one[2] is None else one[2], one[1]), reverse=True
    ):
        if gap <= 0:
            break
        taken.append(opportunity)
        gap -= amount
    return Closing(tuple(taken), max(gap, Decimal(0)))


def limit_of_days(median: float | None, timed: int) -> int:
    """After how many days in a stage one is stalled: twice what those that went on took, from five of them on;
    else 60. Never under two weeks."""
    return max(round(2 * median), FORTNIGHT) if median is not None and timed >= ENOUGH else UNKNOWN


ENOUGH, UNKNOWN, FORTNIGHT = 5, 60, 14
AGES: Sequence[tuple[str, int]] = (
    ("up to 30 days", 30), ("31 to 60", 60), ("61 to 90", 90), ("91 to 180", 180), ("over 180", 100_000),
)  # fmt: skip


def age_band(days: int) -> str:
    """The words for how long something has been open. 30 → up to 30 days, 31 → 31 to 60."""
    return next(words for words, most in AGES if days <= most)
