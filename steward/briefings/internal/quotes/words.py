"""How the states, metrics and reasons of quotes are said."""

from collections.abc import Callable, Mapping

from steward.briefings.internal.quotes.quote import EXPIRED
from steward.domain.quoting.fewer import Change
from steward.domain.quoting.policy import NO_MARGIN, Aggregate, Metric, Operator, PolicyRule, Reading, Reason
from steward.domain.quoting.standing import Fallen
from steward.exhibits import COUNT, PERCENT, Unit, listed
from steward.exhibits.wording import capital, counted
from steward.plans.internal.quote_record import (
    ACCEPTED,
    APPROVED,
    DECLINED,
    DRAFT,
    DROPPED,
    IN_APPROVAL,
    ORDERED,
    PRESENTED,
    SUPERSEDED,
)

STATES: Mapping[str, str] = {
    DRAFT: "Draft",
    IN_APPROVAL: "In approval",
    APPROVED: "Approved",
    PRESENTED: "With the customer",
    ACCEPTED: "Accepted",
    ORDERED: "Ordered",
    DECLINED: "Declined",
    SUPERSEDED: "Superseded",
    DROPPED: "Dropped",
    EXPIRED: "Expired",
}
_LIMIT = {Operator.ABOVE: "above", Operator.AT_LEAST: "at least", Operator.BELOW: "below", Operator.AT_MOST: "at most"}


_COUNTED: Mapping[Metric, Callable[[int], str]] = {
    Metric.CLAUSES_CHANGED: lambda count: (
        f"{counted(count, 'clause')} {'differs' if count == 1 else 'differ'} from our standard"
    ),
    Metric.BELOW_FLOOR: lambda count: f"{counted(count, 'line')} below {_their(count)} floor",
    Metric.WITHOUT_LIST: lambda count: f"{counted(count, 'line')} without a list price",
    Metric.WITHOUT_COST: lambda count: f"{counted(count, 'line')} without a cost",
    Metric.BILLING_CHANGED: lambda count: "Billing starts with something else than acceptance",
}
"""How it is said that there is any of what there should be none of."""


def _their(count: int) -> str:
    return "its" if count == 1 else "their"


def _asks_for_none(rule: PolicyRule) -> bool:
    return (rule.operator, rule.value) in ((Operator.ABOVE, 0), (Operator.AT_LEAST, 1))


def why(reason: Reason, money: Unit) -> str:
    """`Discount 24.0 % is above 10.0 %`, with its line where it is of one."""
    rule, reading = reason.rule, reason.reading
    where = f" of line {reading.line}" if reading.line else ""
    if rule.metric in _COUNTED and _asks_for_none(rule):
        return _COUNTED[rule.metric](int(reading.value or 0))
    if reading.value == NO_MARGIN:
        return f"No margin{where}, as nothing is paid for it: the limit is {valued(rule, rule.value, money)}"
    return (
        f"{capital(str(rule.metric))}{where} {valued(rule, reading.value, money)} is {_LIMIT[rule.operator]} "
        + valued(rule, rule.value, money)
    )


def limit_of(rule: PolicyRule, money: Unit) -> str:
    """`above 10.0 %`: where a rule asks for somebody."""
    return f"{_LIMIT[rule.operator]} {valued(rule, rule.value, money)}"


def valued(rule: PolicyRule, value: float | None, money: Unit) -> str:
    """A value of what a rule reads, as it is written."""
    if value is None:
        return "not known"
    if value == NO_MARGIN:
        return "none, as nothing is paid"
    return _in(rule.metric, money)(value)


def fell(fallen: Fallen, money: Unit) -> str:
    """`Pricing’s approval of version 1 is void: discount went 18.0 % → 24.0 %`."""
    parts = [_went(reason, then, money) for reason, then in fallen.because]
    return f"{fallen.approval.role}’s approval of version {fallen.approval.version} is void: {'; '.join(parts)}."


def _went(reason: Reason, then: Reading, money: Unit) -> str:
    """`clauses changed: Liability is not as it was approved` where the number alone would not say it."""
    rule, now = reason.rule, reason.reading
    if added := now.added(then):
        names = listed(list(dict.fromkeys(one.what for one in added)))
        return f"{rule.metric}: {names} {'is' if len(added) == 1 else 'are'} not as approved"
    where = f" of line {now.line}" if now.line else ""
    return f"{rule.metric}{where} went {valued(rule, then.value, money)} → {valued(rule, now.value, money)}"


def change(one: Change, money: Unit) -> str:
    """What would have to change so that a rule asks nobody."""
    where = f" of line {one.line}" if one.line else ""
    match one.metric:
        case Metric.DISCOUNT | Metric.MARGIN:
            to = f"{one.metric}{where} to {PERCENT.text(one.limit * 100)}"
            return to if one.cents is None else f"{to}: {money.text(one.cents / 100)} more over the term"
        case Metric.TERM:
            return f"a term of {one.limit:.0f} months"
        case Metric.PAYMENT_DAYS:
            return f"payment within {one.limit:.0f} days"
        case Metric.CLAUSES_CHANGED:
            return "every standard clause in its standard wording, and no other"
        case Metric.FREE_MONTHS:
            return f"no more than {counted(int(one.limit), 'free month')}"
        case Metric.BELOW_FLOOR:
            return "every line at its floor or above"
        case Metric.WITHOUT_LIST:
            return "a list price for every line"
        case Metric.WITHOUT_COST:
            return "a cost for every line"
        case Metric.BILLING_CHANGED:
            return "billing from acceptance"
        case Metric.TCV_AT_LIST:
            return f"no more than {money.text(one.limit)} at list"


def measured(rule: PolicyRule) -> str:
    """What a rule reads, and of what."""
    return str(rule.metric) if rule.aggregate is Aggregate.WHOLE else f"{rule.metric}, {rule.aggregate}"


def _in(metric: Metric, money: Unit) -> Callable[[float], str]:
    if metric.is_share:
        return lambda value: PERCENT.text(value * 100)
    return money.text if metric is Metric.TCV_AT_LIST else COUNT.text
