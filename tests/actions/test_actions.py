"""One list of what somebody owes: each thing once, done where it is written, and the customer's part of it theirs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from actions_made import OPEN, company, listed
from hypothesis import given
from hypothesis import strategies as some

from steward.briefings.customer.actions.owed import owed_actions
from steward.briefings.customer.subject import subject
from steward.briefings.internal.actions.actions import ActionsBrief
from steward.briefings.internal.actions.sources import OpenAction
from steward.domain.actions import ActionKind, ActionState, state_on
from steward.errors import PlanNotSaved
from steward.plans.customer.review import Decision, Meeting, Outcome, Question, Review
from steward.plans.customer.success_plan import Commitment, Heard, JointStep, Kept, Progress, SuccessPlan
from steward.plans.files.store import Plans
from steward.plans.files.together import take_back
from steward.plans.internal.plays import begin_play, open_plays, playbooks
from steward.plans.internal.strategy import FILE, Strategy
from steward.services import actions
from steward.services.owed import open_between_us
from steward.services.reviews.follow_up import open_tasks
from steward.workspace import Workspace
from tests.homes import opened_once

DAY = date(2026, 6, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    company(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One that no test writes in."""
    return company(tmp_path_factory.mktemp("owed"))


@pytest.fixture(scope="module")
def shared_list(shared: Workspace) -> ActionsBrief:
    return listed(shared)


