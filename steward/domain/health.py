"""Health: signals turned into points, points into groups, groups into a score out of 100 (see docs/health.md).

Everything works on columns: one entry for each account and month. What is not known is NaN and never counts as zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]


class Group(StrEnum):
    """What a score is made of."""

    SERVICE = "service"
    ADOPTION = "adoption"
    RELATIONSHIP = "relationship"
    COMMERCIAL = "commercial"
    SUPPORT = "support"
    VOICE = "voice"


class Signal(StrEnum):
    """What is measured; the words of `internal.health_months`."""

    SLA_BUDGET = "sla_budget_used"
    INCIDENTS = "incidents_per_hundred_lines"
    UTILISATION = "utilisation"
    USAGE_CHANGE = "usage_change"
    RECENCY = "days_since_contact"
    FREQUENCY = "contacts_in_ninety_days"
    TWO_WAY = "two_way_share"
    DEPTH = "people_in_touch"
    SENIORITY = "executives_in_touch"
    MRR_CHANGE = "mrr_change"
    CREDITS = "credits_share"
    UNCOVERED_END = "days_to_uncovered_end"
    TICKET_AGE = "open_ticket_age"
    TICKET_RATING = "ticket_rating"
    NPS = "nps"
    RESPONSE = "response_rate"

    @property
    def group(self) -> Group:
        """The group it counts in."""
        return _GROUPS[self]


_GROUPS = {
    Signal.SLA_BUDGET: Group.SERVICE,
    Signal.INCIDENTS: Group.SERVICE,
    Signal.UTILISATION: Group.ADOPTION,
    Signal.USAGE_CHANGE: Group.ADOPTION,
    Signal.RECENCY: Group.RELATIONSHIP,
    Signal.FREQUENCY: Group.RELATIONSHIP,
    Signal.TWO_WAY: Group.RELATIONSHIP,
    Signal.DEPTH: Group.RELATIONSHIP,
    Signal.SENIORITY: Group.RELATIONSHIP,
    Signal.MRR_CHANGE: Group.COMMERCIAL,
    Signal.CREDITS: Group.COMMERCIAL,
    Signal.UNCOVERED_END: Group.COMMERCIAL,
    Signal.TICKET_AGE: Group.SUPPORT,
    Signal.TICKET_RATING: Group.SUPPORT,
    Signal.NPS: Group.VOICE,
    Signal.RESPONSE: Group.VOICE,
}


class Colour(StrEnum):
    """What a score is called."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True)
class Scale:
    """How a signal's value becomes points: none at `none_at`, all at `full_at`, in a straight line between.

    | none at | full at | value | points |
    |---------|---------|-------|--------|
    | 100     | 0       | 0     | 100    |
    | 100     | 0       | 70    | 30     |
    | 100     | 0       | 222   | 0      |
    | -50     | 50      | 0     | 50     |
    """

    none_at: float
    full_at: float
    weight: float = 1.0

    def points(self, values: Column) -> Column:
        """0 to 100 for each value; unknown stays unknown."""
        return np.clip((values - self.none_at) / (self.full_at - self.none_at), 0, 1) * 100


@dataclass(frozen=True)
class Rules:
    """How health is scored. `segments`: weights of groups that hold for a segment instead of the general ones."""

    groups: Mapping[Group, float]
    scales: Mapping[Signal, Scale]
    amber_from: float = 50
    green_from: float = 75
    segments: Mapping[str, Mapping[Group, float]] = field(default_factory=dict)

    def colour(self, score: float) -> Colour:
        """Red below amber, amber below green."""
        rounded = round(score)
        if rounded >= self.green_from:
            return Colour.GREEN
        return Colour.AMBER if rounded >= self.amber_from else Colour.RED

    def weight(self, group: Group, segment: str | None) -> float:
        """What a group weighs for an account of this segment."""
        return self.segments.get(segment or "", {}).get(group, self.groups.get(group, 0))


@dataclass(frozen=True)
class Scores:
    """Scored columns. `shares`: the weight of each group after those without data were left out; together 1.

    A group's part of the score is its points times its share, and the parts add up to `total`."""

    signals: Mapping[Signal, Column]
    groups: Mapping[Group, Column]
    shares: Mapping[Group, Column]
    total: Column

    def part(self, group: Group) -> Column:
        """How many of the score's points come from a group; 0 where it is left out."""
        return np.nan_to_num(self.groups[group]) * self.shares[group]


def scored(rules: Rules, values: Mapping[Signal, Column], segments: Sequence[str | None]) -> Scores:
    """Score every row; `segments` has an entry for each row."""
    points = {signal: scale.points(values[signal]) for signal, scale in rules.scales.items() if scale.weight > 0}
    groups = {group: _mean(rules, points, group, len(segments)) for group in Group}
    weights = {group: _weights(rules, group, segments) * ~np.isnan(groups[group]) for group in Group}
    whole = sum(weights.values(), np.zeros(len(segments)))
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = {group: np.where(whole > 0, weight / whole, 0.0) for group, weight in weights.items()}
    parts = (np.nan_to_num(groups[group]) * shares[group] for group in Group)
    total = sum(parts, np.zeros(len(segments)))
    return Scores(points, groups, shares, np.where(whole > 0, total, np.nan))


def _mean(rules: Rules, points: Mapping[Signal, Column], group: Group, rows: int) -> Column:
    """The mean of a group's signals by weight, of those that are known."""
    upper, lower = np.zeros(rows), np.zeros(rows)
    for signal, column in points.items():
        if signal.group is group:
            known = ~np.isnan(column)
            upper += np.where(known, column, 0.0) * rules.scales[signal].weight
            lower += known * rules.scales[signal].weight
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(lower > 0, upper / lower, np.nan)


def _weights(rules: Rules, group: Group, segments: Sequence[str | None]) -> Column:
    """A row's weight of a group; segments are few, rows are many."""
    named = {segment: rules.weight(group, segment) for segment in set(segments)}
    return np.array([named[segment] for segment in segments], dtype=np.float64)
