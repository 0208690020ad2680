"""What is to be done counts from today, over all that is loaded; figures keep their as-of day, and the past its own."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from steward.briefings.customer.plans.commitment_states import CommitmentState, state_of
from steward.briefings.customer.plans.joint_plan import joint_plan
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.briefings.internal.todo import Reason
from steward.briefings.internal.week.my_week import MyWeek
from steward.cli import app
from steward.errors import SourcesUnreadable
from steward.plans.customer.review import Meeting, Review
from steward.plans.customer.review import file_of as review_of
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.debrief import Debrief, Homework
from steward.plans.internal.debrief import file_of as debrief_of
from steward.services.account import brief as account_brief
from steward.services.book import brief as book_brief
from steward.services.commitments import brief as commitments_brief
from steward.services.reviews.follow_up import open_tasks
from steward.services.reviews.opened import open_review
from steward.services.scope import account_of, acting_book, book_of
from steward.services.week import everything, week
from steward.ui.pages import where_done
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\n'
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Big | P1\nA2 | Small | P1",
    "people": "person_id | name\nP1 | Ida",
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
        activity_id | account_id | happened_at      | kind | subject
        1           | A1         | 2026-08-01 10:00 | call | Before
        2           | A1         | 2026-10-15 10:00 | call | In a month that is not over
        """,
}
PLAN = """account_id = "A1"
[[commitments]]
promise = "A second line"
made_on = 2026-05-01
due = 2026-10-05
side = "ours"
"""
LEFT = '[[reasons]]\nreason = "notice date"\npoints = 0\n'


def _home(folder: Path, today: str) -> Workspace:
    workspace = loaded_once(home(folder, f"{SETTINGS}today = {today}\n", **TABLES))
    plan = Plans.whole(workspace.plans).of("A1") / "success_plan.toml"
    plan.parent.mkdir(parents=True)
    plan.write_text(PLAN, encoding="utf-8")
    return workspace


def _week(workspace: Workspace) -> MyWeek:
    return week(acting_book(opened_once(workspace)), PlanCache(Plans.within(workspace)))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-10-05", {Reason.NOTICE: date(2026, 11, 2), Reason.CONTACT: None}),
        # The commitment is late, and so is the day on which somebody was last spoken to: the 15th is not yet there.
        ("2026-10-06", {Reason.COMMITMENT: date(2026, 10, 5), Reason.NOTICE: date(2026, 11, 2), Reason.CONTACT: None}),
        # What was written on the 15th counts, though October is not over.
        ("2026-10-20", {Reason.COMMITMENT: date(2026, 10, 5), Reason.NOTICE: date(2026, 11, 2)}),
        # The day to give notice has passed, and the call of October is thirty-one days ago.
        ("2026-11-15", {Reason.COMMITMENT: date(2026, 10, 5), Reason.CONTACT: None}),
    ],
)
def test_the_week_is_that_of_today(tmp_path: Path, today: str, expected: dict[Reason, date | None]) -> None:
    found = _week(_home(tmp_path, today))
    assert (found.today, found.as_of) == (date.fromisoformat(today), date(2026, 9, 30))
    kinds = {Reason.COMMITMENT, Reason.NOTICE, Reason.CONTACT}
    assert {one.reason: one.due for one in found.todos if one.reason in kinds} == expected


def test_figures_keep_their_day_and_a_past_quarter_what_was_known_then(tmp_path: Path) -> None:
    early, late = (_home(tmp_path / day, day) for day in ("2026-10-05", "2027-03-01"))
    briefs = [book_brief(book_of(opened_once(one)), EVERYTHING) for one in (early, late)]
    assert briefs[0].as_of == briefs[1].as_of == date(2026, 9, 30)
    assert {one.id: one.value for one in briefs[0].figures} == {one.id: one.value for one in briefs[1].figures}
    past = [
        commitments_brief(book_of(opened_once(one), "2026-Q2"), EVERYTHING, PlanCache(Plans.within(one)))
        for one in (early, late)
    ]
    assert past[0] == past[1]


def test_without_a_day_of_its_own_it_is_the_day_where_the_company_is(tmp_path: Path) -> None:
    """Between the first and the last place on Earth there are 26 hours: never the same day."""
    first = home(tmp_path / "first", 'timezone = "Pacific/Kiritimati"\n')
    last = home(tmp_path / "last", 'timezone = "Etc/GMT+12"\n')
    assert first.today() > last.today()
    assert first.today() - datetime.now(UTC).date() in (timedelta(), timedelta(days=1))


