"""Who must approve a quote: rules as data, and what each of them reads.

A deeper discount never takes an approver away: sizes are measured at list price, so that a price that is cut does not
slip below the limit it was to be looked at for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from steward.domain.quoting.worth import LineWorth, Worth

NO_MARGIN = float("-inf")
"""The margin of what brings nothing and costs something: below any limit, as that of a price of a cent is."""
SAME = 1e-9
"""By how much two values may differ that were reckoned from the same decimals."""


class Metric(StrEnum):
    """What a rule reads of a quote."""

    DISCOUNT = "discount"
    MARGIN = "margin"
    BELOW_FLOOR = "lines below floor"
    WITHOUT_LIST = "lines without a list price"
    WITHOUT_COST = "lines without a cost"
    FREE_MONTHS = "free months"
    TCV_AT_LIST = "tcv at list"
    TERM = "term"
    PAYMENT_DAYS = "payment days"
    CLAUSES_CHANGED = "clauses changed"
    BILLING_CHANGED = "billing basis changed"

    @property
    def is_share(self) -> bool:
        """Whether it is read as a percentage."""
        return self in (Metric.DISCOUNT, Metric.MARGIN)


class Operator(StrEnum):
    """How a value is held against a limit."""

    ABOVE = "above"
    AT_LEAST = "at least"
    BELOW = "below"
    AT_MOST = "at most"

    def met(self, value: float, limit: float) -> bool:
        """Whether a value is so."""
        match self:
            case Operator.ABOVE:
                return value > limit
            case Operator.AT_LEAST:
                return value >= limit
            case Operator.BELOW:
                return value < limit
            case Operator.AT_MOST:
                return value <= limit

    def worse(self, now: float, then: float, tolerance: float) -> bool:
        """Whether a value is further on the wrong side than one that was approved, by more than is tolerated: 20 % is
        18 % and 2 points, though binary fractions say otherwise."""
        rising = self in (Operator.ABOVE, Operator.AT_LEAST)
        allowed = tolerance + SAME
        return now > then + allowed if rising else now < then - allowed


class Aggregate(StrEnum):
    """Of what a rule reads its value: of the quote, or of its lines."""

    WHOLE = "whole quote"
    MAX = "highest line"
    MIN = "lowest line"


class Mode(StrEnum):
    """How many of those who hold a role must approve."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class PolicyRule:
    """One rule. `chain`: rules of one chain are asked by their `step`, the lowest first and equal ones at once; chains
    do not wait for one another. `tolerance`: by how much a value may become worse and an approval stands; `hours`: at
    work, until it goes to `escalate_to`; `starts_on`: None = always."""

    rule: str
    metric: Metric
    operator: Operator
    value: float
    role: str
    aggregate: Aggregate = Aggregate.WHOLE
    chain: str = ""
    step: int = 1
    mode: Mode = Mode.ANY
    hours: float = 16
    escalate_to: str = ""
    tolerance: float = 0
    starts_on: date | None = None


class Counted(NamedTuple):
    """One of the things that a rule counts. `what`: what it is called; `how`: what tells it from another of the same
    name, such as a digest of its wording; `by`: how far it is on the wrong side, where that can be measured."""

    what: str
    how: str = ""
    by: float = 0


@dataclass(frozen=True)
class Reading:
    """The value a rule read, and the line it is of, where it is of one; None where it is not known. `counted`: what a
    number is the number of; None where a value counts nothing."""

    value: float | None
    line: str = ""
    counted: tuple[Counted, ...] | None = None

    def added(self, then: "Reading") -> tuple[Counted, ...]:
        """What is counted that was not then, or is further on the wrong side; nothing where nobody wrote what was."""
        if self.counted is None or then.counted is None:
            return ()
        held = {(one.what, one.how): one.by for one in then.counted}
        return tuple(one for one in self.counted if one.by > held.get((one.what, one.how), float("-inf")))


