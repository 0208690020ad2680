"""What a quote is worth to us: against list, against cost, and what it adds to what the customer pays already.

What is not known is never taken for nothing. A line without a list price or a cost is left out, and counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from steward.domain.quoting.lines import PriceRow
from steward.domain.quoting.schedule import LineSchedule, Schedule, added, cents, paid, paid_once


@dataclass(frozen=True, kw_only=True)
class UnitPrices:
    """What one unit of a line costs by our list, and what it costs us; None where nobody said. `floor_mrc`: below which
    nobody may sell it alone."""

    list_mrc: Decimal | None = None
    list_nrc: Decimal | None = None
    cost_mrc: Decimal | None = None
    cost_nrc: Decimal | None = None
    floor_mrc: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What we pay for it besides: to who sells it, at once and as a share of what comes in, and to set it up."""

    upfront_commission: Decimal = Decimal(0)
    residual_share: Decimal = Decimal(0)
    upfront_cost: Decimal = Decimal(0)


@dataclass(frozen=True)
class LineWorth:
    """A line beside its list price and its cost, both over the whole term, in cents; None where nobody said."""

    schedule: LineSchedule
    prices: UnitPrices

    @property
    def name(self) -> str:
        """The id of the line."""
        return self.schedule.line.line

    @cached_property
    def at_list(self) -> int | None:
        """What it would cost by our list."""
        return self._at(self.prices.list_mrc, self.prices.list_nrc)

    @cached_property
    def cost(self) -> int | None:
        """What it costs us."""
        return self._at(self.prices.cost_mrc, self.prices.cost_nrc)

    @cached_property
    def discount(self) -> Decimal | None:
        """How much less than list, of 1; None without a list price."""
        return None if self.at_list is None else less_than(self.schedule.tcv, self.at_list)

    @cached_property
    def margin(self) -> Decimal | None:
        """What is left of it, of 1; None without a cost."""
        return None if self.cost is None else left_of(self.schedule.tcv, self.cost)

    @property
    def unpaid_loss(self) -> int:
        """What is lost with a line that brings nothing, in cents; 0 of one that brings anything, or without a cost."""
        return 0 if self.cost is None or self.schedule.tcv > 0 else self.cost - self.schedule.tcv

    @cached_property
    def below_floor(self) -> Decimal:
        """By how much the cheapest month of its term is below the floor, a free one too; 0 where none is."""
        floor = self.prices.floor_mrc
        return max(
            (floor - row.unit_mrc for row in self._rows if floor is not None and row.unit_mrc < floor),
            default=Decimal(0),
        )

    @property
    def is_below_floor(self) -> bool:
        """Whether any of them is."""
        return self.below_floor > 0

    @cached_property
    def free_months(self) -> int:
        """In how many months it costs nothing, though it does in others or by our list."""
        paid_for, line = self.schedule.monthly, self.schedule.line
        if not self.prices.list_mrc and not any(paid_for):
            return 0
        return sum(not amount and line.row_in(month) is not None for month, amount in enumerate(paid_for, 1))

    def cost_of_row(self, _row: PriceRow) -> Decimal:
        """What a unit costs us in a month; nothing where nobody said."""
        return self.prices.cost_mrc or Decimal(0)

    @property
    def without_list(self) -> bool:
        """Whether nobody said what it costs by our list, of what is paid for, given away or credited."""
        return self.at_list is None or (_none(self.prices.list_mrc, self.prices.list_nrc) and self._brings_nothing)

    @property
    def without_cost(self) -> bool:
        """Whether nobody said what it costs us, of what is paid for, given away or credited."""
        return self.cost is None or (_none(self.prices.cost_mrc, self.prices.cost_nrc) and self._brings_nothing)

    @property
    def _brings_nothing(self) -> bool:
        """Whether something is offered at no price above 0."""
        rows = self._rows
        return any(row.quantity for row in rows) and not any(row.unit_mrc > 0 or row.unit_nrc > 0 for row in rows)

    @property
    def _is_given_away(self) -> bool:
        """Whether it has no price at all, and is no credit either."""
        return self._brings_nothing and not any(row.unit_mrc or row.unit_nrc for row in self._rows)

    @property
    def _rows(self) -> tuple[PriceRow, ...]:
        return self.schedule.line.rows if self.schedule.months.count else ()

    def _at(self, monthly: Decimal | None, once: Decimal | None) -> int | None:
        """The line at other unit prices; None where one it has a price of is not known, or where it has none of either
        kind: what is given away is worth what nobody said. A credit is nothing at another price, so that it is a
        discount as any other."""
        line, months = self.schedule.line, self.schedule.months
        if (monthly is None and any(row.unit_mrc > 0 for row in self._rows)) or (
            once is None and any(row.unit_nrc > 0 for row in self._rows)
        ):
            return None
        if _none(monthly, once) and self._is_given_away:
            return None
        each, first = monthly or Decimal(0), once or Decimal(0)
        charged = paid_once(line, months, lambda row: first if row.unit_nrc or row is line.rows[0] else Decimal(0))
        return sum(paid(line, months, lambda row: each)) + sum(charged)


