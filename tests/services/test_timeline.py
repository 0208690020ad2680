"""The timeline of an account: every event of its feeds and files once, none of another's, in the order of time."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.timeline.events import EventKind
from steward.plans.customer.success_plan import FILE, SuccessPlan
from steward.plans.files.store import Plans
from steward.services.scope import account_of, accounts
from steward.services.timeline import BACK, Timeline, brief
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-08\n'
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Big | P1\nA2 | Other | P1",
    "people": "person_id | name\nP1 | Ida",
    "contacts": "contact_id | account_id | name | title\nK1 | A1 | Mo | CIO",
    "products": "product_id | name\nwan | WAN",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        s1              | A1         | wan        | 60000 | 2025-01-01
        s2              | A2         | wan        | 500   | 2025-01-01
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        C1          | A1         | 2024-02-01 | 2027-01-31 | 90          | true
        """,
    "activities": """
        activity_id | account_id | happened_at      | kind | subject | contact_id | person_id
        1           | A1         | 2026-08-01 10:00 | call | Hello   | K1         | P1
        2           | A2         | 2026-08-02 10:00 | call | Secret  |            | P1
        3           | A1         | 2026-10-20 10:00 | meeting | Planned | K1      | P1
        """,
    "incidents": """
        incident_id | account_id | started_at       | restored_at      | product_id | severity | cause | credit
        I1          | A1         | 2026-08-01 12:00 | 2026-08-01 12:45 | wan        | major    | Fibre | 120
        """,
    "nps_responses": """
        response_id | account_id | contact_id | sent_on    | answered_on | score | comment
        R1          | A1         | K1         | 2026-07-01 | 2026-07-03  | 4     | Slow
        """,
    "opportunities": """
        opportunity_id | account_id | name | stage | status | amount | opened_on  | close_on   | closed_on
        O1             | A1         | More | won   | won    | 900    | 2026-06-01 | 2026-07-20 | 2026-07-20
        """,
}
REVIEW = '[meeting]\nheld_on = 2026-10-14\n[[attendees]]\nperson = "K1"\n'


def _brief(workspace: Workspace, account_id: str, **names: str) -> Timeline:
    return brief(account_of(workspace, account_id), Plans.within(workspace), names)


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    workspace = loaded_once(home(tmp_path, SETTINGS, **TABLES))
    review = Plans.within(workspace).of("A1") / "reviews" / "2026-Q3" / "review.toml"
    review.parent.mkdir(parents=True)
    review.write_text(REVIEW, encoding="utf-8")
    return workspace


def test_each_source_is_told_and_nothing_of_another_account(small: Workspace) -> None:
    found = _brief(small, "A1", K1="Mo")
    assert [(one.day, one.words, one.people) for one in found.ahead] == [
        (date(2026, 10, 14), "Review of Q3 2026", "Mo"),
        (date(2026, 10, 20), "Meeting: Planned", "Mo · Ida"),
        (date(2026, 11, 2), "Last day to give notice of C1: it ends on 31 Jan 2027", ""),
        (date(2027, 1, 31), "C1 ends and renews by itself", ""),
    ]
    assert [(one.day, one.words, one.people) for one in found.past] == [
        (date(2026, 8, 1), "WAN down for 45\N{NO-BREAK SPACE}min, major, Fibre, €120 credited", ""),
        (date(2026, 8, 1), "Call: Hello", "Mo · Ida"),
        (date(2026, 7, 20), "More won, €900 a month", "Ida"),
        (date(2026, 7, 3), "Detractor, scored 4: “Slow”", "Mo, CIO"),
        (date(2026, 6, 1), "More opened, €900 a month", "Ida"),
        (date(2024, 2, 1), "C1 begins", ""),
    ]
    assert found.headline == "Last: outage on 1 Aug 2026; next: review on 14 Oct 2026"


def test_a_save_stands_in_it_on_the_day_it_was_made_whatever_day_a_sample_names(small: Workspace) -> None:
    plans = Plans.within(small)
    before = _brief(small, "A1")
    plan = plans.open(SuccessPlan, FILE, "A1")
    plans.save(plan, SuccessPlan(account_id="A1"), "Ida")
    found = _brief(small, "A1")
    assert set(before.past) < set(found.past) and before.ahead == found.ahead
    (saved,) = [one for one in found.past if one.kind is EventKind.PLAN]
    assert saved.people == "Ida" and saved.key == FILE and saved is found.past[0]


def test_kinds_divide_the_whole(sample_home: Path) -> None:
    """At every account of a story: each kind alone holds as many as its button says, together they are all."""
    workspace = Workspace.whole(sample_home)
    for account_id in accounts(opened_once(workspace))[:8]:
        whole = _brief(workspace, account_id)
        parts = {kind: whole.of((kind,)) for kind in whole.kinds}
        assert {kind: len(part.ahead) + len(part.past) for kind, part in parts.items()} == whole.kinds
        assert Counter(one for part in parts.values() for one in (*part.ahead, *part.past)) == Counter(
            (*whole.ahead, *whole.past)
        )
        assert whole.events and len(whole.events.rows) == sum(whole.kinds.values())
        assert list(whole.past) == sorted(whole.past, key=lambda one: one.day, reverse=True)


def test_counts_are_those_of_the_feeds(sample_home: Path) -> None:
    """Asked of the warehouse in other words: calls, outages and answers of three years."""
    workspace = Workspace.whole(sample_home)
    warehouse = opened_once(workspace)
    since = warehouse.today - BACK
    for account_id in accounts(warehouse)[:8]:
        kinds = _brief(workspace, account_id).kinds
        for kind, table, day in (
            (EventKind.CONTACT, "activities", "happened_at"),
            (EventKind.OUTAGE, "incidents", "started_at"),
            (EventKind.SURVEY, "nps_responses", "coalesce(answered_on, sent_on)"),
        ):
            asked = f"select count(*) as n from staging.{table} where account_id = ? and {day}::date >= ?"
            asked += " and score is not null" if table == "nps_responses" else ""
            (count,) = warehouse.columns(asked, [account_id, since])["n"]
            assert kinds.get(kind, 0) == count, (account_id, kind)
