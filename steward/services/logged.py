"""What people logged, told to the warehouse that a page or a command reads, so that it is counted at once."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from steward.domain.clocks import time_of_day
from steward.plans.files.cached_files import CachedFiles
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.activities import FILE, ActivityLog, Direction, LoggedActivity, steward_id
from steward.warehouse.known import SEPARATOR, LoggedRow
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows

DIRECTIONS = {Direction.OUT: "out", Direction.IN: "in"}


def files(plan_cache: PlanCache) -> CachedFiles[ActivityLog]:
    """What is logged, of every account; what is read of it counts for the state of whatever is made of it."""
    return plan_cache.of(ActivityLog, FILE, "logged", "exported")


def follow(warehouse: Warehouse, plan_cache: PlanCache) -> None:
    """Have the warehouse know what is logged now; nothing is done where it knows."""
    held = files(plan_cache)
    begun = plan_cache.plans.begun([one.account_id for one in book_rows.choices(warehouse)])
    state = tuple((one, stamp) for one, stamp in zip(begun, held.stamps(begun), strict=True) if stamp)
    warehouse.know(state, lambda: list(rows(held.all_of(one for one, _ in state))))


def rows(logs: Mapping[str, ActivityLog]) -> Iterator[LoggedRow]:
    """Each as a row of the feed; what has no day or no kind stands nowhere, and the file's page says so."""
    for account_id, log in logs.items():
        yield from (_row(account_id, one) for one in log.logged if one.on and one.kind and one.id)


def _row(account_id: str, one: LoggedActivity) -> LoggedRow:
    key, began = steward_id(account_id, one.id), one.moment
    return LoggedRow(
        activity_id=key, account_id=account_id, happened_at=began, kind=str(one.kind),
        contact_id=one.people[0] if one.people else None, person_id=one.ours or None, subject=one.subject,
        direction=DIRECTIONS[one.direction] if one.direction else None,
        ends_at=began + timedelta(minutes=one.minutes) if one.minutes and time_of_day(one.at) else None,
        minutes=one.minutes, participants=SEPARATOR.join(one.people[1:]) or None,
        opportunity_id=one.opportunity or None, product_id=one.products[0] if one.products else None,
        external_id=key, uid=one.uid or None, joined=one.same_as or None,
        products=SEPARATOR.join(one.products) or None,
    )  # fmt: skip
