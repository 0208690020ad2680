"""The ratios of service and use, each in its one place (see docs/metrics.md); None where nothing can be divided by."""

from decimal import Decimal

Amount = int | float | Decimal


def availability(promised: Amount, lost: Amount) -> float | None:
    """Percent of the minutes promised over all lines that were not lost. 131,040 promised, 131 lost → 99.9."""
    return _percent(float(promised) - float(lost), promised)


def budget_used(lost: Amount, allowed: Amount | None) -> float | None:
    """Percent of the downtime allowed that was used. 131 of 131 → 100.0; None where no level is agreed."""
    return _percent(lost, allowed)


def utilisation(used: Amount | None, committed: Amount | None) -> float | None:
    """Percent of what is committed that was used; more than 100 where more was used."""
    return _percent(used or 0, committed)


ROOMY = 80.0
"""Percent of what is committed that a service of the right size uses in its fullest month."""


def sized(fullest: float) -> float:
    """The right size as a share of today's, for what was used of it in the fullest month. 40 % → 0.5, 96 % → 1.2."""
    return fullest / ROOMY


def mean_repair(minutes: Amount | None, repaired: int) -> float | None:
    """Minutes from the beginning of an outage to its end, of those that have one."""
    return _mean(minutes, repaired)


def mean_to_close(hours: Amount | None, closed: int) -> float | None:
    """Hours from opening to closing, of the tickets closed."""
    return _mean(hours, closed)


def mean_rating(stars: Amount | None, ratings: int) -> float | None:
    """The rating of tickets, 1 to 5."""
    return _mean(stars, ratings)


def _percent(part: Amount, whole: Amount | None) -> float | None:
    return float(part) / float(whole) * 100 if whole else None


def _mean(total: Amount | None, count: int) -> float | None:
    return float(total or 0) / count if count else None
