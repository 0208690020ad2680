"""The CRM's own forecast of the quarter after the window: what opportunities come to, but for one that was not rolled
up again since it changed."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from steward.sample.model import Customer
from steward.sample.opportunities import numbered
from steward.sample.staff import Staff
from steward.sample.window import Window, quarter_label, quarter_start, shift

CATEGORIES = ("commit", "best case", "pipeline")
STALE = 2
"""The how manieth of those who look after accounts has a number that the CRM did not roll up again."""


def forecasting_rows(
    seed: int, customers: list[Customer], staff: Staff, window: Window
) -> Iterator[tuple[object, ...]]:  # fmt: skip
    """A row for each account manager and category."""
    start = shift(quarter_start(window.until), 3)
    end = shift(start, 3)
    found: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for customer in customers:
        for _, one in numbered(seed, customer, window):
            if one.status == "open" and one.kind not in ("renewal", "new") and start <= one.close_on < end:
                found[customer.profile.owner_id, one.forecast].append(one.amount)
    for number, person in enumerate(staff.of("account manager"), 1):
        for category in CATEGORIES:
            amounts = found[person.person_id, category]
            whole = sum(amounts, Decimal())
            if number == STALE and category == "commit" and amounts:
                whole -= max(amounts)
            yield (person.person_id, quarter_label(start), category, whole, whole, whole, whole)
