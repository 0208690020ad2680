"""Minutes and slides of a past review: what was known on the day of the meeting, and nothing that came later."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.meeting.minutes import minutes
from steward.briefings.customer.plans import commitments
from steward.briefings.customer.plans.known_then import known_then
from steward.briefings.customer.subject import subject
from steward.domain.quarters import Quarter
from steward.exhibits import Table
from steward.exhibits.documents import Heading
from steward.plans.customer.success_plan import (
    FILE,
    Commitment,
    Goal,
    JointStep,
    Kept,
    PlanPerson,
    Progress,
    Side,
    SuccessPlan,
)
from steward.plans.files.journal import NAME
from steward.plans.files.store import Plans
from steward.services.reviews.live import today
from steward.services.reviews.opened import OpenedReview, freeze, open_review
from steward.workspace import Workspace
from tests.briefings.test_commitments import TABLES
from tests.examples import first
from tests.homes import home, loaded_once, opened_once

MEETING = date(2026, 7, 15)
Q2 = Quarter(2026, 2)
PLAN = """
account_id = "A1"

[[goals]]
id = "g"
title = "Fewer stops"
baseline = 9
baseline_on = 2026-01-10
target = 0
actual = 2
actual_on = 2026-09-20
note = "The new line did it."

[[commitments]]
id = "late"
promise = "Ducts cleared"
side = "ours"
made_on = 2026-04-20
due = 2026-08-31
status = "kept"
closed_on = 2026-08-28
note = "Done in August."

[[commitments]]
id = "overdue"
promise = "Spare device stored"
side = "ours"
made_on = 2026-05-11
due = 2026-07-10
status = "kept"
closed_on = 2026-07-31

[[commitments]]
id = "done"
promise = "Report sent"
side = "theirs"
made_on = 2026-03-02
due = 2026-06-15
status = "kept"
closed_on = 2026-06-14

[[commitments]]
id = "new"
promise = "Drawing of the network"
side = "ours"
made_on = 2026-09-01
due = 2026-11-01

[[commitments]]
id = "there"
promise = "Second path surveyed"
side = "ours"
review = "2026-Q2"
made_on = 2026-07-15
due = 2026-10-01

[[joint_plan]]
id = "move"
what = "Move of the plant"
starts_on = 2026-07-01
due = 2026-08-20
status = "done"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace = home(tmp_path, **TABLES)
    loaded_once(workspace)
    place = Plans.whole(workspace.plans).of("A1")
    (place / "reviews" / "2026-Q2").mkdir(parents=True)
    (place / FILE).write_text(PLAN, encoding="utf-8")
    _meet(tmp_path, MEETING)
    return tmp_path


def _meet(folder: Path, day: date | None, quarter: str = "2026-Q2") -> None:
    place = Plans.whole(Workspace.whole(folder).plans).of("A1") / "reviews" / quarter
    place.mkdir(parents=True, exist_ok=True)
    held = f"[meeting]\nheld_on = {day}\n" if day else ""
    (place / "review.toml").write_text(f'account_id = "A1"\n{held}', encoding="utf-8")


def _opened(folder: Path, quarter: str = "2026-Q2") -> OpenedReview:
    workspace = Workspace.whole(folder)
    return open_review(subject(opened_once(workspace), "A1", quarter), Plans.whole(workspace.plans))


def _told(opened: OpenedReview) -> dict[str, dict[str, str]]:
    """The commitments of the minutes by their words, each cell under its column's name."""
    parts = minutes(opened.review, opened.held, opened.names).parts
    table = next((one for one in parts if isinstance(one, Table) and one.id == "minutes.promises"), None)
    if table is None:
        return {}
    names = [column.name for column in table.columns]
    return {row[0]: dict(zip(names, row, strict=True)) for row in table.text()}


def _slide(opened: OpenedReview) -> dict[str, str]:
    """The commitments of the slide, each with its state."""
    table = opened.material.success.promises
    return {str(row[0]): str(row[3]) for row in table.rows} if table else {}


