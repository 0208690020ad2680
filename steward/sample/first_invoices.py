"""Invoices that name the line of an order they bill for the first time: right, but for two of the stories.

What a month is charged stays what it is; what a line began to be billed for is taken out of its product's row."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from steward.sample.chance import money
from steward.sample.model import Customer
from steward.sample.order import SampleLine
from steward.sample.orders import order_lines
from steward.sample.window import Window

TOO_DEAR = Decimal("1.08")
Row = tuple[object, ...]


def with_orders(seed: int, customer: Customer, window: Window, rows: Iterator[Row]) -> Iterator[Row]:
    """Charges with the line and the invoice they belong to."""
    first = dict[tuple[date, str], list[tuple[str, Decimal]]]()
    for line_id, _, _, line in order_lines(seed, customer, window):
        if line.billing_started_on and not _left_out(customer, line_id):
            month = line.billing_started_on.replace(day=1)
            first.setdefault((month, line.product_id), []).append((line_id, _charged(customer, line)))
    for account_id, day, amount, charge_id, product_id, kind in rows:
        month = date.fromisoformat(str(day))
        invoice = f"I-{customer.profile.number}-{month:%Y%m}"
        billed = first.get((month, str(product_id)), []) if kind == "recurring" else []
        left = Decimal(str(amount)) - sum(charged for _, charged in billed)
        yield (account_id, month, left if billed else amount, charge_id, product_id, kind, "", invoice)
        for number, (line_id, charged) in enumerate(billed, start=1):
            yield (account_id, month, charged, f"{charge_id}-{number}", product_id, kind, line_id, invoice)


def _charged(customer: Customer, line: SampleLine) -> Decimal:
    """The days of its first month; the account whose NPS falls is charged by the list."""
    assert line.billing_started_on
    days = monthrange(line.billing_started_on.year, line.billing_started_on.month)[1]
    right = money(line.mrc * (days - line.billing_started_on.day + 1) / days)
    dear = customer.profile.story.key == "nps_falls_spend_rises" and line.product_id == "SDW"
    return money(right * TOO_DEAR) if dear else right


def _left_out(customer: Customer, line_id: str) -> bool:
    """The model account's last site, of which billing was not told."""
    return customer.profile.story.key == "model_account" and line_id.endswith("-6")