def by_kind(found: tuple[OpenAction, ...]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for one in found:
        kinds.setdefault(str(one.kind), []).append(one.entry)
    return {kind: sorted(entries) for kind, entries in kinds.items()}


def test_every_open_thing_of_every_place_stands_once(shared_list: ActionsBrief) -> None:
    brief = shared_list
    assert by_kind(brief.all) == {kind: sorted(entries) for kind, entries in OPEN.items()}
    assert len(brief.by_key) == len(brief.all)
    assert brief.headline == "12 actions open, 2 overdue"
    late = {one.entry for one in brief.all if one.state(DAY) is ActionState.OVERDUE}
    assert late == {"fibre", "r1"}
    assert brief.figure("actions.soon").value == 1
    assert {one.entry: brief.who(one) for one in brief.all if one.theirs} == {"ducts": "Anna", "pilot": "Anna"}


@pytest.mark.parametrize(
    ("person", "own"),
    [
        ("P1", {"ducts", "move", "dates", "renew", "pilot", "price", "early", "r1"}),
        ("P2", {"fibre", "numbers", "figures", "usage"}),
    ],
)
def test_whose_it_is_is_who_is_named_else_who_looks_after_the_account(
    shared_list: ActionsBrief, person: str, own: set[str]
) -> None:
    assert {one.entry for one in shared_list.all if person in one.people} == own


def test_done_in_place_is_done_where_it_is_written_and_can_be_taken_back(folder: Path) -> None:
    """Each of every kind, one after the other."""
    workspace = company(folder)
    plans, before = Plans.whole(workspace.plans), listed(workspace)
    for one in before.all:
        step = actions.finish(plans, one, DAY, "Ida Falk", "It was said")
        assert set(before.by_key) - {one.key} == set(listed(workspace).by_key), one.key
        take_back(plans, step, "Ida Falk")
    assert set(listed(workspace).by_key) == set(before.by_key)


def test_what_cannot_be_done_is_refused_and_stays(shared: Workspace, shared_list: ActionsBrief) -> None:
    """A question and a detractor end with words and not without; what is written no more is not done."""
    plans = Plans.whole(shared.plans)
    for one in shared_list.all:
        if one.kind in (ActionKind.QUESTION, ActionKind.DETRACTOR):
            with pytest.raises(PlanNotSaved, match="Say what came of it"):
                actions.finish(plans, one, DAY, "Ida Falk", " ")
        elif one.kind is ActionKind.PLAN_ACTION:
            with pytest.raises(PlanNotSaved, match="written there no more"):
                actions.finish(plans, replace(one, entry="taken out"), DAY, "Ida Falk")
    assert set(listed(shared).by_key) == set(shared_list.by_key)


def test_a_play_begins_its_steps_and_none_twice(folder: Path) -> None:
    workspace = company(folder)
    plans = Plans.whole(workspace.plans)
    [play] = [one for one in playbooks(open_plays(workspace.plans).plan) if one.template.id == "price-talk"]
    begin_play(plans, "A1", "price", play, date(2026, 6, 26), "P2", "Ida Falk")
    begin_play(plans, "A1", "price", play, DAY, "P2", "Ida Falk")
    plan = plans.open(Strategy, FILE, "A1").plan
    steps = [one for one in plan.actions if one.action in {step.step for step in play.steps}]
    assert [(one.due, one.owner, one.risk) for one in steps] == [
        (date(2026, 7, 6), "P1", "price"), (date(2026, 7, 17), "P1", "price"), (date(2026, 7, 27), "P1", "price"),
    ]  # fmt: skip
    assert plan.risks[0].play == "Show the worth", "what somebody wrote stays"
    assert len(listed(workspace).all) == 12 + len(play.steps)
    with pytest.raises(PlanNotSaved):
        begin_play(plans, "A1", "gone", play, DAY, "P2", "Ida Falk")


def test_every_kind_of_risk_has_a_play_that_comes_with_us(tmp_path: Path) -> None:
    books = playbooks(open_plays(tmp_path).plan)
    assert {str(one.template.kind) for one in books} == {
        "sponsor or champion", "price", "service", "competitor", "falling use", "contract", "their business",
    }  # fmt: skip
    assert all(len(one.steps) >= 2 for one in books)


def test_the_customer_sees_what_both_agreed_and_nothing_else(shared: Workspace) -> None:
    table = open_between_us(subject(opened_once(shared), "A1"), Plans.whole(shared.plans))
    assert table is not None
    assert table.title == "7 actions open between us, 5 of them ours; 1 overdue"
    assert {str(row[0]) for row in table.rows} == {
        "Second line", "Ducts cleared", "Move the archive", "Dates of every site", "Renew early?",
        "Pilot at two sites?", "Which numbers may be called?",
    }  # fmt: skip


def test_tasks_of_commitments_and_questions_keep_the_ids_that_a_crm_has(
    shared: Workspace, shared_list: ActionsBrief
) -> None:
    warehouse, plans = opened_once(shared), Plans.whole(shared.plans)
    known = {task.uid for task in open_tasks(warehouse, plans, ["A1"])}
    every = actions.tasks(warehouse, shared_list)
    assert len({task.uid for task in every}) == len(every) == 12
    assert known < {task.uid for task in every} and len(known) == 3
    assert {task.owner for task in every} == {"Ida Falk", "Bo Desk"}


def test_what_the_crm_calls_done_is_said_where_it_is_open_here(tmp_path: Path, shared_list: ActionsBrief) -> None:
    """As exported before; a task that is not ours, and one that goes on, say nothing."""
    uids = {one.entry: one.uid for one in shared_list.all}
    rows = [
        f"t1,A1,Completed,{uids['fibre']},", f"t2,A1,Not Started,{uids['price']},", "t3,A1,Completed,,",
        f"t4,A1,Waiting,{uids['early']},", f"t5,A1,Over,{uids['early']},2026-06-20",
    ]  # fmt: skip
    found = listed(company(tmp_path, tasks="\n".join(["task_id,account_id,status,steward_id,closed_on", *rows])))
    assert {one.entry for one in found.all if one.crm_says_done} == {"fibre", "early"}
    assert found.figure("actions.done_in_crm").value == 2
    assert found.list is not None
    assert {str(row[2]): row[-1] for row in found.list.rows if row[-1]} == {
        "Second line": "completed", "Show the worth": "not started", "Offer to renew early": "over",
    }  # fmt: skip
    assert shared_list.missing != () and found.missing == ()


STATES = some.tuples(
    some.lists(some.sampled_from(Kept), max_size=5), some.lists(some.sampled_from(Progress), max_size=5),
    some.lists(some.sampled_from(Progress), max_size=5),
    some.lists(some.tuples(some.sampled_from(Outcome), some.booleans(), some.booleans()), max_size=5),
    some.lists(some.booleans(), max_size=5), some.booleans(),
)  # fmt: skip


@given(STATES)
def test_whatever_is_written_each_open_item_is_owed_exactly_once(
    drawn: tuple[list[Kept], list[Progress], list[Progress], list[tuple[Outcome, bool, bool]], list[bool], bool],
) -> None:
    """Entries without ids and with the same words are still two things."""
    kept, steps, heard, decided, answered, held = drawn
    plan = SuccessPlan(
        account_id="A",
        commitments=tuple(Commitment(promise="Same", status=one) for one in kept),
        joint_plan=tuple(JointStep(what="Step", status=one) for one in steps),
        heard=tuple(Heard(said="Said", did="Did", status=one) for one in heard),
    )
    review = Review(
        account_id="A",
        meeting=Meeting(held_on=DAY if held else None),
        decisions=tuple(
            Decision(decision="Same?", outcome=outcome, due=DAY if due else None, done_on=DAY if done else None)
            for outcome, due, done in decided
        ),
        questions=tuple(Question(question="Same?", answer="Yes" if one else "") for one in answered),
    )
    found = list(owed_actions(plan, {"2026-Q2": review}, DAY))
    ahead = (Progress.PLANNED, Progress.IN_PROGRESS)
    taken = sum(outcome is Outcome.TAKEN and due and not done for outcome, due, done in decided)
    waits = sum(outcome in (Outcome.WANTED, Outcome.PUT_OFF) for outcome, _, _ in decided)
    assert len(found) == (
        kept.count(Kept.OPEN) + sum(one in ahead for one in (*steps, *heard)) + (taken + waits if held else 0)
        + answered.count(False)
    )  # fmt: skip
    assert len({(one.kind, one.entry) for one in found}) == len(found)


@given(some.dates(date(2026, 1, 1), date(2026, 12, 31)) | some.none(), some.booleans())
def test_what_is_late_is_what_has_a_day_that_is_past(due: date | None, begun: bool) -> None:
    assert (state_on(due, begun, DAY) is ActionState.OVERDUE) == (due is not None and due < DAY)