def test_accounts_are_ranked_with_why_and_by_the_company_s_own_points(tmp_path: Path) -> None:
    workspace = _home(tmp_path, "2026-10-06")
    [one] = _week(workspace).attention
    assert one.row.account_id == "A1"
    assert one.explained == (
        "57 points: notice date 12 + commitment overdue 10 (presses) + renewal 8 + no contact 5 + review not prepared 3"
        ", times 1.5 because it is strategic"
    )
    assert one.todos[0].reason is Reason.NOTICE
    own = workspace.plans / "_company" / "attention.toml"
    own.parent.mkdir()
    own.write_text(f'account_id = "_company"\n{LEFT}', encoding="utf-8")
    [now] = _week(workspace).attention
    assert now.todos[0].reason is Reason.COMMITMENT
    assert now.score == one.score - 1.5 * 12


def test_a_ranking_of_its_own_that_still_says_deal_counts(tmp_path: Path) -> None:
    workspace = _home(tmp_path, "2026-10-06")
    own = workspace.plans / "_company" / "attention.toml"
    own.parent.mkdir()
    own.write_text('account_id = "_company"\n[[reasons]]\nreason = "deal stalled"\npoints = 9\n', encoding="utf-8")
    found = everything(acting_book(opened_once(workspace)), PlanCache(Plans.within(workspace)))
    assert (found.problems, found.rules.points["opportunity stalled"]) == ((), 9)


def test_the_next_fourteen_days_by_day(tmp_path: Path) -> None:
    workspace = _home(tmp_path, "2026-10-20")
    calendar = _week(workspace).calendar
    assert calendar is not None
    assert [row[:5] for row in calendar.rows][:2] == [
        (date(2026, 10, 28), "Wednesday", 8, "Big", "Review not prepared"),
        (date(2026, 11, 2), "Monday", 13, "Big", "Notice date"),
    ]
    # A day earlier the second of November is the fifteenth day, and not looked at yet.
    earlier = _week(_home(tmp_path / "earlier", "2026-10-19")).calendar
    assert earlier is not None and [row[0] for row in earlier.rows] == [date(2026, 10, 28)]


@pytest.mark.parametrize(("today", "late"), [("2026-10-05", 0), ("2026-10-06", 1)])
def test_every_door_counts_from_the_same_day(tmp_path: Path, today: str, late: int) -> None:
    """The book's commitments, the tasks to take along, and the customer's own ledger."""
    workspace = _home(tmp_path, today)
    warehouse, plans = opened_once(workspace), Plans.within(workspace)
    book = commitments_brief(book_of(warehouse), EVERYTHING, PlanCache(plans))
    assert len(book.late) == late
    assert sum(one.overdue for one in open_tasks(warehouse, plans, ["A1"])) == late
    opened = open_review(account_of(workspace, "A1"), plans)
    assert (
        sum(state_of(one, opened.names.day) is CommitmentState.OVERDUE for one in opened.agreed.plan.commitments)
        == late
    )


def test_a_joint_plan_is_looked_at_on_the_day_of_the_meeting(tmp_path: Path) -> None:
    workspace = _home(tmp_path, "2026-10-06")
    plans = Plans.within(workspace)
    folder = plans.of("A1")
    with (folder / "success_plan.toml").open("a", encoding="utf-8") as plan:
        plan.write('[[joint_plan]]\nwhat = "Sign"\ndue = 2026-10-12\n')
    for held_on, state in (("2026-10-11", "planned"), ("2026-10-20", "late")):
        review = folder / "reviews" / "2026-Q3" / "review.toml"
        review.parent.mkdir(parents=True, exist_ok=True)
        review.write_text(f'account_id = "A1"\n[meeting]\nheld_on = {held_on}\n', encoding="utf-8")
        shown = joint_plan(open_review(account_of(workspace, "A1"), plans).names)
        assert shown is not None and shown.today == date.fromisoformat(held_on)
        assert [one.state for one in shown.spans] == [state]


def test_while_a_quarter_runs_home_leads_to_pages_of_that_quarter(tmp_path: Path) -> None:
    tables = {**TABLES, "charges": "account_id | month | amount\nA1 | 2026-09-01 | 60000\nA1 | 2026-10-01 | 60000"}
    runs = loaded_once(home(tmp_path, SETTINGS.replace("09-30", "10-31") + "today = 2026-11-03\n", **tables))
    brief = _week(runs)
    assert str(brief.quarter) == "2026-Q4" and brief.running
    asked = {page.title: query.get("quarter") for page, query in (where_done(one, brief) for one in brief.todos)}
    assert asked.pop("Review", None) is None
    assert asked and set(asked.values()) == {"2026-Q4"}
    over = _week(_home(tmp_path / "over", "2026-10-06"))
    assert not [query for _, query in (where_done(one, over) for one in over.todos) if "quarter" in query]


