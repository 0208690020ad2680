"""The same quote otherwise, beside itself: over other terms, at other prices, with another ramp. Each is a quote like
every other, and what it brings, what is left and who would be asked is worked out as for every quote."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from steward.briefings.internal.quotes.figures import money_of, percent_of, receipt_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.domain.quoting.lines import Action
from steward.exhibits import MINUS, PERCENT, Cell, Column, Table, Unit, without
from steward.plans.customer.offer import OfferFile, PriceLine
from steward.plans.customer.quoted import exact
from steward.plans.files.store import Opened

TERMS = (12, 24, 36, 48, 60)
PRICES = (-10, -5, 5, 10)
"""By how many percent every monthly price is another."""
MONTHS = Unit("months", suffix="\N{NO-BREAK SPACE}months")
OWN = "This quote"


@dataclass(frozen=True)
class Ramp:
    """The first months at a share of the price; `share` 1 = every month at the last price."""

    label: str
    months: int
    share: Decimal


RAMPS = (
    Ramp("The last price from the first month", 0, Decimal(1)),
    Ramp("3 months free", 3, Decimal(0)),
    Ramp("6 months at half price", 6, Decimal("0.5")),
)


@dataclass(frozen=True)
class Scenarios:
    """Three questions that are asked in every negotiation; None where the quote cannot be computed yet."""

    terms: Table | None
    prices: Table | None
    ramps: Table | None


def scenarios(quote: OpenedQuote) -> Scenarios:
    """The quote beside itself in each way."""
    if not quote.worth.lines or quote.quoted.faults or quote.foreign:
        return Scenarios(None, None, None)
    return Scenarios(_terms(quote), _prices(quote), _ramps(quote))


def over(quote: OpenedQuote, months: int) -> OpenedQuote:
    """The quote over another term; a price that was to hold until its last month, or a later one than the other term
    has, holds until the last. A line that ends with a contract ends with it over any term."""
    file, ends = quote.offer.plan, {line.line for line in quote.quoted.quote.lines if line.ends_on is not None}
    shorter = min(months, quote.quoted.quote.term.months)
    lines = tuple(
        line if line.line in ends or (line.to_month or 0) < shorter else replace(line, to_month=None)
        for line in file.lines
        if line.line in ends or (line.from_month or 1) <= months
    )
    return _offering(quote, replace(file, offer=replace(file.offer, term_months=float(months)), lines=lines))


def at_prices(quote: OpenedQuote, percent: int) -> OpenedQuote:
    """The quote with every monthly price so many percent higher, or lower below 0; what is paid once stays."""
    factor = 1 + Decimal(percent) / 100
    lines = (_at_share(line, factor) for line in quote.offer.plan.lines)
    return _offering(quote, replace(quote.offer.plan, lines=tuple(lines)))


def with_ramp(quote: OpenedQuote, ramp: Ramp) -> OpenedQuote:
    """The quote at the last price and quantity of each line in every month, but for the first ones of the ramp. What is
    paid once is paid with the first month, and a line that ends before the ramp does has its price."""
    entries: dict[str, list[PriceLine]] = {}
    for entry in quote.offer.plan.lines:
        entries.setdefault(entry.line, []).append(entry)
    counts = {line.line: quote.quoted.quote.term.of(line).count for line in quote.quoted.quote.lines}
    lines = tuple(line for name, rows in entries.items() for line in _ramped(rows, ramp, counts[name]))
    return _offering(quote, replace(quote.offer.plan, lines=lines))


def _ramped(rows: Sequence[PriceLine], ramp: Ramp, count: int) -> Iterator[PriceLine]:
    if rows[0].action is Action.DELETE:
        yield from rows
        return
    ordered = sorted(rows, key=lambda row: row.from_month or 1)
    last = ordered[-1]
    once = sum((exact(row.unit_nrc) * _quantity(row) for row in ordered), Decimal(0))
    each = float(once / _quantity(last)) if once and _quantity(last) else last.unit_nrc
    flat = replace(rows[0], quantity=last.quantity, unit_mrc=last.unit_mrc, unit_nrc=each, from_month=1, to_month=None)
    if not 0 < ramp.months < count:
        yield flat
        return
    yield replace(_at_share(flat, ramp.share), to_month=float(ramp.months))
    yield replace(flat, unit_nrc=None, from_month=float(ramp.months + 1))


def _quantity(row: PriceLine) -> Decimal:
    return Decimal(1) if row.quantity is None else exact(row.quantity)


def _at_share(line: PriceLine, share: Decimal) -> PriceLine:
    return line if line.unit_mrc is None else replace(line, unit_mrc=float(exact(line.unit_mrc) * share))


def _offering(quote: OpenedQuote, plan: OfferFile) -> OpenedQuote:
    """The quote with another offer; whatever else is known of it holds."""
    own = quote.offer
    found = replace(own.found, plan=plan)
    return replace(quote, offer=Opened(own.kind, own.file, own.account_id, own.content, own.text, found))


def _terms(quote: OpenedQuote) -> Table:
    own = quote.quoted.quote.term.months
    asked = {months: quote if months == own else over(quote, months) for months in sorted({*TERMS, own})}
    fewest = min(len(one.needs) for one in asked.values())
    lightest = next(months for months, one in asked.items() if len(one.needs) == fewest)
    spared = len(asked[own].needs) - fewest
    title = f"Over {lightest} months {_spared(spared)} needed" if spared else "Another term would spare no approval"
    labels = {months: f"{months} months" + (" (this quote)" if months == own else "") for months in asked}
    return _table(quote, "terms", title, "Term", {labels[months]: one for months, one in asked.items()})


def _prices(quote: OpenedQuote) -> Table:
    found = {percent: at_prices(quote, percent) for percent in PRICES}
    found[0] = quote
    ordered = {percent: found[percent] for percent in sorted(found)}
    spares = [percent for percent, one in ordered.items() if percent > 0 and len(one.needs) < len(quote.needs)]
    costs = [percent for percent, one in ordered.items() if percent < 0 and len(one.needs) > len(quote.needs)]
    if spares:
        spared = len(quote.needs) - len(ordered[spares[0]].needs)
        title = f"At prices {spares[0]} % higher {_spared(spared)} needed"
    elif costs:
        title = f"At prices {-costs[-1]} % lower more approvals are needed"
    else:
        title = f"Between {-PRICES[0]} % less and {PRICES[-1]} % more the same must approve"
    labels = {
        percent: f"{MINUS if percent < 0 else '+'}{abs(percent)} % a month" if percent else OWN for percent in ordered
    }
    return _table(quote, "prices", title, "Price", {labels[percent]: one for percent, one in ordered.items()})


def _ramps(quote: OpenedQuote) -> Table:
    found = {OWN: quote, **{ramp.label: with_ramp(quote, ramp) for ramp in RAMPS}}
    unit, tcv = money_of(quote), quote.worth.schedule.tcv
    free = tcv - found[RAMPS[1].label].worth.schedule.tcv
    more = f"{unit.compact(abs(free) / 100)} {'less' if free > 0 else 'more'}" if free else "the same"
    title = f"With {RAMPS[1].label} it brings {more} over the term"
    return _table(quote, "ramps", title, "Ramp", found)


def _spared(count: int) -> str:
    return "one approval less is" if count == 1 else f"{count} approvals less are"


def _table(
    quote: OpenedQuote, key: str, title: str, first: str, found: Mapping[str, OpenedQuote]
) -> Table:  # fmt: skip
    whole = Table(
        id=f"quote.{key}",
        title=title,
        alt=f"Table of the quote by {first.lower()} with MRR, TCV, discount, margin, payback and who must approve.",
        receipt=receipt_of(quote, "TCV"),
        columns=(
            Column(first), Column("MRR", money_of(quote)), Column("TCV", money_of(quote)), Column("Discount", PERCENT),
            Column("Margin", PERCENT), Column("Payback", MONTHS), Column("Must approve", wide=True),
        ),
        rows=tuple(_row(label, one) for label, one in found.items()),
    )  # fmt: skip
    same = [name for place, name in ((1, "MRR"), (5, "Payback")) if len({row[place] for row in whole.rows}) == 1]
    return without(whole, *same)


def _row(label: str, one: OpenedQuote) -> tuple[Cell, ...]:
    worth = one.worth
    return (
        label, worth.schedule.mrr / 100, worth.schedule.tcv / 100, percent_of(worth.discount),
        percent_of(worth.margin), worth.payback_months, ", ".join(need.role for need in one.needs) or "nobody",
    )  # fmt: skip
