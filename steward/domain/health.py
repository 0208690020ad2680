"""Health: signals turned into points, points into groups, groups into a score out of 100 (see docs/health.md).

Everything works on columns: one entry for each account and month. What is not known is NaN and never counts as zero."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Rows = NDArray[np.bool_]
"""True for the rows that are meant."""
Places = NDArray[np.intp]
"""Which rows, accounts or months are meant, by their numbers."""


class Group(StrEnum):
    """What a score is made of."""

    SERVICE = "service"
    ADOPTION = "adoption"
    RELATIONSHIP = "relationship"
    COMMERCIAL = "commercial"
    SUPPORT = "support"
    NPS = "voice"


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
    Signal.NPS: Group.NPS,
    Signal.RESPONSE: Group.NPS,
}


class Colour(StrEnum):
    """What a score is called."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True)
class PointScale:
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
class Bands:
    """From how many whole points on a score is amber, and green."""

    amber_from: float
    green_from: float


@dataclass(frozen=True)
class Rules:
    """How health is scored: for everybody, and for each segment what holds there instead.

    `known_from`: percent of the groups' weight that has to have data; with less there is no score. `segments`: weights
    of groups; `segment_scales` and `segment_bands`: likewise, by the segment's name."""

    groups: Mapping[Group, float]
    scales: Mapping[Signal, PointScale]
    amber_from: float = 50
    green_from: float = 75
    known_from: float = 0
    segments: Mapping[str, Mapping[Group, float]] = field(default_factory=dict)
    segment_scales: Mapping[str, Mapping[Signal, PointScale]] = field(default_factory=dict)
    segment_bands: Mapping[str, Bands] = field(default_factory=dict)

    def bands(self, segment: str | None) -> Bands:
        """The bands of an account of this segment."""
        return self.segment_bands.get(segment or "", Bands(self.amber_from, self.green_from))

    def colour(self, score: float, segment: str | None = None) -> Colour:
        """Red below amber, amber below green."""
        rounded, bands = round(score), self.bands(segment)
        if rounded >= bands.green_from:
            return Colour.GREEN
        return Colour.AMBER if rounded >= bands.amber_from else Colour.RED

    def scale(self, signal: Signal, segment: str | None) -> PointScale | None:
        """How a signal becomes points for an account of this segment; None where nothing says so."""
        return self.segment_scales.get(segment or "", {}).get(signal, self.scales.get(signal))


@dataclass(frozen=True)
class Scores:
    """Scored columns. `shares`: the weight of each group after those without data were left out; together 1.

    `known`: percent of all groups' weight that has data. A group's part of the score is its points times its share,
    and the parts add up to `total`, which is unknown where too little is known. `within`: likewise the weight of each
    signal in its group."""

    signals: Mapping[Signal, Column]
    groups: Mapping[Group, Column]
    shares: Mapping[Group, Column]
    known: Column
    total: Column
    within: Mapping[Signal, Column]

    def signal_part(self, signal: Signal) -> Column:
        """How many of the score's points come from a signal; those of a group add up to the group's."""
        if signal not in self.signals:
            return np.zeros(len(self.total))
        return np.nan_to_num(self.signals[signal]) * self.within[signal] * self.shares[signal.group]

    def part(self, group: Group) -> Column:
        """How many of the score's points come from a group; 0 where it is left out."""
        return np.nan_to_num(self.groups[group]) * self.shares[group]


def scored(rules: Rules, values: Mapping[Signal, Column], segments: Sequence[str | None]) -> Scores:
    """Score every row; `segments` has an entry for each row."""
    members = _members(segments, (*rules.segments, *rules.segment_scales))
    points, within = {}, {}
    for signal in Signal:
        weight = within[signal] = _signal_weights(rules, signal, members, len(segments))
        if weight.any():
            points[signal] = np.where(weight > 0, _points(rules, signal, values[signal], members), np.nan)
    groups = {group: _mean(points, within, group, len(segments)) for group in Group}
    every = {group: _weights(rules, group, members, len(segments)) for group in Group}
    weights = {group: weight * ~np.isnan(groups[group]) for group, weight in every.items()}
    whole = _sum(weights.values(), len(segments))
    shares = {group: _share(weight, whole) for group, weight in weights.items()}
    known = _share(whole, _sum(every.values(), len(segments))) * 100
    total = _sum((np.nan_to_num(groups[group]) * shares[group] for group in Group), len(segments))
    enough = (whole > 0) & (np.round(known, 9) >= rules.known_from)
    return Scores(points, groups, shares, known, np.where(enough, total, np.nan), _within(points, within))


