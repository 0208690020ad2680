"""Quotes of the CPQ beside the written ones: those of a book in a list, and one of them held against a written one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.quotes.exhibits import (
    comparison_bridge,
    comparison_table,
    line_table,
    month_bars,
    walk_bridge,
)
from steward.briefings.internal.quotes.figures import figures_of, money_of, percent_of
from steward.briefings.internal.quotes.imported.quote import ImportedQuote
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.words import STATES
from steward.briefings.internal.scope.book import Book
from steward.domain.labels import told_apart
from steward.domain.quoting.comparing import compare
from steward.domain.quoting.pairing import paired
from steward.exhibits import PERCENT, Bridge, Cell, Column, StackedBars, Table, day_text, without
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.imported import ImportedEnvelope


@dataclass(frozen=True, kw_only=True)
class ImportedBriefing(InternalBriefing):
    """One quote of the CPQ, read only. `told`: what of it could not be taken as it stands, and whose it is."""

    quote: ImportedQuote
    told: tuple[str, ...]
    lines: Table | None
    walk: Bridge | None
    months: StackedBars | None


def imported_briefing(book: Book, quote: ImportedQuote) -> ImportedBriefing:
    """Brief on one quote of the CPQ."""
    unit, sums = money_of(quote), quote.worth.schedule
    worth = f"{unit.compact(sums.mrr / 100)} a month, {unit.compact(sums.tcv / 100)} over the term"
    until = f": valid until {day_text(quote.head.valid_until)}" if quote.head.valid_until else ""
    return ImportedBriefing(
        quarter=book.quarter,
        as_of=quote.today,
        headline=f"{capital(state_of(quote))} in the CPQ, {worth}{until}",
        figures=figures_of(quote),
        quote=quote,
        told=(*quote.read.faults, *filter(None, (total_said(quote),))),
        lines=line_table(quote),
        walk=walk_bridge(quote),
        months=month_bars(quote),
    )


def state_of(quote: ImportedQuote) -> str:
    """How the CPQ says it stands: our word where it is one of ours, else its own."""
    return STATES[quote.state] if quote.state else quote.head.status


def total_said(quote: ImportedQuote) -> str:
    """That the CPQ's own total is not what its lines add up to; empty where it is, or it says none."""
    more = quote.total_differs
    if more is None or quote.head.net_amount is None:
        return ""
    unit = money_of(quote, 2)
    said, made = unit.text(float(quote.head.net_amount)), unit.text(quote.worth.schedule.tcv / 100)
    return f"The CPQ says {said} over the term, and its lines make {made}."


def held_against(written: OpenedQuote, quote: ImportedQuote) -> tuple[Bridge, Table | None]:
    """What leads from a written quote to one of the CPQ, exactly: lines that sell the same at one place are one."""
    first = written.quoted.quote
    found = compare(first, paired(first, quote.read.quote, quote.number))
    return comparison_bridge(written, found, written.reference, quote.number), comparison_table(written, found)


def imported_table(
    book: Book, quotes: Sequence[ImportedQuote], written: Mapping[str, str], *, alone: bool
) -> Table | None:  # fmt: skip
    """A row for each; of two with one number the CPQ's id is told. `written`: what the written quotes are called, by
    their references; `alone`: all of one account."""
    if not quotes:
        return None
    still = sum(one.is_open for one in quotes)
    numbers = told_apart({one.head.quote_id: one.number for one in quotes})
    whole = Table(
        id="quotes.imported", title=f"{counted(len(quotes), 'quote')} in the CPQ, {still or 'none'} of them open",
        alt=f"Table of {len(quotes)} quotes of the CPQ: state, money, owner, and which written one each stands for.",
        receipt=book.receipt("quotes", "internal.imported_quotes"), note="They belong to the CPQ: change them there.",
        keys=tuple(f"{one.account_id}/{one.key}" for one in quotes),
        columns=(
            Column("Account"), Column("State"), Column("MRR", book.money), Column("Number"), Column("Quote"),
            Column("TCV", book.money), Column("Discount", PERCENT), Column("Owner"), Column("Stands for", wide=True),
            Column("Valid until"),
        ),
        rows=tuple(_row(one, numbers[one.head.quote_id], written) for one in quotes),
    )  # fmt: skip
    return without(whole, "Account") if alone else whole


def _row(one: ImportedQuote, number: str, written: Mapping[str, str]) -> tuple[Cell, ...]:
    sums = one.worth.schedule
    return (
        one.account, state_of(one), sums.mrr / 100, number, one.head.title, sums.tcv / 100,
        percent_of(one.worth.discount), one.owner or None, written.get(one.head.reference or ""), one.head.valid_until,
    )  # fmt: skip


def signature_said(envelopes: Sequence[ImportedEnvelope]) -> str:
    """How the signature stands by the last envelope, in a sentence; empty where there is none."""
    if not envelopes:
        return ""
    last = envelopes[-1]
    when = f" on {day_text(last.happened_at.date())}" if last.happened_at else ""
    whom = f" by {last.recipient}" if last.recipient and last.status in ("completed", "declined") else ""
    of = f", version {last.version}" if last.version else ", which names no version"
    why = f": {last.declined_reason}" if last.declined_reason and last.status == "declined" else ""
    return f"Signature: {_SIGNED.get(last.status, last.status)}{whom}{when} (envelope {last.envelope_id}{of}){why}."


_SIGNED = {
    "created": "prepared and not sent", "sent": "sent", "delivered": "opened", "completed": "signed",
    "declined": "declined", "voided": "taken back",
}  # fmt: skip
