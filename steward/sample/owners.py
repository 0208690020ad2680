"""Whose each account of the sample was before: most have had one owner, some were handed over."""

from collections.abc import Iterator
from datetime import date, timedelta

from steward.sample.chance import dice
from steward.sample.model import Customer
from steward.sample.staff import Staff
from steward.sample.window import Window, shift

HANDED_OVER = 0.3
"""How likely an account had another owner before."""
STOOD_IN = 0.04
"""How likely somebody stood in for the owner for a quarter, as well."""

Rows = Iterator[tuple[object, ...]]


def owner_rows(seed: int, customers: list[Customer], staff: Staff, window: Window) -> Rows:
    """Every account from the day it became a customer; handed over with a fiscal year or a quarter, in the window."""
    for customer in customers:
        yield from _rows(seed, customer, staff, window)


def _rows(seed: int, customer: Customer, staff: Staff, window: Window) -> Rows:
    who, rng = customer.profile, dice(seed, "owners", customer.profile.account_id)
    since = min(who.customer_since, who.joined_on)
    others = [one.person_id for one in staff.of("account manager") if one.person_id != who.owner_id]
    moved = _handed_over(window, rng.choice([3, 3, 3, 5, 6, 7, 7, 7, 9]))
    before = rng.choice(others)
    if rng.random() < HANDED_OVER and since < moved:
        yield (who.account_id, before, since, moved - timedelta(days=1))
        since = moved
    again = shift(moved, 6)
    if rng.random() < STOOD_IN and since <= again - timedelta(days=90) and shift(again, 3) < window.until:
        yield (who.account_id, who.owner_id, since, again - timedelta(days=1))
        yield (who.account_id, rng.choice(others), again, shift(again, 3) - timedelta(days=1))
        since = shift(again, 3)
    yield (who.account_id, who.owner_id, since, "")


def _handed_over(window: Window, quarters: int) -> date:
    """The first day of the quarter so many before the one after the window."""
    ahead = shift(window.until.replace(day=1), 1)
    return shift(date(ahead.year, (ahead.month - 1) // 3 * 3 + 1, 1), -3 * quarters)
