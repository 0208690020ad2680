"""Two versions of a quote, to the cent: what was added, removed, and what term, quantity and price make of the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from steward.domain.quoting.lines import Action, Line, PriceRow, Quote
from steward.domain.quoting.months import Months
from steward.domain.quoting.schedule import LineSchedule, cents, schedule


class Effect(StrEnum):
    """Why two versions differ; the order they are worked out in."""

    ADDED = "added"
    REMOVED = "removed"
    TERM = "term"
    QUANTITY = "quantity"
    PRICE = "price"


@dataclass(frozen=True)
class Difference:
    """What one line makes of the difference in TCV, for one reason."""

    line: str
    effect: Effect
    cents: int


@dataclass(frozen=True)
class Comparison:
    """What leads from one TCV to the other: `before` and all differences are `after`, exactly."""

    before: int
    after: int
    differences: tuple[Difference, ...]

    def by(self, effect: Effect) -> int:
        """What one reason makes of the difference."""
        return sum(one.cents for one in self.differences if one.effect is effect)


def compare(first: Quote, second: Quote) -> Comparison:
    """Two versions, line by line. A line keeps its id from version to version.

    The months of a line change first, at the old quantity and price; then its quantities, at the old price; then its
    prices. Months a line did not have before are taken at the quantity and price of its nearest month.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from steward.domain.quoting.lines import Term
    >>> def q(months, *rows): return Quote(Term(date(2026, 1, 1), months), tuple(rows))
    >>> def a(line, quantity, price): return Line(line=line, rows=(
    ...     PriceRow(quantity=Decimal(quantity), unit_mrc=Decimal(price)),))
    >>> found = compare(q(12, a("1", 10, 5), a("2", 1, 80)), q(24, a("1", 12, 4), a("3", 1, 10)))
    >>> found.before, found.after, {effect.value: found.by(effect) for effect in Effect}
    (156000, 139200, {'added': 24000, 'removed': -96000, 'term': 60000, 'quantity': 24000, 'price': -28800})
    """
    before, after = schedule(first), schedule(second)
    old = {one.line.line: one for one in before.lines}
    new = {one.line.line: one for one in after.lines}
    found = [Difference(name, Effect.REMOVED, -one.tcv) for name, one in old.items() if name not in new]
    for name, one in new.items():
        if name not in old:
            found.append(Difference(name, Effect.ADDED, one.tcv))
        else:
            found += _of_line(old[name], one)
    return Comparison(before.tcv, after.tcv, tuple(each for each in found if each.cents))


def _of_line(old: LineSchedule, new: LineSchedule) -> Iterator[Difference]:
    steps = (
        old.tcv,
        _worth(old.line, old.line, old.months, new.months),
        _worth(new.line, old.line, old.months, new.months),
        new.tcv,
    )
    for effect, before, after in zip((Effect.TERM, Effect.QUANTITY, Effect.PRICE), steps, steps[1:], strict=False):
        yield Difference(new.line.line, effect, after - before)


def _worth(quantities: Line, prices: Line, priced: Months, months: Months) -> int:
    """A line with the quantities of one version and the prices of another, over some months."""
    total = 0
    for month in range(1, months.count + 1):
        amount, row = _nearest(quantities, month), _nearest(prices, min(month, priced.count) or month)
        if amount is None or row is None:
            continue
        total += cents(amount.quantity * row.unit_mrc, months.share(month))
        if row.from_month == month:
            total += cents(amount.quantity * row.unit_nrc)
    return total


def _nearest(line: Line, month: int) -> PriceRow | None:
    """The row of a month, else the last before it, else the first; none of a line that only ends something."""
    if line.action is Action.DELETE:
        return None
    return line.row_in(month) or max(
        (row for row in line.rows if row.from_month <= month), key=lambda row: row.from_month, default=line.rows[0]
    )
