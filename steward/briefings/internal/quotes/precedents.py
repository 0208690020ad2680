"""What was asked for the same before: the last quotes with a product of this one, and what came of them."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.quotes.figures import percent_of, receipt_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.words import STATES
from steward.exhibits import PERCENT, Column, Table
from steward.exhibits.wording import counted
from steward.plans.internal.quote_record import DRAFT, DROPPED, IN_APPROVAL

MOST = 3
UNSETTLED = (DRAFT, IN_APPROVAL, DROPPED)


def precedent_table(quote: OpenedQuote, others: Sequence[OpenedQuote], accounts: Mapping[str, str]) -> Table | None:
    """The latest of those that were decided; None where there is none."""
    wanted = _products(quote)
    alike = [
        one
        for one in others
        if (one.account_id, one.quote_id) != (quote.account_id, quote.quote_id)
        and one.record.state not in UNSETTLED
        and one.record.events
        and wanted & _products(one)
    ]
    latest = sorted(alike, key=lambda one: one.record.events[-1].at, reverse=True)[:MOST]
    if not latest:
        return None
    return Table(
        id="quote.precedents",
        title=counted(len(latest), "comparable quote"),
        alt="Table of the last quotes with a product of this one: discount, margin and outcome.",
        receipt=receipt_of(quote, "discount of a quote"),
        keys=tuple(f"{one.account_id}/{one.quote_id}" for one in latest),
        columns=(
            Column("Account"), Column("Quote"), Column("On"), Column("Discount", PERCENT), Column("Margin", PERCENT),
            Column("Outcome"),
        ),
        rows=tuple(
            (
                accounts.get(one.account_id, one.account_id), one.title, one.record.events[-1].at.date(),
                percent_of(one.worth.discount), percent_of(one.worth.margin), STATES[one.state],
            )
            for one in latest
        ),
    )  # fmt: skip


def _products(quote: OpenedQuote) -> set[str]:
    return {line.product for line in quote.quoted.quote.lines if line.product}
