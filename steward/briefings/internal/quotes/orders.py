"""Orders that were begun by quotes: what each delivers, how far it is, and what still has to be placed."""

from collections.abc import Sequence
from datetime import date

from steward.briefings.internal.quotes.figures import money_of
from steward.briefings.internal.quotes.quote import OpenedQuote, QuoteOrder
from steward.domain.quoting.placing import OrderState
from steward.exhibits import Cell, Column, Receipt, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.plans.internal.orders import FILE, BegunLine
from steward.plans.internal.quote_record import ACCEPTED

LATER = "to be begun"
"""Where a quote was accepted and nobody began its order: a process that was killed between."""


def to_place(quote: OpenedQuote) -> bool:
    """Whether somebody still has to place the order of a quote that was accepted."""
    return quote.record.state == ACCEPTED and quote.ordered in (None, OrderState.BEGUN)


def accepted_on(quote: OpenedQuote) -> date:
    """The day it was accepted."""
    return next((one.at.date() for one in reversed(quote.record.events) if one.event == "accepted"), quote.today)


def order_lines(quote: OpenedQuote) -> Table | None:
    """What the order delivers, changes and ends, line by line."""
    if quote.order is None:
        return None
    unit = money_of(quote, 2)
    return Table(
        id="order.lines",
        title=_title(quote, quote.order),
        alt="Table of what is ordered, with product, site, price a month and once, and the day it is requested for.",
        receipt=_receipt(quote),
        keys=tuple(f"{one.line}.{one.from_month or 1:g}" for one in quote.order.lines),
        columns=(
            Column("Line"), Column("Action"), Column("Product"), Column("Site"), Column("Monthly", unit),
            Column("One-off", unit), Column("Requested for"), Column("Note", wide=True),
        ),
        rows=tuple(_line(quote, one) for one in quote.order.lines),
    )  # fmt: skip


def order_table(quotes: Sequence[tuple[str, str, OpenedQuote]]) -> Table | None:
    """The orders of quotes that were accepted, those to be placed first; each with account and label."""
    found = [row for row in quotes if row[-1].order is not None or to_place(row[-1])]
    if not found:
        return None
    ordered = sorted(found, key=lambda each: not to_place(each[-1]))
    open_ones, first = sum(to_place(one) for *_, one in found), ordered[0][-1]
    return Table(
        id="quotes.orders",
        title=capital(f"{counted(len(found), 'order')} begun, {open_ones or 'none'} to be placed"),
        alt="Table of orders begun by quotes, with how far each is and what it waits for.",
        receipt=_receipt(first),
        note="An order waits for the order system and for the contract of an import; no figure of either counts it.",
        keys=tuple(f"{one.account_id}/{one.quote_id}" for *_, one in ordered),
        columns=(
            Column("Account"), Column("Status", state=True), Column("MRR", money_of(first)), Column("Order"),
            Column("One-off", money_of(first)), Column("Accepted"), Column("Requested for"),
            Column("Waits for", wide=True),
        ),
        rows=tuple(_row(*one) for one in ordered),
    )  # fmt: skip


def waits_for(quote: OpenedQuote) -> str:
    """What an order lacks yet; nothing where the data has it."""
    if quote.order is None:
        return "its order to be begun"
    if quote.ordered is OrderState.COVERED:
        return ""
    said = quote.order.order
    lacks = ["an order number" if not said.order and not quote.in_order_system else "", "its contract in the data"]
    named = f" ({said.contract})" if said.contract else ""
    return " and ".join(filter(None, lacks)) + named


def _title(quote: OpenedQuote, held: QuoteOrder) -> str:
    said = held.order
    terms = f"{said.term_months:g} months" if said.term_months else "no term"
    begins = f" from {day_text(said.requested_on)}" if said.requested_on else ""
    lines = counted(len({one.line for one in held.lines}), "line")
    return capital(f"{lines} over {terms}{begins}: {quote.ordered}")


def _line(quote: OpenedQuote, one: BegunLine) -> tuple[Cell, ...]:
    notes = [
        f"from month {one.from_month:g}" if one.from_month and one.from_month > 1 else "",
        f"ends {day_text(one.ends_on)}" if one.ends_on else "",
        f"ends {', '.join(one.replaces)}" if one.replaces else "",
    ]
    return (
        one.line, str(one.action or ""), quote.known.products.get(one.product, one.product),
        quote.known.sites.get(one.site, one.site) or None, one.mrc, one.nrc, one.requested_on,
        "; ".join(filter(None, notes)) or None,
    )  # fmt: skip


def _row(account: str, label: str, quote: OpenedQuote) -> tuple[Cell, ...]:
    sums, held = quote.worth.schedule, quote.order
    order = held.order if held else None
    return (
        account, str(quote.ordered or LATER), sums.mrr / 100, label, sums.one_off / 100,
        order.signed_on if order else None, order.requested_on if order else None, waits_for(quote) or None,
    )  # fmt: skip


def _receipt(quote: OpenedQuote) -> Receipt:
    return Receipt("orders begun", quote.today, FILE, (), ("contracts", "subscriptions"))
