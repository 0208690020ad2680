"""From list to what is left: each step of the price in cents, adding up exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from steward.domain.quoting.lines import PriceRow
from steward.domain.quoting.schedule import paid
from steward.domain.quoting.worth import LineWorth, Worth


@dataclass(frozen=True)
class Part:
    """One part of a walk. `total`: it is a level and no step."""

    label: str
    cents: int
    total: bool = False


def price_walk(found: Worth) -> tuple[Part, ...]:
    """List → discount → ramp and free months → one-off → net → cost → commission → margin, over the whole term.

    Lines without a list price stand at their own price. What costs us is left out where a cost is not known."""
    net = found.schedule.tcv
    steps = [
        Part("Discount", -sum(map(_discounted, found.lines))),
        Part("Ramp", -sum(map(_ramped, found.lines))),
        Part("One-off discount", -sum(map(_once, found.lines))),
    ]
    return (
        Part("List", found.at_list, total=True),
        *(step for step in steps if step.cents),
        Part("Net (TCV)", net, total=True),
        *_after(found, net),
    )


def _after(found: Worth, net: int) -> Iterator[Part]:
    if found.cost is None:
        return
    yield Part("Cost", -found.cost)
    if found.commission:
        yield Part("Commission", -found.commission)
    yield Part("Margin", net - found.cost - found.commission, total=True)


def _discounted(one: LineWorth) -> int:
    """List less the price at the end of the term, in every month."""
    return 0 if one.at_list is None else _monthly(one, one.prices.list_mrc or Decimal(0)) - _monthly(one, _final(one))


def _ramped(one: LineWorth) -> int:
    """The price at the end of the term less what each month costs."""
    return 0 if one.at_list is None else _monthly(one, _final(one)) - sum(one.schedule.monthly)


def _once(one: LineWorth) -> int:
    if one.at_list is None:
        return 0
    listed = one.at_list - _monthly(one, one.prices.list_mrc or Decimal(0))
    return listed - sum(one.schedule.once)


def _monthly(one: LineWorth, unit: Decimal) -> int:
    def same(_row: PriceRow) -> Decimal:
        return unit

    return sum(paid(one.schedule.line, one.schedule.months, same))


def _final(one: LineWorth) -> Decimal:
    row = one.schedule.line.row_in(one.schedule.months.count)
    return row.unit_mrc if row else Decimal(0)
