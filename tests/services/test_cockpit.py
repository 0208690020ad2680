"""The signs of an account say what its topics say, and its next step is what Home puts first."""

from pathlib import Path

import pytest

from steward.briefings.internal.cockpit.cockpit import Cockpit, SignTopic
from steward.briefings.internal.reviews.year import ReviewState
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.todo import Reason
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import account, cockpit, commitments, health, maps, renewals, week
from steward.services.reviews import year as review_year
from steward.services.scope import account_of, acting_book, book_of
from steward.warehouse.rows.internal.book import book as rows_of_quarter
from steward.workspace import Workspace
from tests.homes import followed_once, home, loaded_once, opened_once
from tests.services.test_timeline import SETTINGS, TABLES

STRATEGY = """account_id = "A1"
[[readings]]
person = "K1"
roles = ["champion"]
[[readings]]
person = "K2"
roles = ["champion"]
"""
SUCCESS = """account_id = "A1"
[[commitments]]
promise = "A second line"
made_on = 2026-05-01
due = 2026-10-05
side = "ours"
[[commitments]]
promise = "A report"
made_on = 2026-05-01
due = 2026-12-05
side = "theirs"
"""
PEOPLE = """
    contact_id | account_id | name | title | left_on
    K1         | A1         | Mo   | CIO   | 2026-09-01
    K2         | A1         | Al   | CTO   |
    """


def _home(folder: Path, **changed: str) -> Workspace:
    tables = {**TABLES, "contacts": PEOPLE, **changed}
    workspace = loaded_once(home(folder, SETTINGS, **tables))
    plan = Plans.within(workspace).of("A1")
    plan.mkdir(parents=True)
    (plan / "strategy.toml").write_text(STRATEGY, encoding="utf-8")
    (plan / "success_plan.toml").write_text(SUCCESS, encoding="utf-8")
    return workspace


def _cockpit(workspace: Workspace, account_id: str) -> Cockpit:
    book = acting_book(followed_once(workspace))
    return cockpit.brief(book, Filters(accounts=(account_id,)), PlanCache(Plans.within(workspace)))


def test_the_signs_of_a_small_company(tmp_path: Path) -> None:
    """As of 8 October: a contract to 31 January with its notice on 2 November, one champion gone and one there."""
    said = {sign.topic: (sign.text, sign.detail, sign.good) for sign in _cockpit(_home(tmp_path), "A1").signs}
    assert said[SignTopic.MRR] == ("€60k", "unchanged", None)
    assert said[SignTopic.RENEWAL] == ("in 115 days", "31 Jan 2027 · notice by 2 Nov 2026 · no forecast yet", False)
    assert said[SignTopic.CHAMPION][0] == "Al"
    assert said[SignTopic.COMMITMENTS] == ("2 open", "1 of ours overdue", False)


@pytest.mark.parametrize(
    ("people", "text"),
    [
        (PEOPLE.replace("CTO   |", "CTO   | 2026-09-02"), "Left"),
        ("contact_id | account_id | name\nK9 | A1 | Zoe", "Left"),
    ],
)
def test_a_champion_who_is_gone_is_told(tmp_path: Path, people: str, text: str) -> None:
    signs = {sign.topic: sign for sign in _cockpit(_home(tmp_path, contacts=people), "A1").signs}
    assert signs[SignTopic.CHAMPION].text == text and signs[SignTopic.CHAMPION].good is False


def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    said = {sign.topic: sign.text for sign in _cockpit(_home(tmp_path), "A2").signs}
    assert said[SignTopic.HEALTH] == "Not known"
    assert said[SignTopic.RENEWAL] == "None open"
    assert said[SignTopic.CHAMPION] == "No map yet"
    assert said[SignTopic.COMMITMENTS] == "None"


def test_at_every_account_of_a_story_each_sign_is_what_its_topic_says(small_sample: Path) -> None:
    workspace = Workspace.whole(small_sample)
    plan_cache, book = PlanCache(Plans.within(workspace)), acting_book(followed_once(workspace))
    whole = week.everything(book, plan_cache).week()
    ranked = {one.row.account_id: one for one in whole.attention}
    healths, mapped = health.brief(book, EVERYTHING, plan_cache), maps.brief(book, EVERYTHING, plan_cache).rows
    ends, owed = renewals.brief(book, EVERYTHING, plan_cache), commitments.brief(book, EVERYTHING, plan_cache)
    for row in (one.row for one in mapped):
        found = _cockpit(workspace, row.account_id)
        signs = {sign.topic: sign for sign in found.signs}
        figure = account.brief(account_of(workspace, row.account_id)).figure("account.mrr")
        assert signs[SignTopic.MRR].text == figure.text
        line = healths.line(row.account_id)
        assert line and signs[SignTopic.HEALTH].text.lower() == str(line.health)
        contracts = [one.row for one in ends.found if one.row.account_id == row.account_id and one.is_open]
        assert signs[SignTopic.RENEWAL].key == (contracts[0].contract_id if contracts else "")
        here = next(one for one in mapped if one.row.account_id == row.account_id)
        assert bool(here.left) == (signs[SignTopic.CHAMPION].text == "Left") or here.champions
        late = [one for one in owed.late if one.row.account_id == row.account_id]
        assert bool(late) == (signs[SignTopic.COMMITMENTS].good is False)
        # The next step is the one that Home puts first for this account.
        if row.account_id in ranked:
            assert found.week.attention[0].todos == ranked[row.account_id].todos
            assert found.week.attention[0].score == ranked[row.account_id].score