@dataclass(frozen=True)
class Worth:
    """A whole quote beside list and cost. `replaced`: the MRR in cents of each service that it ends, None where the
    data does not know the service."""

    schedule: Schedule
    lines: tuple[LineWorth, ...]
    terms: Terms
    replaced: Mapping[str, int | None]

    @cached_property
    def at_list(self) -> int:
        """What it would cost by our list; lines without a list price at their own."""
        return sum(one.schedule.tcv if one.at_list is None else one.at_list for one in self.lines)

    @cached_property
    def discount(self) -> Decimal | None:
        """How much less than list all lines with a list price are together, of 1; None where none has one."""
        known = [one for one in self.lines if one.at_list is not None]
        return (
            less_than(sum(one.schedule.tcv for one in known), sum(one.at_list or 0 for one in known)) if known else None
        )

    @cached_property
    def cost(self) -> int | None:
        """What all of it costs us over the term, setting up too; None where the cost of a line is not known."""
        if any(one.cost is None for one in self.lines):
            return None
        return sum(one.cost or 0 for one in self.lines) + cents(self.terms.upfront_cost)

    @cached_property
    def commission(self) -> int:
        """What we pay to who sells it, over the term."""
        return cents(self.terms.upfront_commission) + sum(self._residuals)

    @cached_property
    def margin(self) -> Decimal | None:
        """What is left of all that is paid, of 1; None where a cost is not known.

        A margin of 40 %: 1,000.00 paid, 500.00 of cost, 100.00 of commission."""
        return None if self.cost is None else left_of(self.schedule.tcv, self.cost + self.commission)

    @property
    def unpaid_loss(self) -> int:
        """What is lost where all of it brings nothing, in cents; 0 where it brings anything, or without a cost."""
        return 0 if self.cost is None or self.schedule.tcv > 0 else self.cost + self.commission - self.schedule.tcv

    @cached_property
    def net_new_mrr(self) -> int | None:
        """MRR less that of the services it ends; None where one of those is not known."""
        if any(amount is None for amount in self.replaced.values()):
            return None
        return self.schedule.mrr - sum(amount or 0 for amount in self.replaced.values())

    @cached_property
    def payback_months(self) -> int | None:
        """The first month at whose end we are not out of pocket: 0 = from the start; None = not within the term, or
        the cost of a line is not known."""
        if self.cost is None:
            return None
        once = sum(one.cost or 0 for one in self.lines) - sum(self._cost_monthly)
        ahead = self.schedule.one_off - once - cents(self.terms.upfront_cost + self.terms.upfront_commission)
        if ahead >= 0:
            return 0
        for month, (paid_in, cost, residual) in enumerate(
            zip(self.schedule.monthly, self._cost_monthly, self._residuals, strict=True), 1
        ):
            ahead += paid_in - cost - residual
            if ahead >= 0:
                return month
        return None

    @cached_property
    def without_list(self) -> tuple[str, ...]:
        """The lines whose list price is not known."""
        return tuple(one.name for one in self.lines if one.at_list is None)

    @cached_property
    def _residuals(self) -> tuple[int, ...]:
        return tuple(cents(Decimal(amount) / 100 * self.terms.residual_share) for amount in self.schedule.monthly)

    @cached_property
    def _cost_monthly(self) -> tuple[int, ...]:
        """What all lines cost us in each month; asked for only where every cost is known."""
        return added(paid(one.schedule.line, one.schedule.months, one.cost_of_row) for one in self.lines)


def _none(monthly: Decimal | None, once: Decimal | None) -> bool:
    return monthly is None and once is None


def worth(
    schedule: Schedule, prices: Mapping[str, UnitPrices], terms: Terms, replaced: Mapping[str, int | None]
) -> Worth:
    """A quote beside the prices of its lines, by id of the line."""
    lines = tuple(LineWorth(one, prices.get(one.line.line, UnitPrices())) for one in schedule.lines)
    ended = {name for one in schedule.lines for name in one.line.replaces}
    return Worth(schedule, lines, terms, {name: replaced.get(name) for name in sorted(ended)})


def less_than(net: int, at_list: int) -> Decimal | None:
    """How much less than list, of 1; None where list is nothing.

    >>> less_than(9_000, 10_000)
    Decimal('0.1')
    """
    return None if at_list == 0 else 1 - Decimal(net) / Decimal(at_list)


def left_of(paid_in: int, spent: int) -> Decimal | None:
    """What is left of what is paid, of 1; None where nothing is paid, or we pay.

    >>> left_of(10_000, 6_000), left_of(-10_000, 6_000)
    (Decimal('0.4'), None)
    """
    return None if paid_in <= 0 else Decimal(paid_in - spent) / Decimal(paid_in)