def _save(folder: Path, plan: SuccessPlan) -> None:
    plans = Plans.whole(Workspace.whole(folder).plans)
    plans.save(plans.open(SuccessPlan, FILE, "A1"), plan, "Kim")


def test_the_minutes_tell_the_commitments_as_they_stood_on_the_day_of_the_meeting(folder: Path) -> None:
    told = _told(_opened(folder))
    assert {words: row["Status"] for words, row in told.items()} == {
        "Ducts cleared": "open", "Spare device stored": "overdue", "Second path surveyed": "open",
    }  # fmt: skip
    assert "Note" not in told["Ducts cleared"]


def test_the_slide_tells_the_same_and_nothing_promised_later(folder: Path) -> None:
    opened = _opened(folder)
    assert _slide(opened) == {"Spare device stored": "overdue", "Ducts cleared": "open", "Report sent": "kept"}
    assert opened.material.success.broken == ("Spare device stored",)


def test_goals_and_steps_are_as_far_as_they_were(folder: Path) -> None:
    success = _opened(folder).material.success
    assert success.goals and [(one.actual, one.detail) for one in success.goals.bullets] == [(None, "")]
    assert success.joint_plan
    assert [(one.state, success.joint_plan.today) for one in success.joint_plan.spans] == [("in progress", MEETING)]


def test_without_a_meeting_the_last_day_of_the_quarter_counts(folder: Path) -> None:
    _meet(folder, None)
    assert _slide(_opened(folder))["Spare device stored"] == "open"


def test_the_review_people_work_on_reads_the_plan_as_it_is(folder: Path) -> None:
    """The data does not reach to its meeting yet."""
    _meet(folder, date(2026, 10, 14), "2026-Q3")
    assert _slide(_opened(folder, "2026-Q3"))["Ducts cleared"] == "kept"
    _meet(folder, None, "2026-Q3")
    assert _slide(_opened(folder, "2026-Q3"))["Ducts cleared"] == "kept"


def test_a_date_moved_after_the_meeting_is_the_old_one_in_its_minutes(folder: Path) -> None:
    plan = Plans.whole(Workspace.whole(folder).plans).open(SuccessPlan, FILE, "A1").plan
    moved = [replace(one, due=date(2027, 1, 31)) if one.id == "there" else one for one in plan.commitments]
    steps = tuple(replace(one, due=date(2026, 12, 24), status=Progress.PLANNED) for one in plan.joint_plan)
    _save(folder, replace(plan, commitments=tuple(moved), joint_plan=steps))
    opened = _opened(folder)
    assert _told(opened)["Second path surveyed"]["Due"] == "1 Oct 2026"
    assert opened.material.success.joint_plan
    assert opened.material.success.joint_plan.spans[0].end == date(2026, 8, 20)


def test_a_commitment_closed_later_without_a_day_is_open_in_the_minutes(folder: Path) -> None:
    plan = Plans.whole(Workspace.whole(folder).plans).open(SuccessPlan, FILE, "A1").plan
    closed = [replace(one, status=Kept.KEPT, due=None) if one.id == "there" else one for one in plan.commitments]
    _save(folder, replace(plan, commitments=tuple(closed)))
    assert _told(_opened(folder))["Second path surveyed"]["Status"] == "open"


def test_what_was_saved_before_the_meeting_was_known_in_it(folder: Path) -> None:
    plan = Plans.whole(Workspace.whole(folder).plans).open(SuccessPlan, FILE, "A1").plan
    before = [replace(one, due=date(2027, 1, 31)) if one.id == "there" else one for one in plan.commitments]
    _save(folder, replace(plan, commitments=tuple(before)))
    journal = Plans.whole(Workspace.whole(folder).plans).of("A1") / NAME
    told = re.sub(r'"at": "[^T]+T', f'"at": "{MEETING}T', journal.read_text(encoding="utf-8"))
    journal.write_text(told, encoding="utf-8")
    assert _told(_opened(folder))["Second path surveyed"]["Due"] == "31 Jan 2027"


