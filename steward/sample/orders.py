"""Orders as rows: what was sold in the last months, and what is under way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from steward.sample.catalogue import BY_ID
from steward.sample.chance import dice
from steward.sample.model import Customer, ServiceLine
from steward.sample.opportunities import numbered
from steward.sample.opportunity import Opportunity
from steward.sample.order import DAY, SampleLine, SampleOrder
from steward.sample.order_stories import orders_under_way
from steward.sample.window import Window

MONTHS = 3
"""What the order system holds before the last month."""
MOVED = 0.22
REASONS = {
    "carrier": "Carrier moved its appointment",
    "customer": "Site was closed for stocktaking",
    "us": "Engineer was ill",
    "permit": "Landlord's consent came late",
}
Row = tuple[object, ...]
Told = Iterator[tuple[str, SampleOrder]]


def orders(seed: int, customer: Customer, window: Window) -> Told:
    """The orders of an account, each with its id, the first signed first."""
    found = [*_delivered(seed, customer, window), *orders_under_way(seed, customer, window)]
    found.sort(key=lambda order: (order.signed_on, order.title))
    for number, order in enumerate(found, start=1):
        yield f"OR-{customer.profile.number}-{number:02}", order


def order_lines(seed: int, customer: Customer, window: Window) -> Iterator[tuple[str, str, date, SampleLine]]:
    """Every line with its id, that of its order, and the day the order was signed."""
    for order_id, order in orders(seed, customer, window):
        for number, line in enumerate(order.lines, start=1):
            yield f"{order_id}-{number}", order_id, order.signed_on, line


def order_rows(seed: int, customer: Customer, window: Window) -> Iterator[Row]:
    """One row an order."""
    for order_id, order in orders(seed, customer, window):
        wanted = min((line.requested_on for line in order.lines if line.requested_on), default="")
        what = (order_id, customer.profile.account_id, order.title, order.state or "completed")
        yield (*what, order.signed_on, wanted, f"CPQ-{order_id.removeprefix('OR-')}", 1, order.opportunity_id)


def order_line_rows(seed: int, customer: Customer, window: Window) -> Iterator[Row]:
    """One row a line; the order system writes its states as its standard does."""
    for line_id, order_id, _, line in order_lines(seed, customer, window):
        what = (line_id, order_id, line.product_id, line.mrc, line.state, line.nrc, line.quantity, line.action)
        days = (line.requested_on, line.first_committed_on, line.committed_on, line.completed_on, line.accepted_on)
        pon = f"PON-{line_id.removeprefix('OR-')}"
        yield (
            *what,
            line.site_id,
            line_id.rpartition("-")[2],
            *days,
            line.billing_started_on,
            line.billing_basis,
            pon,
            line.subscription_id,
        )


def date_change_rows(seed: int, customer: Customer, window: Window) -> Iterator[Row]:
    """One row a day that was moved."""
    for line_id, _, _, line in order_lines(seed, customer, window):
        for move in line.moves:
            yield (line_id, move.on, move.now, move.was, move.reason, move.cause)


def milestone_rows(seed: int, customer: Customer, window: Window) -> Iterator[Row]:
    """One row a milestone of a line."""
    for line_id, _, signed_on, line in order_lines(seed, customer, window):
        for milestone, planned, reached in line.milestones(signed_on):
            yield (line_id, milestone, planned, reached)


def _delivered(seed: int, customer: Customer, window: Window) -> Iterator[SampleOrder]:
    """What services began or grew by, one order a day."""
    rng = dice(seed, customer.profile.account_id, "orders")
    sold = [(key, one) for key, one in numbered(seed, customer, window) if one.status == "won"]
    for day in sorted({change.day for change in customer.changes if change.day >= window.ago(MONTHS)}):
        key, title, signed = _came_of(sold, day)
        lines = [_line(rng, customer, line, signed) for line in customer.lines if line.starts_on == day]
        if kept := tuple(line for line in lines if line):
            yield SampleOrder(title or f"{BY_ID[kept[0].product_id].name}, {day:%B}", signed, kept, "", key)


def _came_of(sold: list[tuple[str, Opportunity]], day: date) -> tuple[str, str, date]:
    """The opportunity that was won in the fortnight before, its name, and the day it was signed."""
    for key, one in sold:
        if one.closed_on and one.product_id and 0 < (day - one.closed_on).days <= 14:
            return key, one.name, one.closed_on
    return "", "", day - DAY * 14


def _line(rng: Random, customer: Customer, line: ServiceLine, signed: date) -> SampleLine | None:
    """A service line as it was ordered; None where only its price is new."""
    before = next(
        (
            one
            for one in customer.lines
            if (one.product_id, one.site, one.ends_on) == (line.product_id, line.site, line.starts_on)
        ),
        None,
    )
    if before and before.quantity == line.quantity:
        return None
    day = line.starts_on
    ordered = SampleLine(
        line.product_id,
        line.site.site_id,
        line.mrr,
        line.quantity,
        "completed",
        action="modify" if before else "add",
        requested_on=day,
        first_committed_on=day,
        committed_on=day,
        completed_on=day - DAY,
        accepted_on=day,
        billing_started_on=day,
        subscription_id=line.subscription_id,
    )
    return _perhaps_moved(rng, ordered, signed)


def _perhaps_moved(rng: Random, line: SampleLine, signed: date) -> SampleLine:
    """Of some the day was moved before, where there was time for it."""
    day = line.committed_on
    assert day
    first = day - DAY * rng.randint(3, 9)
    if rng.random() >= MOVED or first - signed <= DAY * 2:
        return line
    cause = rng.choice(list(REASONS))
    return replace(line, first_committed_on=first, committed_on=first).moved(
        first - DAY, (day - first).days, cause, REASONS[cause]
    )
