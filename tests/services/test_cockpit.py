"""The signs of an account say what its topics say, and its next step is what Home puts first."""

from pathlib import Path

import pytest
from homes import home, loaded_once

from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.cockpit.cockpit import Cockpit, Topic
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import account, cockpit, commitments, health, maps, renewals, week
from steward.services.scope import account_of, acting_book
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
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
    book = acting_book(open_warehouse(workspace))
    return cockpit.brief(book, Filters(accounts=(account_id,)), PlanCache(Plans.within(workspace)))


def test_the_signs_of_a_small_company(tmp_path: Path) -> None:
    """As of 8 October: a contract to 31 January with its notice on 2 November, one champion gone and one there."""
    said = {sign.topic: (sign.text, sign.detail, sign.good) for sign in _cockpit(_home(tmp_path), "A1").signs}
    assert said[Topic.MRR] == ("€60k", "unchanged", None)
    assert said[Topic.RENEWAL] == ("in 115 days", "31 Jan 2027 · notice by 2 Nov 2026 · no forecast yet", False)
    assert said[Topic.CHAMPION][0] == "Al"
    assert said[Topic.COMMITMENTS] == ("2 open", "1 of ours overdue", False)


@pytest.mark.parametrize(
    ("people", "text"),
    [
        (PEOPLE.replace("CTO   |", "CTO   | 2026-09-02"), "Left"),
        ("contact_id | account_id | name\nK9 | A1 | Zoe", "Left"),
    ],
)
def test_a_champion_who_is_gone_is_told(tmp_path: Path, people: str, text: str) -> None:
    signs = {sign.topic: sign for sign in _cockpit(_home(tmp_path, contacts=people), "A1").signs}
    assert signs[Topic.CHAMPION].text == text and signs[Topic.CHAMPION].good is False


def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    said = {sign.topic: sign.text for sign in _cockpit(_home(tmp_path), "A2").signs}
    assert said[Topic.HEALTH] == "Not known"
    assert said[Topic.RENEWAL] == "None open"
    assert said[Topic.CHAMPION] == "No map yet"
    assert said[Topic.COMMITMENTS] == "None"


def test_at_every_account_of_a_story_each_sign_is_what_its_topic_says(small_sample: Path) -> None:
    workspace = Workspace.whole(small_sample)
    plan_cache, book = PlanCache(Plans.within(workspace)), acting_book(open_warehouse(workspace))
    whole = week.everything(book, plan_cache).week()
    ranked = {one.row.account_id: one for one in whole.attention}
    healths, mapped = health.brief(book, EVERYTHING, plan_cache), maps.brief(book, EVERYTHING, plan_cache).rows
    ends, promised = renewals.brief(book, EVERYTHING, plan_cache), commitments.brief(book, EVERYTHING, plan_cache)
    for row in (one.row for one in mapped):
        found = _cockpit(workspace, row.account_id)
        signs = {sign.topic: sign for sign in found.signs}
        figure = account.brief(account_of(workspace, row.account_id)).figure("account.mrr")
        assert signs[Topic.MRR].text == figure.text
        line = healths.line(row.account_id)
        assert line and signs[Topic.HEALTH].text.lower() == str(line.health)
        contracts = [one.row for one in ends.found if one.row.account_id == row.account_id and one.is_open]
        assert signs[Topic.RENEWAL].key == (contracts[0].contract_id if contracts else "")
        here = next(one for one in mapped if one.row.account_id == row.account_id)
        assert bool(here.left) == (signs[Topic.CHAMPION].text == "Left") or here.champions
        late = [one for one in promised.late if one.row.account_id == row.account_id]
        assert bool(late) == (signs[Topic.COMMITMENTS].good is False)
        # The next step is the one that Home puts first for this account.
        if row.account_id in ranked:
            assert found.week.attention[0].todos == ranked[row.account_id].todos
            assert found.week.attention[0].score == ranked[row.account_id].score