@dataclass(frozen=True)
class Offered:
    """What a policy is held against: a quote's worth, and what no price says. `clauses_changed`: the clauses that are
    not as our standard has them, or are left out, each with a digest of its wording; `billing_changed`: from what is
    billed, where that is not acceptance."""

    worth: Worth
    payment_days: int
    clauses_changed: tuple[Counted, ...]
    billing_changed: str

    def read(self, metric: Metric, aggregate: Aggregate = Aggregate.WHOLE) -> Reading:
        """The value of a metric; of lines, that of the first of the worst."""
        if aggregate is Aggregate.WHOLE or not metric.is_share:
            return self._of_whole(metric)
        lost = self._lost(metric)
        shares = {one.name: one.discount if metric is Metric.DISCOUNT else one.margin for one in self.worth.lines}
        found = [(float(share), name) for name, share in shares.items() if share is not None]
        found += [(NO_MARGIN, name) for name in lost]
        if not found:
            return Reading(None)
        worst, line = (max if aggregate is Aggregate.MAX else min)(found, key=lambda each: each[0])
        return Reading(worst, line, tuple(lost.values()) if worst == NO_MARGIN else None)

    def _of_whole(self, metric: Metric) -> Reading:
        """The value of a metric of all of it, with what it counts."""
        if (counted := self._counted(metric)) is not None:
            return Reading(len(counted), counted=counted)
        if metric is Metric.MARGIN and (loss := self.worth.unpaid_loss):
            return Reading(NO_MARGIN, counted=(Counted("the loss", by=loss),))
        return Reading(self._whole(metric))

    def _lost(self, metric: Metric) -> Mapping[str, Counted]:
        """The lines that bring nothing and cost something, with what is lost by each; none where no margin is read."""
        losing = [one for one in self.worth.lines if metric is Metric.MARGIN and one.unpaid_loss]
        return {one.name: Counted(f"the loss of line {one.name}", by=one.unpaid_loss) for one in losing}

    def _counted(self, metric: Metric) -> tuple[Counted, ...] | None:
        """What a metric counts; None of one that measures."""
        lines = self.worth.lines
        match metric:
            case Metric.BELOW_FLOOR:
                return tuple(Counted(f"line {one.name}", by=float(one.below_floor)) for one in lines if one.below_floor)
            case Metric.WITHOUT_LIST:
                return tuple(_as_offered(one) for one in lines if one.without_list)
            case Metric.WITHOUT_COST:
                return tuple(_as_offered(one) for one in lines if one.without_cost)
            case Metric.CLAUSES_CHANGED:
                return self.clauses_changed
            case Metric.BILLING_CHANGED:
                return (Counted(f"from {self.billing_changed}"),) if self.billing_changed else ()
            case _:
                return None

    def _whole(self, metric: Metric) -> float | None:
        found = self.worth
        match metric:
            case Metric.DISCOUNT:
                return None if found.discount is None else float(found.discount)
            case Metric.MARGIN:
                return None if found.margin is None else float(found.margin)
            case Metric.FREE_MONTHS:
                return max((one.free_months for one in found.lines), default=0)
            case Metric.TCV_AT_LIST:
                return found.at_list / 100
            case Metric.TERM:
                return found.schedule.quote.term.months
            case Metric.PAYMENT_DAYS:
                return self.payment_days
            case _:
                raise ValueError(f"{metric} is counted.")


@dataclass(frozen=True)
class Reason:
    """A rule that a quote meets, and the value it meets it with."""

    rule: PolicyRule
    reading: Reading


@dataclass(frozen=True)
class Need:
    """Somebody who must approve, and why. Rules of one role in one chain and step are one need."""

    chain: str
    step: int
    role: str
    reasons: tuple[Reason, ...]

    @property
    def key(self) -> str:
        """What tells it from the others of a quote."""
        return f"{self.chain}/{self.step}/{self.role}"

    @property
    def mode(self) -> Mode:
        """All of a role where a rule says so."""
        return Mode.ALL if any(one.rule.mode is Mode.ALL for one in self.reasons) else Mode.ANY

    @property
    def hours(self) -> float:
        """The shortest time any of its rules gives."""
        return min(one.rule.hours for one in self.reasons)

    @property
    def escalate_to(self) -> str:
        """To whom it goes then."""
        return next((one.rule.escalate_to for one in self.reasons if one.rule.escalate_to), "")

    def waits_for(self, others: Sequence["Need"]) -> tuple["Need", ...]:
        """Those of its chain that are asked before it."""
        return tuple(one for one in others if one.chain == self.chain and one.step < self.step)


def _as_offered(line: LineWorth) -> Counted:
    """A line that cannot be held against a price of ours: nothing says which of two offers of it is worse, so that it
    is approved as it is."""
    offered = line.schedule.line
    return Counted(f"line {line.name}", sha256(repr((offered.product, offered.rows)).encode()).hexdigest()[:16])


def in_force(rules: Sequence[PolicyRule], day: date) -> tuple[PolicyRule, ...]:
    """The rules that hold on a day."""
    return tuple(one for one in rules if one.starts_on is None or one.starts_on <= day)


def readings(rules: Sequence[PolicyRule], offered: Offered) -> Mapping[str, Reading]:
    """What each rule reads, by its id, whether it is met or not."""
    return {one.rule: offered.read(one.metric, one.aggregate) for one in rules}


def needs(rules: Sequence[PolicyRule], offered: Offered) -> tuple[Need, ...]:
    """Who must approve, in the order they are asked. A value that is not known meets no limit: that a price or a cost
    is missing is a rule of its own."""
    found: dict[tuple[str, int, str], list[Reason]] = {}
    for rule in rules:
        reading = offered.read(rule.metric, rule.aggregate)
        if reading.value is not None and rule.operator.met(reading.value, rule.value):
            found.setdefault((rule.chain, rule.step, rule.role), []).append(Reason(rule, reading))
    return tuple(Need(*place, tuple(reasons)) for place, reasons in sorted(found.items()))