def _within(points: Mapping[Signal, Column], weights: Mapping[Signal, Column]) -> Mapping[Signal, Column]:
    """The weight of each signal in its group after those that are not known were left out; together 1."""
    held = {signal: weights[signal] * ~np.isnan(column) for signal, column in points.items()}
    rows = len(next(iter(held.values()), ()))
    whole = {group: _sum((one for key, one in held.items() if key.group is group), rows) for group in Group}
    return {signal: _share(weight, whole[signal.group]) for signal, weight in held.items()}


def _sum(columns: Iterable[Column], rows: int) -> Column:
    return sum(columns, np.zeros(rows))


def _share(part: Column, whole: Column) -> Column:
    """0 where there is nothing to have a share of."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, part / whole, 0.0)


def coloured(rules: Rules, scores: Column, segments: Sequence[str | None]) -> Mapping[Colour, Rows]:
    """Which rows are of each colour; one without a score is of none."""
    rounded, members = np.round(scores), _members(segments, rules.segment_bands)
    own = rules.segment_bands.items()
    amber = _by_segment(rules.amber_from, {name: one.amber_from for name, one in own}, members, len(scores))
    green = _by_segment(rules.green_from, {name: one.green_from for name, one in own}, members, len(scores))
    return {
        Colour.RED: rounded < amber,
        Colour.AMBER: (rounded >= amber) & (rounded < green),
        Colour.GREEN: rounded >= green,
    }


def _members(segments: Sequence[str | None], named: Iterable[str]) -> Mapping[str, Rows]:
    """Which rows belong to each segment that has rules of its own: those are few, rows are many."""
    column = np.asarray(segments, dtype=object)
    return {segment: column == segment for segment in named}


def _points(rules: Rules, signal: Signal, values: Column, members: Mapping[str, Rows]) -> Column:
    """What a signal's values give, by the scale of each row's segment; unknown where no scale holds."""
    general = rules.scales.get(signal)
    points = general.points(values) if general else np.full(len(values), np.nan)
    for segment, own in rules.segment_scales.items():
        if signal in own:
            points[members[segment]] = own[signal].points(values[members[segment]])
    return points


def _signal_weights(rules: Rules, signal: Signal, members: Mapping[str, Rows], rows: int) -> Column:
    """A row's weight of a signal within its group; 0 leaves it out."""
    general = rules.scales.get(signal)
    own = {name: scales[signal].weight for name, scales in rules.segment_scales.items() if signal in scales}
    return _by_segment(general.weight if general else 0.0, own, members, rows)


def _weights(rules: Rules, group: Group, members: Mapping[str, Rows], rows: int) -> Column:
    """A row's weight of a group."""
    own = {segment: weights[group] for segment, weights in rules.segments.items() if group in weights}
    return _by_segment(rules.groups.get(group, 0.0), own, members, rows)


def _by_segment(general: float, own: Mapping[str, float], members: Mapping[str, Rows], rows: int) -> Column:
    """A column of one value, and another in the rows of each segment that has its own."""
    column = np.full(rows, float(general))
    for segment, value in own.items():
        column[members[segment]] = value
    return column


def _mean(points: Mapping[Signal, Column], weights: Mapping[Signal, Column], group: Group, rows: int) -> Column:
    """The mean of a group's signals by weight, of those that are known."""
    upper, lower = np.zeros(rows), np.zeros(rows)
    for signal, column in points.items():
        if signal.group is group:
            known = ~np.isnan(column)
            upper += np.where(known, column, 0.0) * weights[signal]
            lower += known * weights[signal]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(lower > 0, upper / lower, np.nan)
