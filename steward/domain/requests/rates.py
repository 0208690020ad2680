"""How requests are counted: met, reopened, and how old a backlog is."""

from collections.abc import Sequence
from math import ceil
from statistics import mean

AT_RISK, OVER = 0.75, 1.0
"""Shares of the time that is allowed from which a request is at risk, and over."""


def met_share(met: int, judged: int) -> float | None:
    """Those that were resolved in time, of those closed for which a time was agreed, in percent."""
    return 100 * met / judged if judged else None


def reopened_share(reopened: int, closed: int) -> float | None:
    """Those that were taken up again, of those closed, in percent."""
    return 100 * reopened / closed if closed else None


def credit_cycle(days: Sequence[float]) -> float | None:
    """How long claims took to be decided, on average; None of none."""
    return mean(days) if days else None


def quantile(values: Sequence[float], share: float) -> float | None:
    """The smallest of the values that so many of all are not above; None of none.

    >>> quantile([3, 1, 2, 10], 0.5), quantile([3, 1, 2, 10], 0.9), quantile([], 0.5)
    (2, 10, None)
    """
    return sorted(values)[max(0, ceil(share * len(values)) - 1)] if values else None


def used_share(minutes: float, hours: float | None) -> float | None:
    """How much of the time allowed is used; None where none is agreed."""
    return minutes / (60 * hours) if hours else None
