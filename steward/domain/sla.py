"""The downtime an agreed availability allows, and the day it is used up when things go on as they did."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

FEWEST_OUTAGES = 3
"""Outages in three months below which they are no pace, only single events."""


@dataclass(frozen=True)
class Burn:
    """Minutes lost in a period so far, out of those allowed in the whole of it, at a pace of minutes a day.

    `after`: the last day counted in `used`; `until`: the last day of the period."""

    used: float
    allowed: float
    pace: float
    after: date
    until: date

    @property
    def breach_on(self) -> date | None:
        """The day on which more is lost than allowed, if the pace holds; None where that is after the period."""
        if self.used > self.allowed:
            return self.after
        if self.pace <= 0:
            return None
        days = (self.allowed - self.used) / self.pace
        if days >= (self.until - self.after).days:
            return None
        return self.after + timedelta(days=floor(days) + 1)
