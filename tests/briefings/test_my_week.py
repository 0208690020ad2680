"""What to do next: ranked by what presses and the money, from every area, for one person or everybody."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.todo import Reason, Todo, ranked
from steward.cli import app
from steward.errors import PersonNotFound
from steward.exhibits import Receipt
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.week import agenda, week
from steward.ui.pages import dealt_with
from steward.ui.week.lines import in_words
from steward.workspace import Workspace
from tests.homes import ACCOUNTS, loaded

TODAY = date(2026, 9, 30)
TODO = Todo(
    reason=Reason.COMMITMENT, account_id="A", account="Alpha", owner_id="P", owner="Pia", words="",
    at_stake=Decimal(10), due=None, receipt=Receipt("kept rate", TODAY, "success_plan.toml"),
)  # fmt: skip
DAYS = st.none() | st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
TODOS = st.builds(
    lambda due, money: replace(TODO, due=due, at_stake=money), DAYS, st.none() | st.decimals(0, 10**6, places=2)
)


def test_what_is_due_comes_before_what_is_dear() -> None:
    """Due in a week 5; overdue 1; undated 900; due in 8 days 50: the week first by money, then the rest by money."""
    soon = replace(TODO, due=TODAY + timedelta(days=7), at_stake=Decimal(5))
    late = replace(TODO, due=TODAY - timedelta(days=9), at_stake=Decimal(1))
    dear = replace(TODO, at_stake=Decimal(900))
    later = replace(TODO, due=TODAY + timedelta(days=8), at_stake=Decimal(50))
    assert ranked([later, dear, late, soon], TODAY) == (soon, late, dear, later)


@given(st.lists(TODOS, max_size=12))
def test_ranking_loses_nothing_and_does_not_depend_on_the_order(found: list[Todo]) -> None:
    once = ranked(found, TODAY)
    assert sorted(map(repr, once)) == sorted(map(repr, found))
    assert ranked(found[::-1], TODAY) == once


def test_everybodys_week_is_the_weeks_of_all(book: Book, plan_cache: PlanCache) -> None:
    whole = week(book, plan_cache)
    owners = {one.owner_id for one in whole.todos if one.owner_id}
    assert len(owners) > 3
    parts = [one for owner in owners for one in week(book, plan_cache, owner).todos]
    # Who is to do it has it in their week beside whoever looks after the account.
    wanted = [repr(one) for one in whole.todos for _ in owners.intersection(one.people)]
    assert sorted(map(repr, parts)) == sorted(wanted)


def test_every_line_says_what_and_leads_to_a_page(book: Book, plan_cache: PlanCache) -> None:
    found = week(book, plan_cache).todos
    from_every_area = set(Reason) - {Reason.HEALTH, Reason.STALLED}
    assert {one.reason for one in found} >= from_every_area
    for one in found:
        assert one.words and one.account, one
    for reason in Reason:
        assert (Path(__file__).parents[2] / dealt_with(reason).path).is_file(), reason


def test_no_two_lines_of_an_account_read_alike(book: Book, plan_cache: PlanCache) -> None:
    """Several may be asked for the same, such as to approve a quote: the line of each says whose it is."""
    found = week(book, plan_cache)
    for named in (False, True):
        lines = [one for one in found.todos if one.account_id or named]
        told = [(one.account_id, in_words(one, found, named=named)) for one in lines]
        assert [one for one in set(told) if told.count(one) > 1] == []
    assert found.calendar is not None
    assert len(set(found.calendar.rows)) == len(found.calendar.rows)


def test_whoever_waited_longest_is_called_first(book: Book, plan_cache: PlanCache) -> None:
    calls = week(book, plan_cache).outreach
    assert calls is not None
    days = [row[2] for row in calls.rows]
    assert days == sorted(days, reverse=True) and len(days) > 30


def test_what_no_feed_tells_of_is_not_called_none(tmp_path: Path) -> None:
    """With accounts and subscriptions alone nobody knows of renewals, answers, opportunities; commitments are ours."""
    given = {"accounts": ACCOUNTS, "subscriptions": "subscription_id|account_id|product_id|mrr|starts_on\n"
             "s1|A1|wan|100|2025-01-01"}  # fmt: skip
    found = week(book_of(loaded(tmp_path, **given)), PlanCache(Plans.whole(Workspace.whole(tmp_path).plans)))
    told = {figure.id: (figure.value, figure.why) for figure in found.figures}
    assert told["week.renewals"] == (None, "No contracts feed is loaded.")
    assert told["week.deals"] == (None, "No opportunities feed is loaded.")
    assert told["week.promises"] == (0, "")
    assert [one.feed for one in found.missing] == [
        "contracts", "nps_responses", "activities", "opportunities", "incidents",
    ]  # fmt: skip


def test_nobody_with_that_id(book: Book, plan_cache: PlanCache) -> None:
    with pytest.raises(PersonNotFound):
        week(book, plan_cache, "nobody")


def test_an_agenda_holds_facts_for_the_customers_ears(book: Book, sample_home: Path) -> None:
    found = agenda(book, Plans.whole(Workspace.whole(sample_home).plans), "NW-1003")
    assert any("NPS" in fact for fact in found)
    assert any(fact.startswith(("We promised", "You promised")) for fact in found)


def test_for_scripts(sample_home: Path, book: Book, plan_cache: PlanCache) -> None:
    person = next(one.owner_id for one in week(book, plan_cache).todos if one.owner_id)
    said = CliRunner().invoke(app, ["my-week", "--person", str(person), "--home", str(sample_home), "--json"])
    assert said.exit_code == 0, said.output
    told = json.loads(said.stdout)
    assert told["person_id"] == person and told["person"]
    assert [one["rank"] for one in told["todos"]] == list(range(1, len(told["todos"]) + 1))
    assert {one["owner_id"] for one in told["todos"]} == {person}
    assert {"account_id", "last_contact_on", "days"} <= told["outreach"][0].keys()


def test_a_company_without_plans_or_activities(tmp_path: Path) -> None:
    subscriptions = "subscription_id | account_id | product_id | mrr | starts_on\n s | A1 | wan | 10 | 2025-01-01"
    found = week(
        book_of(loaded(tmp_path, accounts=ACCOUNTS, subscriptions=subscriptions)), PlanCache(Plans.whole(tmp_path))
    )
    assert (
        found.headline == "Nothing presses, as far as the loaded feeds tell"
        and found.ranking is None
        and found.outreach is None
    )
