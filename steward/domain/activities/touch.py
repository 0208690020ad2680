"""How long somebody has waited for us, against how long they should: touch debt."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_NEVER = 365
"""Days that somebody nobody ever spoke to is taken to have waited at most: how long the records go back is no fault of
theirs."""


@dataclass(frozen=True)
class TouchRule:
    """How often somebody is to hear from us, in days; `weight`: what a day too many counts for."""

    every_days: float
    weight: float


def days_over(days: float, rule: TouchRule) -> float:
    """By how many days they have waited too long; 0 where they have not."""
    return max(0.0, days - rule.every_days)


def debt(days: float, rule: TouchRule) -> float:
    """What that comes to, weighted."""
    return days_over(days, rule) * rule.weight


def strictest(rules: Iterable[TouchRule]) -> TouchRule | None:
    """Of somebody with several roles: the shortest time and the largest weight among them; None where none applies."""
    found = list(rules)
    if not found:
        return None
    return TouchRule(min(one.every_days for one in found), max(one.weight for one in found))


def logged_share(in_crm: int, all_of_them: int) -> float | None:
    """Of all activities those the CRM has, in percent; None where there are none."""
    return in_crm / all_of_them * 100 if all_of_them else None
