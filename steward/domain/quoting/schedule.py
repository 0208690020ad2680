"""What is paid in each month of the term, and the sums a quote is known by: MRR, one-off, TCV, ACV.

Every amount of a line and month is rounded to the cent once, half away from zero; every sum adds such amounts, so that
the lines, the months and the quote have one total.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import zip_longest

from steward.domain.quoting.lines import Line, PriceRow, Quote
from steward.domain.quoting.months import Months, month_begins

Price = Callable[[PriceRow], Decimal]


def cents(amount: Decimal, share: Fraction = Fraction(1)) -> int:
    """An amount, or a share of it, in whole cents, half away from zero.

    >>> cents(Decimal("0.125")), cents(Decimal("-0.125")), cents(Decimal("100"), Fraction(1, 3))
    (13, -13, 3333)
    """
    if share == 1:
        return int(amount.scaleb(2).to_integral_value(ROUND_HALF_UP))
    scaled = Fraction(amount) * share * 100
    whole = (abs(scaled.numerator) * 2 + scaled.denominator) // (2 * scaled.denominator)
    return whole if scaled >= 0 else -whole


def paid(line: Line, months: Months, unit: Price = lambda row: row.unit_mrc) -> tuple[int, ...]:
    """What a line costs in each month; `unit`: the price of one unit in a row."""
    if len(line.rows) == 1:
        return _row_paid(line.rows[0], months, unit)
    return added([(0,) * months.count, *(_row_paid(row, months, unit) for row in line.rows)])


def paid_once(line: Line, months: Months, unit: Price = lambda row: row.unit_nrc) -> tuple[int, ...]:
    """What a line costs besides, once, by the month it is paid in."""
    amounts = [0] * months.count
    for row in line.rows:
        if row.from_month <= months.count and (each := unit(row)):
            amounts[row.from_month - 1] += cents(row.quantity * each)
    return tuple(amounts)


@dataclass(frozen=True)
class LineSchedule:
    """A line in money: what it costs in each month, and what it costs once."""

    line: Line
    months: Months
    monthly: tuple[int, ...]
    once: tuple[int, ...]

    @cached_property
    def tcv(self) -> int:
        """All of it."""
        return sum(self.monthly) + sum(self.once)

    @cached_property
    def mrr(self) -> int:
        """What a whole month costs at the end of its term."""
        row = self.line.row_in(self.months.count) if self.months.count else None
        return cents(row.quantity * row.unit_mrc) if row else 0


@dataclass(frozen=True)
class Schedule:
    """A quote in money, line by line.

    A ramp of 100 phones at 10.00, half of them free for the first two of twelve months, with 500 for setting up:

    >>> from steward.domain.quoting.lines import Term
    >>> ten, n = Decimal(10), Decimal
    >>> ramp = (PriceRow(quantity=n(50), unit_mrc=ten, from_month=1, to_month=2),
    ...         PriceRow(quantity=n(100), unit_mrc=ten, from_month=3))
    >>> setting_up = (PriceRow(unit_nrc=n(500)),)
    >>> lines = Line(line="1", rows=ramp), Line(line="2", rows=setting_up)
    >>> found = schedule(Quote(Term(date(2026, 1, 1), 12), lines))
    >>> found.mrr, found.one_off, found.tcv, found.acv, found.monthly[:3]
    (100000, 50000, 1150000, 1100000, (50000, 50000, 100000))

    Ends with a contract on 30 April what began on 15 March: a month, and 16 of the 30 days from 15 April:

    >>> found = schedule(Quote(Term(date(2026, 3, 15), 12), (
    ...     Line(line="1", rows=(PriceRow(unit_mrc=n(300)),), ends_on=date(2026, 4, 30)),)))
    >>> found.monthly, found.mrr, found.tcv
    ((30000, 16000), 30000, 46000)
    """

    quote: Quote
    lines: tuple[LineSchedule, ...]

    @cached_property
    def monthly(self) -> tuple[int, ...]:
        """What all lines cost in each month of the term."""
        return added(one.monthly for one in self.lines)

    @cached_property
    def once(self) -> tuple[int, ...]:
        """What all lines cost once, by month."""
        return added(one.once for one in self.lines)

    @cached_property
    def mrr(self) -> int:
        """What a month costs at the end of the term."""
        return sum(one.mrr for one in self.lines)

    @cached_property
    def one_off(self) -> int:
        """What is paid once."""
        return sum(self.once)

    @cached_property
    def tcv(self) -> int:
        """All that is paid over the term."""
        return sum(self.monthly) + self.one_off

    @property
    def length(self) -> Fraction:
        """How many months are paid for: those of the line that lasts longest."""
        return max((one.months.length for one in self.lines), default=Fraction(0))

    @property
    def acv(self) -> int:
        """What twelve months cost on the mean of the term, without what is paid once; 0 where nothing lasts."""
        return cents(Decimal(sum(self.monthly)), Fraction(12, 100) / self.length) if self.length else 0

    def by_calendar_month(self) -> Mapping[date, int]:
        """The same money by the calendar's months: one that begins on the 15th falls into two by its days; what is
        paid once falls into the first. It adds up to the whole."""
        found: dict[date, int] = {}
        for one in self.lines:
            for month, (amount, extra) in enumerate(zip(one.monthly, one.once, strict=True), 1):
                begins = month_begins(self.quote.term.starts_on, month)
                first, second = _split(amount, begins, one.months.share(month), self.quote.term.starts_on, month)
                for day, part in ((begins, first + extra), (month_begins(begins.replace(day=1), 2), second)):
                    found[day.replace(day=1)] = found.get(day.replace(day=1), 0) + part
        return {day: amount for day, amount in sorted(found.items()) if amount}


def schedule(quote: Quote) -> Schedule:
    """A quote in money."""
    return Schedule(quote, tuple(_line(line, quote.term.of(line)) for line in quote.lines))


def added(amounts: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """Amounts by month, added month by month, as long as the longest."""
    return tuple(map(sum, zip_longest(*amounts, fillvalue=0)))


def _line(line: Line, months: Months) -> LineSchedule:
    return LineSchedule(line, months, paid(line, months), paid_once(line, months))


def _row_paid(row: PriceRow, months: Months, unit: Price) -> tuple[int, ...]:
    """What one row of a line costs in each month of its term: nothing before it and after it."""
    count, each = months.count, row.quantity * unit(row)
    last = count if row.to_month is None else min(row.to_month, count)
    before = min(max(row.from_month - 1, 0), count)
    amounts = (0,) * before + (cents(each),) * (min(last, months.whole) - before)
    if row.from_month <= last and last > months.whole:
        amounts += (cents(each, months.rest),)
    return amounts + (0,) * (count - len(amounts))


def _split(amount: int, begins: date, share: Fraction, starts_on: date, month: int) -> tuple[int, int]:
    """An amount as what falls into the month it begins in, and what falls into the next."""
    ends = month_begins(starts_on, month + 1)
    days = (ends - begins).days * share
    here = min(Fraction((month_begins(begins.replace(day=1), 2) - begins).days), days)
    first = cents(Decimal(amount), Fraction(1, 100) * here / days) if days else amount
    return first, amount - first
