"""A handover from the agreement to the last signature: the gate, whose turn it is, and what a killed process leaves."""

import multiprocessing
import os
import signal
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from steward.briefings.internal.handover.todos import handover_todos
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.domain.books.states import TransferEvent, TransferState
from steward.domain.handover.words import Triage
from steward.errors import PlanChangedMeanwhile, PlanNotFound, StepNotAllowed
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal import handover as files
from steward.plans.internal.handover import HandoverFile, HandoverWords
from steward.services import actions, week
from steward.services.access.rules import reader_in
from steward.services.handover import desk
from steward.services.handover.desk import Handover
from steward.services.handover.signing import next_acts, take_step
from steward.workspace import Workspace
from tests.access.signed_in import person, rules
from tests.examples import first, times
from tests.handover.made import (
    ANN,
    BEA,
    FY,
    MOVE,
    NAMES,
    TABLES,
    X1,
    booked,
    briefed,
    company,
    meet,
    plan,
    prepared,
    said,
    seen,
)

E, T = TransferEvent, TransferState


def act(made: Workspace, event: TransferEvent, person: str, one: Handover | None = None, why: str = "") -> Handover:
    take_step(Plans.within(made), one or seen(made), event, person, NAMES[person], why)
    return seen(made)


def test_from_the_agreement_to_the_last_signature(tmp_path: Path) -> None:
    made = company(tmp_path)
    with pytest.raises(PlanNotFound):
        seen(made, "X2")
    one = seen(made)
    assert (one.standing.state, one.triaged.triage) == (T.AGREED, Triage.P1)
    assert [task.person_id for task in one.tasks] == [ANN]
    with pytest.raises(StepNotAllowed, match="7 questions open in the interview"):
        act(made, E.PREPARE, ANN)
    prepared(made, met=False)
    one = act(made, E.PREPARE, ANN)
    assert one.standing.state is T.READY and one.file.steps, "the first days are written as they were proposed"
    with pytest.raises(StepNotAllowed, match="joint meeting"):
        act(made, E.SIGN_OUT, ANN)
    meet(made, ANN)
    assert seen(made).met_on is None, "one of the two alone is no joint meeting"
    meet(made, ANN, BEA)
    assert seen(made).met_on == date(2026, 10, 2)
    one = act(made, E.INTRODUCE, BEA)
    with pytest.raises(StepNotAllowed, match="Ann Leaving has to sign out first"):
        act(made, E.RECEIVE, BEA)
    one = act(made, E.SIGN_OUT, ANN)
    assert one.standing.signed and [task.words for task in one.tasks] == ["sign in: receive it"]
    one = act(made, E.RECEIVE, BEA)
    assert one.standing.handed_over and next_acts(one)[0].why_not == ("Not before 7 Nov 2026",)


def test_of_an_owner_who_left_the_manager_signs_who_agreed_for_them(tmp_path: Path) -> None:
    staying = "\n".join(line for line in TABLES["people"].splitlines() if ANN not in line)
    made = company(tmp_path, people=staying)
    rules(made.home, "".join(person(f"{name}@northwind.com", "manager") for name in ("max", "mia")))
    assert X1 in reader_in(made, "max@northwind.com").scope.change, "nobody else could prepare it"
    prepared(made, met=False)
    meet(made, BEA)
    one = seen(made)
    assert {task.person_id for task in one.tasks} == {"M1"} and one.blocks == "Max Boss says that the passport is ready"
    with pytest.raises(StepNotAllowed, match="Max Boss has to"):
        act(made, E.PREPARE, "M2")
    act(made, E.PREPARE, "M1")
    act(made, E.INTRODUCE, BEA)
    one = act(made, E.SIGN_OUT, "M1")
    assert one.standing.signed and one.standing.signed_out and one.standing.signed_out.about["in_place_of"] == ANN
    assert act(made, E.RECEIVE, BEA).standing.handed_over
    assert X1 not in reader_in(made, "max@northwind.com").scope.read


def test_nobody_signs_for_another(tmp_path: Path) -> None:
    made = company(tmp_path)
    prepared(made)
    for event, right in ((E.PREPARE, ANN), (E.INTRODUCE, ANN), (E.SIGN_OUT, ANN), (E.RECEIVE, BEA)):
        for somebody in ("M1", "P3", BEA if right == ANN and event is not E.INTRODUCE else "M2"):
            with pytest.raises(StepNotAllowed, match="Nobody signs for another"):
                act(made, event, somebody)
        act(made, event, right)
    assert seen(made).standing.handed_over


def test_what_changed_after_the_signature_has_it_signed_again_and_not_received(tmp_path: Path) -> None:
    made = company(tmp_path)
    prepared(made)
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT):
        act(made, event, ANN)
    shown = seen(made)
    path = made.plans / Plans.within(made).of(X1).name / files.file_of(FY)
    before = path.read_text("utf-8")
    path.write_text(before.replace("Quiet and loyal.", "Loud and leaving."), "utf-8")
    assert seen(made).standing.fallen and "changed since" in seen(made).blocks
    with pytest.raises(PlanChangedMeanwhile):
        act(made, E.RECEIVE, BEA, shown)
    with pytest.raises(StepNotAllowed, match="has to sign again: it changed since"):
        act(made, E.RECEIVE, BEA)
    path.write_text(before, "utf-8")
    assert seen(made).standing.signed, "put back as it was, the signature holds"
    path.write_text(before.replace("Quiet", "Calm"), "utf-8")
    act(made, E.SIGN_OUT, ANN)
    assert act(made, E.RECEIVE, BEA).standing.handed_over