def test_what_was_typed_in_after_the_meeting_of_what_was_promised_in_it_is_not_lost(folder: Path) -> None:
    plan = Plans.whole(Workspace.whole(folder).plans).open(SuccessPlan, FILE, "A1").plan
    typed = Commitment(id="typed", promise="Price for Oslo", side=Side.OURS, review="2026-Q2", made_on=MEETING)
    _save(folder, replace(plan, commitments=(*plan.commitments, typed)))
    assert "Price for Oslo" in _told(_opened(folder))


def test_frozen_figures_or_not_the_minutes_know_nothing_later(folder: Path) -> None:
    opened = _opened(folder)
    freeze(opened, Plans.whole(Workspace.whole(folder).plans), "Kim", MEETING)
    assert _told(_opened(folder))["Ducts cleared"]["Status"] == "open"


def test_a_deck_of_a_past_review_has_not_drifted_the_moment_it_is_made(folder: Path) -> None:
    opened = _opened(folder)
    now = today(opened.subject, Plans.whole(Workspace.whole(folder).plans))
    assert now.exhibits["review.promises"] == opened.material.success.promises


@pytest.mark.parametrize("quarter", first(1, ["2026-Q3", "2026-Q1", "2026-Q2"]))
def test_the_minutes_count_what_the_ledger_counts(quarter: str, sample_home: Path) -> None:
    """Of every account of the sample, as the review knew them."""
    workspace = Workspace.whole(sample_home)
    warehouse, plans, counted = opened_once(workspace), Plans.whole(workspace.plans), 0
    for place in sorted(workspace.plans.glob("nw-*")):
        about = subject(warehouse, place.name[:7].upper(), quarter)
        opened = open_review(about, plans)
        ledger = commitments.quarter_table(opened.names)
        made = {row[0]: row[1] for row in ledger.rows} if ledger else {}
        assert len(_told(opened)) == made.get(about.quarter.spoken, 0)
        counted += len(_told(opened))
    assert counted > 30


def test_the_chapter_says_of_which_quarter_its_commitments_are(folder: Path) -> None:
    opened = _opened(folder)
    parts = minutes(opened.review, opened.held, opened.names).parts
    assert "Commitments made in Q2 2026" in [one.text for one in parts if isinstance(one, Heading)]


def test_a_plan_that_bears_no_later_day_was_known_as_it_is() -> None:
    plan = SuccessPlan(
        account_id="A1",
        goals=(Goal(id="g", title="Fewer stops", actual=3, actual_on=date(2026, 7, 1)),),
        commitments=(Commitment(id="c", promise="x", side=Side.OURS),),
        joint_plan=(JointStep(id="s", what="y", status=Progress.DONE),),
        people=(PlanPerson(id="K1", left_on=date(2026, 7, 1)),),
    )
    assert known_then(plan, plan, Q2, MEETING) == plan


def test_who_left_later_was_still_there() -> None:
    plan = SuccessPlan(account_id="A1", people=(PlanPerson(id="K1", left_on=date(2026, 8, 1)),))
    assert known_then(plan, plan, Q2, MEETING).people == (PlanPerson(id="K1"),)


def test_what_was_not_written_then_was_not_known_unless_it_bears_a_day() -> None:
    then = SuccessPlan(account_id="A1")
    now = replace(
        then,
        goals=(Goal(id="g", title="Fewer stops"),),
        commitments=(
            Commitment(id="a", promise="undated", side=Side.OURS),
            Commitment(id="b", promise="dated", side=Side.OURS, made_on=MEETING),
        ),
    )
    found = known_then(now, then, Q2, MEETING)
    assert found.goals == ()
    assert [one.promise for one in found.commitments] == ["dated"]
