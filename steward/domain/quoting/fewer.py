"""The smallest change of a quote that a rule would no longer ask anybody for."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from steward.domain.quoting.policy import Aggregate, Metric, Need, Offered, Reason
from steward.domain.quoting.worth import LineWorth


@dataclass(frozen=True)
class Change:
    """What to change, and to what. `cents`: by how much the TCV of the quote, or of the line, must rise; `limit`: what
    a value may be at most, or at least."""

    metric: Metric
    limit: float
    line: str = ""
    cents: int | None = None


def fewer(need: Need, offered: Offered) -> tuple[Change, ...]:
    """What would have to change for nobody to be asked, one change a rule. Each alone is not enough where there are
    several."""
    return tuple(_change(one, offered) for one in need.reasons)


def _change(reason: Reason, offered: Offered) -> Change:
    rule, line = reason.rule, reason.reading.line
    if not rule.metric.is_share:
        return Change(rule.metric, rule.value)
    limit = Decimal(str(rule.value))
    of = _line(offered, line) if rule.aggregate is not Aggregate.WHOLE else None
    risen = _to_discount(offered, of, limit) if rule.metric is Metric.DISCOUNT else _to_margin(offered, of, limit)
    return Change(rule.metric, rule.value, line, risen)


def _line(offered: Offered, name: str) -> LineWorth | None:
    return next((one for one in offered.worth.lines if one.name == name), None)


def _to_discount(offered: Offered, line: LineWorth | None, limit: Decimal) -> int:
    """By how much must be asked more for a discount of the limit: list × (1 − limit) less what is asked."""
    lines = [line] if line else [one for one in offered.worth.lines if one.at_list is not None]
    at_list, net = sum(one.at_list or 0 for one in lines), sum(one.schedule.tcv for one in lines)
    return _up(at_list * (1 - limit) - net)


def _to_margin(offered: Offered, line: LineWorth | None, limit: Decimal) -> int | None:
    """By how much must be asked more for a margin of the limit: what is spent ÷ (1 − limit) less what is asked; a
    residual commission grows with it."""
    whole = offered.worth
    if line:
        return None if line.cost is None or limit >= 1 else _up(line.cost / (1 - limit) - line.schedule.tcv)
    if whole.cost is None or limit + whole.terms.residual_share >= 1:
        return None
    at_once = whole.cost + whole.commission - whole.terms.residual_share * sum(whole.schedule.monthly)
    once = whole.schedule.one_off
    needed = (at_once - once * (1 - limit)) / (1 - limit - whole.terms.residual_share)
    return _up(needed - sum(whole.schedule.monthly))


def _up(amount: Decimal) -> int:
    return max(0, int(amount.to_integral_value(ROUND_CEILING)))
