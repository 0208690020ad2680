"""What the customer is told of their orders beside the order system: imports nothing that is ours alone."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from steward.briefings.customer.subject import Subject
from steward.plans.customer.delivery import FILE, LineWords
from steward.plans.customer.delivery import Delivery as DeliveryPlan
from steward.plans.files.history import known_on
from steward.plans.files.store import Plans


def told(about: Subject, plans: Plans, day: date | None = None) -> tuple[LineWords, ...]:
    """What is written of each line, of all accounts that are told as one; `day`: as it was saved by then."""
    accounts = [one.account_id for one in about.covers] or [about.account_id]
    return tuple(line for account_id in accounts for line in _of(plans, account_id, day))


def _of(plans: Plans, account_id: str, day: date | None) -> tuple[LineWords, ...]:
    opened = plans.open(DeliveryPlan, FILE, account_id)
    return (known_on(plans, opened, day) if day else opened).plan.lines


def state_of(plans: Plans, account_ids: Iterable[str]) -> tuple[tuple[int, int] | None, ...]:
    """What tells one state of the files of some accounts from another; None for one that is not there."""
    return tuple(_state(plans.of(account_id) / FILE) for account_id in account_ids)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
