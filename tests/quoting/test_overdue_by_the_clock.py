"""An approval becomes overdue by the clock, also in what is kept of plans, and though no file changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import cockpit, opportunities, renewals, week
from steward.services.quotes import desk
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once
from tests.quoting.desk import APPROVERS, SETTINGS, TABLES, need_of, submitted
from tests.quoting.desk import desk as at_the_desk

ACCOUNTS = ["A1", "B1"]
SAYS: dict[str, Callable[..., object]] = {
    "quotes": lambda book, cache: desk.brief(book, EVERYTHING, cache),
    "renewals": lambda book, cache: renewals.brief(book, EVERYTHING, cache),
    "pipeline": lambda book, cache: opportunities.brief(book, EVERYTHING, cache),
    "week": lambda book, cache: week.everything(book, cache, said=week.said_of(book, EVERYTHING, _cache(cache.plans))),
    "account": lambda book, cache: cockpit.brief(book, Filters(accounts=("A1",)), cache),
}
"""What rests on approvals. The week is made of what its topics said before, each kept by itself."""


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


def _cache(plans: Plans) -> PlanCache:
    return PlanCache(plans)


def office_of(folder: Path, today: str) -> Workspace:
    """The company of the other tests, whose day is `today`."""
    workspace = at_the_desk(folder)
    assert APPROVERS in (workspace.plans / "_company" / "approval_rules.toml").read_text()
    return loaded_once(home(folder, SETTINGS.replace("today = 2026-10-05", f"today = {today}"), **TABLES))


@pytest.mark.parametrize("says", SAYS.values(), ids=SAYS)
def test_what_is_kept_is_made_anew_when_an_approver_is_late_and_not_before(
    tmp_path: Path, says: Callable[..., object]
) -> None:
    now = datetime.now(UTC)
    office = office_of(tmp_path, f"{now:%Y-%m-%d}")
    due = need_of(submitted(office, 75, valid_until=now.date() + timedelta(days=30)), "Pricing").due
    assert due is not None and due > now
    clock = Clock(now)
    cache = PlanCache(Plans.within(office), clock)
    says(acting_book(opened_once(office)), cache)
    kept = cache.state(ACCOUNTS)
    clock.now = due - timedelta(seconds=1)
    assert cache.state(ACCOUNTS) == kept
    clock.now = due
    late = cache.state(ACCOUNTS)
    assert late != kept
    clock.now = due + timedelta(days=300)
    assert cache.state(ACCOUNTS) == late


def test_where_the_data_names_its_day_no_clock_goes(tmp_path: Path) -> None:
    office, clock = at_the_desk(tmp_path), Clock(datetime.now(UTC))
    submitted(office, 75)
    cache = PlanCache(Plans.within(office), clock)
    assert desk.brief(acting_book(opened_once(office)), EVERYTHING, cache).changes_at == ()
    kept = cache.state(ACCOUNTS)
    clock.now += timedelta(days=3000)
    assert cache.state(ACCOUNTS) == kept


def test_who_is_late_already_changes_nothing_again(tmp_path: Path) -> None:
    office = at_the_desk(tmp_path)
    submitted(office, 75)
    office = office_of(tmp_path, "2026-10-19")
    found = desk.brief(acting_book(opened_once(office)), EVERYTHING, PlanCache(Plans.within(office)))
    assert [one.state.value for one in found.listed[0].asked if one.is_open] == ["escalated"]
    assert found.changes_at == ()
