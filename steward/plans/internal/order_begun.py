"""The order that an accepted version of a quote begins: its terms, and each of its lines as it is computed."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from steward.domain.quoting.lines import Action, Quote
from steward.domain.quoting.months import month_begins
from steward.domain.quoting.schedule import cents
from steward.domain.quoting.stamps import DIGITS
from steward.plans.customer.offer import Offer
from steward.plans.internal.orders import BegunLine, BegunOrder


def order_of(
    said: Offer, quote_id: str, version: int, content: str, signed_on: date, who: str
) -> BegunOrder:  # fmt: skip
    """The terms. `content`: the digest of the version that was accepted."""
    return BegunOrder(
        id=quote_id, title=said.title or quote_id, quote=quote_id, version=version, digest=content[:DIGITS],
        opportunity=said.opportunity, signed_on=signed_on, requested_on=said.starts_on, term_months=said.term_months,
        payment_days=said.payment_days, billing_starts_on=said.billing_starts_on, end_of_term=said.end_of_term,
        begun_by=who,
    )  # fmt: skip


def lines_of(quote: Quote, order_id: str, service_ends: Mapping[str, date]) -> Iterator[BegunLine]:
    """A ramp entry by entry; what only ends something costs nothing. `service_ends`: the last day of the contract of
    each service, by id."""
    for line in quote.lines:
        ends = line.action is Action.DELETE
        for row in line.rows[:1] if ends else line.rows:
            yield BegunLine(
                order=order_id, line=line.line, action=line.action, product=line.product, site=line.site,
                quantity=float(row.quantity), mrc=None if ends else _money(row.quantity * row.unit_mrc),
                nrc=None if ends or not row.unit_nrc else _money(row.quantity * row.unit_nrc),
                from_month=row.from_month, requested_on=month_begins(quote.term.starts_on, row.from_month),
                ends_on=line.ends_on, replaces=line.replaces,
                renewed_end=max((service_ends[one] for one in line.replaces if one in service_ends), default=None),
            )  # fmt: skip


def _money(amount: Decimal) -> float:
    return cents(amount) / 100
