"""Quotes of the company's CPQ: the firewalls of one account, of which it still has what was offered first."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from steward.domain.quoting.months import month_begins
from steward.sample.catalogue import BY_ID
from steward.sample.model import Customer
from steward.sample.window import Window

STORY = "model_account"
PRODUCT, TITLE, MONTHS, VALID_DAYS = "FWM", "Managed firewalls", 36, 50
COST = 0.44


class Firewalls(NamedTuple):
    """How many there are in a version, and what each costs a month; setting up is paid once for all."""

    quantity: int
    price: float
    once: float = 1500.0


OFFERED = (Firewalls(3, 1092.5), Firewalls(4, 1060.0))
"""What the quote that people wrote says in its first version, and in its second."""


def quote_rows(customers: Sequence[Customer], window: Window) -> Iterator[tuple[object, ...]]:
    """The quotes."""
    for number, customer in enumerate(_told(customers), 10231):
        profile, first = customer.profile, OFFERED[0]
        total = MONTHS * first.quantity * first.price + first.once
        yield (
            f"CPQ-{number}", f"Q-{number}", profile.account_id, "Presented", TITLE,
            month_begins(window.until.replace(day=1), 4), MONTHS, window.until + timedelta(days=VALID_DAYS),
            profile.owner_id, f"{profile.account_id}-Q1", f"{total:.2f}",
        )  # fmt: skip


def quote_line_rows(customers: Sequence[Customer], window: Window) -> Iterator[tuple[object, ...]]:
    """Their lines."""
    for number, customer in enumerate(_told(customers), 10231):
        first, at_list = OFFERED[0], BY_ID[PRODUCT].list_mrr
        running = sorted(customer.active_lines(window.until), key=lambda one: one.subscription_id)
        once = first.once / first.quantity
        yield (
            f"CPQ-{number}-1", f"CPQ-{number}", "1", PRODUCT, running[0].site.site_id, first.quantity,
            f"{first.price:.2f}", f"{once:.2f}", f"{at_list:.2f}", f"{once:.2f}", f"{at_list * COST:.2f}",
            f"{once * 0.8:.2f}",
        )  # fmt: skip


def _told(customers: Sequence[Customer]) -> list[Customer]:
    return [one for one in customers if one.profile.story.key == STORY]