@pytest.mark.parametrize(
    ("today", "contracts", "text", "headline"),
    [
        ("2026-10-08", "C1 | A1 | 2024-02-01 | 2027-01-31 | 90 | true", "in 115 days", "next renewal on 31 Jan 2027"),
        # Over and undecided: late in both, though another contract follows far later.
        ("2026-10-20", "C1 | A1 | 2024-02-01 | 2026-10-10 | 90 | false\nC2 | A1 | 2026-01-01 | 2029-01-31 | 90 | true",
         "10 days late", "a renewal is late since 10 Oct 2026"),
        ("2026-10-08", "C1 | A1 | 2024-02-01 | 2030-10-08 | 90 | true", "in 1,461 days", "next renewal on 8 Oct 2030"),
        # Begun after the last complete quarter.
        ("2026-10-20", "C1 | A1 | 2024-02-01 | 2026-10-10 | 90 | false\nC2 | A1 | 2026-10-11 | 2027-10-10 | 90 | true",
         "in 355 days", "next renewal on 10 Oct 2027"),
        ("2026-10-08", "C1 | A2 | 2024-02-01 | 2027-01-31 | 90 | true", "None open", ""),
    ],
)  # fmt: skip
def test_head_headline_and_figure_tell_one_renewal(
    tmp_path: Path, today: str, contracts: str, text: str, headline: str
) -> None:  # fmt: skip
    table = f"contract_id | account_id | starts_on | ends_on | notice_days | auto_renews\n{contracts}"
    workspace = loaded_once(home(tmp_path, SETTINGS.replace("2026-10-08", today), **{**TABLES, "contracts": table}))
    signs = {sign.topic: sign for sign in _cockpit(workspace, "A1").signs}
    told = account.brief(account_of(workspace, "A1"))
    assert signs[SignTopic.RENEWAL].text == text
    assert headline in told.headline and ("renewal" in told.headline) == bool(headline)
    days = told.figure("account.days_to_renewal").value
    late = "late" in text
    assert (f"{abs(int(days)):,} days" in text and (days < 0) == late) if days is not None else text == "None open"


def test_without_contracts_nobody_says_that_none_is_open(tmp_path: Path) -> None:
    tables = {name: table for name, table in TABLES.items() if name != "contracts"}
    signs = {sign.topic: sign for sign in _cockpit(loaded_once(home(tmp_path, SETTINGS, **tables)), "A1").signs}
    assert signs[SignTopic.RENEWAL].text == "Not known"


@pytest.mark.parametrize(
    ("category", "good"),
    [("will renew", None), ("contract actionable", False), ("churn actionable", False), ("will churn", False)],
)
def test_a_forecast_that_loses_is_told_as_such(tmp_path: Path, category: str, good: bool | None) -> None:
    table = TABLES["contracts"].replace("2027-01-31", "2027-06-30")
    workspace = _home(tmp_path, contracts=table)
    said = f'account_id = "A1"\n[[calls]]\ncontract = "C1"\ncategory = "{category}"\n'
    (Plans.within(workspace).of("A1") / "renewals.toml").write_text(said, encoding="utf-8")
    sign = next(one for one in _cockpit(workspace, "A1").signs if one.topic is SignTopic.RENEWAL)
    assert sign.good is good


def test_every_contract_that_is_open_can_be_worked_on_at_its_account(small_sample: Path) -> None:
    workspace = Workspace.whole(small_sample)
    plan_cache, book = PlanCache(Plans.within(workspace)), acting_book(opened_once(workspace))
    for one in renewals.brief(book, EVERYTHING, plan_cache).found:
        if one.is_open:
            alone = renewals.brief(book, Filters(accounts=(one.row.account_id,)), plan_cache)
            assert one.row.contract_id in {each.row.contract_id for each in alone.ahead}


def test_the_week_asks_for_the_reviews_that_the_calendar_calls_due(small_sample: Path) -> None:
    workspace = Workspace.whole(small_sample)
    plan_cache, book = PlanCache(Plans.within(workspace)), acting_book(opened_once(workspace))
    last = book_of(opened_once(workspace))
    year = review_year.account_years(
        last, [one for one in rows_of_quarter(last.warehouse, str(last.quarter)) if one.customer], plan_cache
    )
    due = {one.row.account_id for one in year for cell in one.cells
           if cell.quarter == last.quarter and cell.state is ReviewState.DUE}  # fmt: skip
    asked = {one.account_id for one in week.everything(book, plan_cache).todos if one.reason is Reason.REVIEW}
    assert asked and asked <= due and len(due) < len(year)