def test_what_is_wrong_in_the_company_s_ranking_is_told_and_the_rest_used(tmp_path: Path) -> None:
    workspace = _home(tmp_path, "2026-10-06")
    own = workspace.plans / "_company" / "attention.toml"
    own.parent.mkdir()
    own.write_text('account_id = "_company"\n[[reasons]]\nreason = "bad mood"\npoints = 9\n' + LEFT, encoding="utf-8")
    found = everything(acting_book(opened_once(workspace)), PlanCache(Plans.within(workspace)))
    assert any("bad mood" in one.said for one in found.problems)
    assert found.week().todos and found.rules.points["notice date"] == 0
    told = CliRunner().invoke(app, ["my-week", "--home", str(workspace.home)])
    assert "bad mood" in told.output + told.stderr


def test_what_was_signed_in_a_quarter_that_runs_is_told_by_every_door(tmp_path: Path) -> None:
    """Home, the command and its calendar, and what is late by the plan and by its paper."""
    tables = {
        **TABLES,
        "charges": "account_id | month | amount\nA1 | 2026-10-01 | 60000",
        "contracts": TABLES["contracts"] + "        C2 | A2 | 2026-10-10 | 2027-01-20 | 60 | true\n",
    }
    runs = loaded_once(home(tmp_path, SETTINGS.replace("09-30", "10-31") + "today = 2026-11-09\n", **tables))
    assert [one.account_id for one in _week(runs).todos if "C2" in one.words]
    told = json.loads(CliRunner().invoke(app, ["renewals", "--home", str(runs.home), "--json"]).stdout)
    rows = {one["contract_id"]: one for one in told["contracts"]}
    assert told["quarter"] == "2026-Q4" and "C2" in rows
    assert all(one["window"] is not None for one in rows.values() if one["missing"])


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "soon", "2026-13-01"])
def test_a_day_that_is_none_is_refused_by_its_name(tmp_path: Path, day: str) -> None:
    found = home(tmp_path, f'today = "{day}"\n')
    with pytest.raises(SourcesUnreadable, match=r"workspace\.toml: today"):
        _ = found.settings


def test_the_account_tells_the_renewal_that_is_ahead_today(tmp_path: Path) -> None:
    """In October the contract of September has been followed by another: figure, headline and list agree."""
    contracts = """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        C1          | A1         | 2024-02-01 | 2026-10-10 | 90          | false
        C2          | A1         | 2026-10-11 | 2027-10-10 | 90          | false
        """
    activities = """
        activity_id | account_id | happened_at      | kind
        1           | A1         | 2026-10-15 10:00 | call
        """
    tables = {**TABLES, "contracts": contracts, "activities": activities}
    workspace = loaded_once(home(tmp_path, f"{SETTINGS}today = 2026-10-20\n", **tables))
    found = account_brief(account_of(workspace, "A1"))
    assert found.figure("account.days_to_renewal").value == (date(2027, 10, 10) - date(2026, 10, 20)).days
    assert "10 Oct 2027" in found.headline
    assert found.contracts and found.contracts.rows[0][1] == date(2027, 10, 10)


def test_a_review_of_the_quarter_that_runs_is_in_the_calendar_with_what_is_owed_for_it(tmp_path: Path) -> None:
    workspace = _home(tmp_path, "2026-10-20")
    plans = Plans.within(workspace)
    for quarter, day in (("2026-Q3", date(2026, 10, 22)), ("2026-Q4", date(2026, 10, 23))):
        opened = plans.open(Review, review_of(quarter), "A1")
        plans.save(opened, replace(opened.plan, meeting=Meeting(held_on=day)), "Ida")
    asked = plans.open(Debrief, debrief_of("2026-Q4"), "A1")
    plans.save(asked, replace(asked.plan, homework=(Homework(what="Usage", colleague="P1"),)), "Ida")
    found = _week(workspace)
    assert [(one.day.day, one.words) for one in found.dates if one.what == "Review"] == [
        (22, "Review of Q3 2026"),
        (23, "Review of Q4 2026"),
    ]
    assert [one.words for one in found.todos if one.reason is Reason.HOMEWORK] == [
        "Usage, for the review of Q4 2026 on 23 Oct 2026"
    ]
