"""The figures of one quote: what it brings, what it adds, and what is left of it."""

from decimal import Decimal

from steward.briefings.customer.loaded import written_figure
from steward.briefings.internal.quotes.priced import PricedQuote
from steward.domain.quoting.worth import Worth
from steward.exhibits import COUNT, PERCENT, Better, Figure, Number, Receipt, Unit, money
from steward.exhibits.wording import counted

NO_COST = "The cost of a line is not known."
IDS = ("quote.mrr", "quote.one_off", "quote.tcv", "quote.discount", "quote.margin", "quote.net_new_mrr")
"""Those an approver reads first."""


def figures_of(quote: PricedQuote) -> tuple[Figure, ...]:
    """All of them; what a missing list price, cost or service leaves open is not known."""
    found, unit = quote.worth, money_of(quote)
    schedule = found.schedule
    known = len(found.lines) - len(found.without_list)
    share = f"of the {known} of {len(found.lines)} lines with a list price"
    payback, no_cost = found.payback_months, quote.beside_nothing or NO_COST
    return (
        _figure(quote, "mrr", "MRR", schedule.mrr / 100, unit, "MRR of a quote", note="at the end of the term"),
        _figure(quote, "one_off", "One-off", schedule.one_off / 100, unit, "one-off of a quote"),
        _figure(quote, "tcv", "TCV", schedule.tcv / 100, unit, "TCV", note=_length(float(schedule.length))),
        _figure(quote, "acv", "ACV", schedule.acv / 100, unit, "ACV", note="a year, on the mean of the term"),
        _figure(
            quote, "net_new_mrr", "Net new MRR",
            None if found.net_new_mrr is None else found.net_new_mrr / 100, unit, "net new MRR",
            why=quote.beside_nothing or "A service that it ends is not in the data.",
        ),
        _figure(
            quote, "discount", "Discount", percent_of(found.discount), PERCENT, "discount of a quote",
            why=quote.beside_nothing or _no_discount(found), better=Better.LOWER,
            note=share if found.without_list and found.discount is not None else "",
        ),
        _figure(
            quote, "margin", "Margin", percent_of(found.margin), PERCENT, "margin of a quote",
            why=no_cost if found.cost is None else "Nothing is paid for it.",
        ),
        _figure(
            quote, "payback", "Payback", payback, Unit("months", suffix=" months"), "payback of a quote",
            why=no_cost if found.cost is None else "Not within the term.", better=Better.LOWER,
            note="nothing is spent before it is paid" if payback == 0 else "",
        ),
    )  # fmt: skip


def _no_discount(found: Worth) -> str:
    """Why no discount can be told of."""
    listed = [one for one in found.lines if one.at_list is not None]
    if not listed:
        return "No line has a list price."
    if any(row.quantity for one in listed for row in one.schedule.line.rows):
        return "What has a list price costs nothing by our list."
    return f"What has a list price, {counted(len(listed), 'line')}, has a quantity of 0."


def money_of(quote: PricedQuote, decimals: int = 0) -> Unit:
    """The currency of the quote."""
    return money(quote.currency, decimals)


def receipt_of(quote: PricedQuote, metric: str) -> Receipt:
    """Where a figure of it comes from: its two files, or what was imported, as they are today."""
    return Receipt(metric, quote.today, *quote.rests_on)


def _figure(
    quote: PricedQuote, key: str, label: str, value: Number | None, unit: Unit, metric: str, *, why: str = "",
    note: str = "", better: Better = Better.HIGHER,
) -> Figure:  # fmt: skip
    return written_figure(
        f"quote.{key}", label, value, unit, receipt_of(quote, metric), why=why, note=note,
        better=better,
    )  # fmt: skip


def percent_of(share: Decimal | None) -> float | None:
    """A share of 1 as a percentage; None where it is not known."""
    return None if share is None else float(share) * 100


def _length(months: float) -> str:
    return f"over {COUNT.text(months) if months == int(months) else f'{months:.1f}'} months"
