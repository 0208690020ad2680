"""Requests in the week of who has to do something: by state and by the clock, and kept no longer than that."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from steward.briefings.internal.scope.filters import EVERYTHING
from steward.domain.reasons import Reason
from steward.domain.requests.words import RequestAct
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import week
from steward.services.requests import acting, desk
from steward.services.requests.acting import NewRequest
from steward.services.requests.files import one_of
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.asked.office import ANN, QUESTION, TICKETS, did, office, raised
from tests.homes import opened_once
from tests.quoting.desk import SETTINGS

A = RequestAct


def todos(where: Workspace) -> list[tuple[str | None, str]]:
    """Whose, and what, of all that requests call for."""
    found = week.everything(acting_book(opened_once(where)), PlanCache(Plans.within(where))).todos
    return [(one.doer_id, one.words) for one in found if one.reason is Reason.REQUEST]


@pytest.mark.parametrize(
    ("said", "acts", "expected"),
    [
        ({"opened_on": date(2026, 10, 5)}, [], []),  # just asked
        ({"opened_on": date(2026, 9, 30)}, [], [("P1", "is with us, and they have waited 6 days")]),
        (
            {"opened_on": date(2026, 9, 29)}, [],
            [
                ("P1", "is with us, and they have waited 6 days"),
                ("P2", "has used 88 % of its time, with Ann Owner: for its manager"),
            ],
        ),
        (
            {"opened_on": date(2026, 9, 28)}, [],
            [
                ("P1", "is late: they have waited 8 days"),
                ("P2", "has used 108 % of its time, with Ann Owner: for its manager"),
                ("P6", "has used 108 % of its time, with Ann Owner: for leadership"),
            ],
        ),
        ({"promised_for": date(2026, 10, 1)}, [], [("P1", "was promised for 1 Oct 2026")]),
        ({}, [A.RESOLVE], [("P1", "is done and not confirmed: ask them")]),
        ({}, [A.WAIT], []),  # only just
        ({}, [A.RESOLVE, A.CLOSE], []),
    ],
)  # fmt: skip
def test_what_it_asks_and_of_whom(
    tmp_path: Path, said: dict[str, date], acts: list[RequestAct], expected: list[tuple[str, str]]
) -> None:
    where = office(tmp_path)
    did(where, raised(where, replace(QUESTION, **said)), *acts)
    found = [(who, words.replace("\u202f", " ").removeprefix("“When is it delivered” ")) for who, words in todos(where)]
    assert found == expected


@pytest.mark.every
def test_pressing_tickets_that_are_late_are_one_line_of_an_account(tmp_path: Path) -> None:
    late = TICKETS.replace("2026-10-05 09:00", "2026-10-01 09:00")
    assert todos(office(tmp_path, tickets=late)) == [(None, "1 pressing ticket late, first: “Down”, waiting 4 days")]


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize("says", ["requests", pytest.param("week", marks=pytest.mark.every)])
def test_what_is_kept_is_made_anew_when_more_of_its_time_is_used_and_not_before(tmp_path: Path, says: str) -> None:
    today = datetime.now(UTC)
    where = office(
        tmp_path, SETTINGS.replace("2026-10-05", f"{today:%Y-%m-%d}"), tickets=TICKETS[: TICKETS.index("T1")]
    )
    plans = Plans.within(where)
    request_id = acting.raise_request(plans, "A1", NewRequest(said=QUESTION), ANN, today.date())
    clock = Clock(datetime.now(UTC))
    cache = PlanCache(plans, clock)
    book = acting_book(opened_once(where))
    brief = desk.brief(book, EVERYTHING, cache if says == "requests" else PlanCache(plans))
    if says == "week":
        week.everything(book, cache, said=week.said_of(book, EVERYTHING, PlanCache(plans)))
    [soonest] = brief.changes_at
    assert soonest > datetime.now(UTC)
    kept = cache.state(["A1", "B1"])
    clock.now = soonest - timedelta(seconds=90)
    assert cache.state(["A1", "B1"]) == kept
    clock.now = soonest + timedelta(seconds=90)
    assert cache.state(["A1", "B1"]) != kept
    acting.act(plans, one_of(plans, "A1", request_id), A.WAIT, ANN, today.date())
    assert desk.brief(book, EVERYTHING, PlanCache(plans)).changes_at == ()