@pytest.mark.parametrize(
    ("settings", "words"),
    first(
        1,
        [
            ({"effective_on": date(2026, 12, 1)}, "In effect from 1 Dec 2026 on"),
            ({"published": False}, "The plan of books is not published"),
        ],
    ),
)
def test_nothing_is_received_before_its_day_or_by_a_plan_nobody_published(
    tmp_path: Path, settings: dict[str, Any], words: str
) -> None:
    made = company(tmp_path)
    ledger_folder = made.plans / "_company" / "books"
    for path in ledger_folder.rglob("*.jsonl"):
        path.unlink()
    plan(made, **settings)
    prepared(made)
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT):
        act(made, event, ANN)
    with pytest.raises(StepNotAllowed, match=words):
        act(made, E.RECEIVE, BEA)


def test_a_receipt_that_somebody_wrote_into_the_ledger_counts_for_nothing(tmp_path: Path) -> None:
    made = company(tmp_path)
    said(made, MOVE, E.PREPARE, {"person": ANN})
    said(made, MOVE, E.INTRODUCE, {"person": ANN})
    said(made, MOVE, E.RECEIVE, {"person": BEA}, "c1")
    assert seen(made).standing.state is T.INTRODUCED


def test_what_is_contested_goes_to_leadership_by_the_clock(tmp_path: Path) -> None:
    made = company(tmp_path)
    with pytest.raises(StepNotAllowed, match="Say why"):
        act(made, E.CONTEST, BEA)
    one = act(made, E.CONTEST, BEA, why="I have no engineer there.")
    assert one.standing.state is T.CONTESTED and "goes to leadership on 12 Oct 2026" in one.blocks
    made.data.joinpath("workspace.toml").write_text(
        made.data.joinpath("workspace.toml").read_text("utf-8").replace("2026-10-08", "2026-10-14"), "utf-8"
    )
    assert seen(Workspace.whole(made.home)).standing.state is T.ESCALATED


def test_the_first_days_stand_on_the_list_of_the_new_owner_once_it_is_received(tmp_path: Path) -> None:
    made = company(tmp_path)
    prepared(made)
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT):
        act(made, event, ANN)

    def mine(person: str) -> list[str]:
        found = actions.brief(booked(made), EVERYTHING, PlanCache(Plans.within(made)))
        return [one.words for one in found.all if str(one.kind) == "handover" and person in one.people]

    assert mine(BEA) == mine(ANN) == []
    one = act(made, E.RECEIVE, BEA)
    assert sorted(mine(BEA)) == sorted(step.step for step in one.file.steps) and mine(ANN) == []
    found = actions.brief(booked(made), EVERYTHING, PlanCache(Plans.within(made)))
    first = next(each for each in found.all if str(each.kind) == "handover")
    assert first.due == date(2026, 11, 7), "30 days after the receipt"
    actions.finish(Plans.within(made), first, date(2026, 10, 9), "Bea Coming", "Had coffee")
    assert first.words not in mine(BEA) and seen(made).standing.handed_over


def test_the_week_of_each_says_what_is_next(tmp_path: Path) -> None:
    made = company(tmp_path)

    def told() -> list[tuple[str | None, str]]:
        found = week.everything(booked(made), PlanCache(Plans.within(made))).todos
        return [(one.doer_id, one.words) for one in found if str(one.reason) == "handover"]

    assert told() == [(ANN, "Answer 7 questions of the interview (handover to Bea Coming)")]
    prepared(made, met=False)
    assert told() == [(ANN, "Say that the passport is ready (handover to Bea Coming)")]
    act(made, E.PREPARE, ANN)
    assert told() == [(BEA, "Meet the customer together with Ann Leaving (handover from Ann Leaving)")]
    hers = week.week(booked(made), PlanCache(Plans.within(made)), BEA)
    assert X1 in [one.row.account_id for one in hers.attention], "among the accounts that need her"
    assert [(one.doer_id, one.words) for one in handover_todos(booked(made), briefed(made).listed)] == told()


SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(["tests.handover.test_acting"])
KILLS = times(4)


def sign_for_ever(home: Path, begun: Any, told: Any) -> None:
    """Sign, change and sign again without an end, until somebody kills us."""
    made = Workspace.whole(home)
    plans, number = Plans.within(made), len(seen(made).file.about.summary)
    while True:
        number += 1
        plans.edit(
            HandoverFile, files.file_of(FY), X1,
            lambda file, number=number: replace(file, about=HandoverWords(summary="So long " + "o" * number)), "Ann",
        )  # fmt: skip
        one = seen(made)
        take_step(plans, one, E.SIGN_OUT, ANN, "Ann Leaving")
        told.value = number
        begun.set()


def test_whoever_is_killed_while_signing_leaves_nothing_half_and_what_was_signed_is_whole(tmp_path: Path) -> None:
    made = company(tmp_path)
    prepared(made)
    act(made, E.PREPARE, ANN)
    for number in range(KILLS):
        begun, told = SPAWN.Event(), SPAWN.Value("i", 0)
        child = SPAWN.Process(target=sign_for_ever, args=(made.home, begun, told))
        child.start()
        begun.wait(60)
        child.join(0.01 * number)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        one = seen(made)
        assert told.value and one.standing.state is T.READY and not one.standing.broken
        assert one.standing.signed_out is not None
        if not one.standing.signed:
            assert one.standing.changed == ("summary",), "killed between the change and its signature"
    assert act(made, E.SIGN_OUT, ANN).standing.signed if not seen(made).standing.signed else True


def test_a_meeting_that_is_logged_makes_what_was_said_of_a_handover_old(tmp_path: Path) -> None:
    made = company(tmp_path)
    plan_cache = PlanCache(Plans.within(made))
    desk.written(plan_cache, (), booked(made))
    before = plan_cache.state([X1])
    assert plan_cache.state([X1]) == before
    meet(made, ANN, BEA)
    assert plan_cache.state([X1]) != before
