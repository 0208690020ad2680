"""What leadership decides: recorded, done or dropped with a reason, kept or not, told where somebody sees to it."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from steward.briefings.internal.decisions.listed import ListedDecision
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.domain.access.scope import Accounts, Role, Scope
from steward.domain.actions import ActionKind
from steward.domain.team.deciding import DecisionOutcome, DecisionStanding, DecisionState, kept_share, outcome
from steward.errors import ChangeNotAllowed, PlanNotFound, StepNotAllowed
from steward.plans.company.decisions import LEDGER
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import COMPANY, Plans
from steward.services import actions, decisions
from steward.services.decisions import LeadershipDecision
from steward.services.scope import acting_book
from steward.services.week import everything, week
from steward.workspace import Workspace
from tests.homes import followed_once
from tests.team.made import book, company, source

NEW = LeadershipDecision(
    id="", decision="Call Elm before they give notice", owner="P3", due=date(2026, 10, 15), about="team:P3",
    account="A5", quarter="2026-Q3", decided_on=date(2026, 10, 8),
)  # fmt: skip
OF_A_TEAM = replace(NEW, decision="One play for every tender", owner="P2", about="team:P2", account="")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return company(tmp_path_factory.mktemp("decisions"))


@pytest.fixture
def workspace(loaded: Workspace) -> Workspace:
    """Nothing is decided yet."""
    shutil.rmtree(loaded.plans / COMPANY, ignore_errors=True)
    return loaded


def known(workspace: Workspace) -> dict[str, ListedDecision]:
    found = decisions.known(acting_book(followed_once(workspace)), Plans.within(workspace))
    return {one.said.id: one for one in found}


@pytest.mark.parametrize(
    ("now", "due", "today", "told"),
    [
        (DecisionStanding(), date(2026, 5, 3), date(2026, 5, 3), DecisionOutcome.OPEN),
        (DecisionStanding(), date(2026, 5, 3), date(2026, 5, 4), DecisionOutcome.LATE),
        (DecisionStanding(), None, date(2026, 5, 4), DecisionOutcome.OPEN),
        (
            DecisionStanding(DecisionState.DONE, date(2026, 5, 3)),
            date(2026, 5, 3),
            date(2026, 9, 1),
            DecisionOutcome.KEPT,
        ),
        (
            DecisionStanding(DecisionState.DONE, date(2026, 5, 4)),
            date(2026, 5, 3),
            date(2026, 9, 1),
            DecisionOutcome.KEPT_LATE,
        ),
        (
            DecisionStanding(DecisionState.DROPPED, date(2026, 5, 4)),
            date(2026, 5, 3),
            date(2026, 9, 1),
            DecisionOutcome.DROPPED,
        ),
    ],
)
def test_whether_it_was_kept(now: DecisionStanding, due: date | None, today: date, told: DecisionOutcome) -> None:
    assert outcome(now, due, today) is told


def test_what_was_dropped_or_is_not_due_counts_for_nothing() -> None:
    assert kept_share(
        [
            DecisionOutcome.KEPT,
            DecisionOutcome.LATE,
            DecisionOutcome.KEPT_LATE,
            DecisionOutcome.OPEN,
            DecisionOutcome.DROPPED,
        ]
    ) == pytest.approx(100 / 3)
    assert kept_share([DecisionOutcome.OPEN, DecisionOutcome.DROPPED]) is None


def test_one_is_recorded_done_and_never_twice(workspace: Workspace) -> None:
    key = decisions.record(workspace, NEW, "Ada Top")
    assert known(workspace)[key].outcome is DecisionOutcome.OPEN
    decisions.finish(workspace, key, date(2026, 10, 9), "Cy Lead")
    assert known(workspace)[key].outcome is DecisionOutcome.KEPT
    assert known(workspace)[key].now.who == "Cy Lead"
    for again in (decisions.finish, lambda *said: decisions.drop(*said, "Too late")):
        with pytest.raises(StepNotAllowed):
            again(workspace, key, date(2026, 10, 10), "Cy Lead")


def test_it_is_dropped_for_a_reason_and_for_none_it_is_not(workspace: Workspace) -> None:
    key = decisions.record(workspace, NEW, "Ada Top")
    with pytest.raises(StepNotAllowed):
        decisions.drop(workspace, key, date(2026, 10, 9), "Ada Top", "  ")
    decisions.drop(workspace, key, date(2026, 10, 9), "Ada Top", "They signed.")
    assert (known(workspace)[key].outcome, known(workspace)[key].now.why) == (DecisionOutcome.DROPPED, "They signed.")


@pytest.mark.parametrize("lacking", [{"decision": " "}, {"owner": ""}, {"due": None}])
def test_nothing_is_recorded_without_what_who_and_when(workspace: Workspace, lacking: dict[str, object]) -> None:
    with pytest.raises(StepNotAllowed):
        decisions.record(workspace, replace(NEW, **lacking), "Ada Top")  # type: ignore[arg-type]
    with pytest.raises(StepNotAllowed):
        decisions.record(workspace, NEW, " ")
    assert known(workspace) == {}


def test_nothing_ends_that_nobody_decided(workspace: Workspace) -> None:
    with pytest.raises(PlanNotFound):
        decisions.finish(workspace, "nothing", date(2026, 10, 9), "Ada Top")


def test_who_leads_records_and_who_looks_after_accounts_does_not(workspace: Workspace) -> None:
    manager, other = (
        replace(workspace, scope=Scope(read=Accounts(frozenset({"A5"})), people=frozenset({"P3"}), roles=roles))
        for roles in (frozenset({Role.MANAGER}), frozenset({Role.ACCOUNT_MANAGER}))
    )
    key = decisions.record(manager, NEW, "Cy Lead")
    with pytest.raises(ChangeNotAllowed):
        decisions.record(other, NEW, "Flo Solo")
    with pytest.raises(ChangeNotAllowed):
        decisions.finish(other, key, date(2026, 10, 9), "Flo Solo")


def test_each_sees_what_is_of_their_accounts_and_their_people(workspace: Workspace) -> None:
    of_an_account = decisions.record(workspace, NEW, "Ada Top")
    of_a_team = decisions.record(workspace, OF_A_TEAM, "Ada Top")
    of_all = decisions.record(workspace, replace(OF_A_TEAM, owner="P1", about="company"), "Ada Top")
    seen = {
        name: set(known(replace(workspace, scope=Scope(read=Accounts(frozenset(reads)), people=frozenset(people)))))
        for name, reads, people in (
            ("Cy", {"A5", "A7"}, {"P3", "P6"}), ("Bo", {"A1", "A2", "A3", "A4"}, {"P2", "P4", "P5"}),
            ("Flo", {"A5"}, {"P6"}), ("Di", {"A1"}, {"P4"}),
        )
    }  # fmt: skip
    assert seen == {"Cy": {of_an_account}, "Bo": {of_a_team}, "Flo": {of_an_account}, "Di": set()}
    assert set(known(workspace)) == {of_an_account, of_a_team, of_all}


def test_it_stands_on_the_list_and_in_the_week_of_whoever_sees_to_it(workspace: Workspace) -> None:
    decisions.record(workspace, NEW, "Ada Top")
    decisions.record(workspace, OF_A_TEAM, "Ada Top")
    far = decisions.record(workspace, replace(OF_A_TEAM, due=date(2027, 3, 1)), "Ada Top")
    acting, cache = acting_book(followed_once(workspace)), PlanCache(Plans.within(workspace))
    listed = [one for one in actions.brief(acting, EVERYTHING, cache).all if one.kind is ActionKind.LEADERSHIP]
    assert sorted((one.row.name, one.doer) for one in listed) == [
        ("Elm", "P3"), ("Team of Bo Lead", "P2"), ("Team of Bo Lead", "P2"),
    ]  # fmt: skip
    of_elm = actions.brief(acting, Filters(accounts=("A5",)), cache).all
    assert [one.words for one in of_elm if one.kind is ActionKind.LEADERSHIP] == [NEW.decision]
    of_bo = week(acting, cache, "P2").todos
    assert [one.account for one in of_bo if one.decision] == ["Team of Bo Lead"]
    assert far not in {one.decision for one in of_bo}, "what is due in months presses nobody now"
    assert next(one.query for one in of_bo if one.decision)["unit"] == "team:P2"


def test_a_decision_is_somebody_acting_against_a_risk(workspace: Workspace) -> None:
    assert {one.row.account_id: one.moves for one in source(workspace).risks}["A5"] == "nobody acts"
    decisions.record(workspace, NEW, "Ada Top")
    board = {one.row.account_id: one for one in source(workspace).risks}
    assert board["A5"].moves == "planned" and board["A5"].act and board["A5"].act.words == NEW.decision


def test_a_past_quarter_knows_what_was_decided_and_done_by_then(workspace: Workspace) -> None:
    early = replace(NEW, decided_on=date(2026, 5, 4), due=date(2026, 6, 1))
    key = decisions.record(workspace, early, "Ada Top")
    decisions.record(workspace, OF_A_TEAM, "Ada Top")
    decisions.finish(workspace, key, date(2026, 7, 4), "Cy Lead")
    then = decisions.of_book(book(workspace, "2026-Q2"), PlanCache(Plans.within(workspace)))
    assert [(one.said.id, one.outcome) for one in then] == [(key, DecisionOutcome.LATE)]
    assert known(workspace)[key].outcome is DecisionOutcome.KEPT_LATE


def test_a_line_that_was_changed_by_hand_ends_nothing(workspace: Workspace) -> None:
    key = decisions.record(workspace, NEW, "Ada Top")
    path = workspace.plans / COMPANY / LEDGER
    path.write_bytes(path.read_bytes() + b'{"event": "reopened", "who": "x", "at": "2026-10-09T00:00:00+00:00"}\n')
    assert known(workspace)[key].outcome is DecisionOutcome.OPEN


def test_an_account_is_told_its_own_and_no_others(workspace: Workspace) -> None:
    decisions.record(workspace, NEW, "Ada Top")
    decisions.record(workspace, OF_A_TEAM, "Ada Top")
    acting, cache = acting_book(followed_once(workspace)), PlanCache(Plans.within(workspace))
    told = {
        key: [one.words for one in everything(acting, cache, Filters(accounts=(key,))).todos if one.decision]
        for key in ("A5", "A4")
    }
    assert told == {"A5": [f"Leadership decided: {NEW.decision}"], "A4": []}
