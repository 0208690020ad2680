"""Invoices: recurring charges follow the service lines; usage, one-off and credits come on top."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from steward.sample.chance import dice, money
from steward.sample.model import Customer
from steward.sample.window import Window, month_end, shift

# Products with traffic that is charged by use: the share of their MRR, roughly.
BY_USE = {"SIP": 0.11, "CCC": 0.05, "SDW": 0.012}
RECURRING, USAGE, ONE_OFF, CREDIT = "recurring", "usage", "one-off", "credit"

Charge = tuple[date, Decimal, str, str]


def charge_rows(seed: int, customer: Customer, window: Window) -> Iterator[tuple[object, ...]]:
    """One row an invoice line, month by month."""
    rng, number = dice(seed, customer.profile.account_id, "charges"), 0
    for month in window.months:
        for _, amount, product_id, kind in _month(rng, customer, month, window):
            number += 1
            yield (
                customer.profile.account_id,
                month,
                amount,
                f"{customer.profile.number}-{number:04}",
                product_id,
                kind,
            )


def _month(rng: Random, customer: Customer, month: date, window: Window) -> list[Charge]:
    recurring = _by_product(customer, month_end(month))
    return [
        *((month, amount, product_id, RECURRING) for product_id, amount in recurring.items()),
        *_by_use(rng, customer, month, recurring, window),
        *_installations(rng, customer, month),
        *_credits(customer, month),
        *_goodwill(rng, customer, month, window),
    ]


def _by_product(customer: Customer, day: date) -> dict[str, Decimal]:
    """MRR of a day by product: exactly what a month is charged."""
    found: dict[str, Decimal] = {}
    for line in customer.active_lines(day):
        found[line.product_id] = found.get(line.product_id, Decimal()) + line.mrr
    return dict(sorted(found.items()))


def _by_use(
    rng: Random, customer: Customer, month: date, recurring: dict[str, Decimal], window: Window
) -> Iterator[Charge]:
    """Call minutes and bursts above the committed rate; the latter grow where bandwidth was outgrown."""
    outgrown = customer.profile.story.outgrown_sites and month >= window.ago(6)
    for product_id, share in BY_USE.items():
        if product_id in recurring and (product_id != "SDW" or outgrown):
            factor = Decimal(str(round(share * rng.uniform(0.6, 1.4), 4)))
            yield month, money(recurring[product_id] * factor), product_id, USAGE


def _installations(rng: Random, customer: Customer, month: date) -> Iterator[Charge]:
    """Setting up what was sold; not for price changes of a renewal."""
    for change in customer.changes:
        if change.day.replace(day=1) == month:
            factor = Decimal(str(round(rng.uniform(0.3, 0.9), 2)))
            yield month, money(change.amount * factor), change.product_id, ONE_OFF


def _credits(customer: Customer, month: date) -> Iterator[Charge]:
    """Credits for the outages of the month before."""
    for incident in customer.incidents:
        if incident.credit and shift(incident.started_at.date().replace(day=1), 1) == month:
            yield month, -incident.credit, incident.product_id, CREDIT


def _goodwill(rng: Random, customer: Customer, month: date, window: Window) -> Iterator[Charge]:
    """Corrections during a price dispute; they name no product."""
    disputed = customer.profile.story.disputed_months
    if disputed and window.ago(disputed) <= month < window.ago(0) and rng.random() < 0.75:
        yield month, -money(round(rng.uniform(1800, 6400), 2)), "", CREDIT
