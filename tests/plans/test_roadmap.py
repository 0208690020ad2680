"""The way to each goal: what is ahead under the goal it serves, and nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.plans.roadmap import roadmap
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.slide_library import offers
from steward.plans.customer.success_plan import Goal, JointStep, Option, Progress, SuccessPlan
from tests.reviews_made import BUSY, account, material_of

LINES = Goal(id="g1", title="Lines", baseline=10, target=2, actual=8, due=date(2027, 3, 1))
CALLS = Goal(id="g2", title="Calls", baseline=60, target=80, actual=80, due=date(2027, 1, 15))
OPEN_END = Goal(id="g3", title="No day")


def _step(what: str, goal: str, due: date | None, status: Progress = Progress.PLANNED) -> JointStep:
    return JointStep(id=what, what=what, goal=goal, due=due, status=status)


STEPS = (
    _step("Second", "g1", date(2026, 12, 1)), _step("First", "g1", date(2026, 10, 20)),
    _step("Late", "g3", date(2026, 9, 1)), _step("Done", "g1", date(2026, 9, 1), Progress.DONE),
    _step("Of no goal", "", date(2026, 11, 1)), _step("Undated", "g1", None),
    _step("In two years", "g1", date(2028, 11, 1)), _step("For a reached goal", "g2", date(2026, 11, 5)),
)  # fmt: skip


def _about(home: Path, **plan: object) -> PlanSubject:
    return PlanSubject(account(home, BUSY), replace(SuccessPlan(account_id=BUSY), **plan))  # type: ignore[arg-type]


@pytest.fixture
def home(small_sample: Path) -> Path:
    """The accounts that tell a story."""
    return small_sample


def test_each_goal_is_followed_by_its_steps_that_are_ahead_in_the_order_of_their_days(home: Path) -> None:
    found = roadmap(_about(home, goals=(LINES, CALLS, OPEN_END), joint_plan=STEPS))
    assert found is not None
    assert [(span.label, span.end, span.state) for span in found.spans] == [
        ("Goal: Lines", date(2027, 3, 1), "planned"),
        ("First", date(2026, 10, 20), "planned"),
        ("Second", date(2026, 12, 1), "planned"),
        ("For a reached goal", date(2026, 11, 5), "planned"),
        ("Late", date(2026, 9, 1), "late"),
    ]
    assert found.title == "4 steps ahead for 3 goals; first: Late, 1 Sep 2026"
    assert found.spans[3].detail == "for “Calls”", "where the goal has no line of its own, its step names it"


def test_an_option_for_a_goal_is_named_below_it_and_no_goal_means_no_slide(home: Path) -> None:
    option = Option(id="o", option="Backup", goal="g1")
    found = roadmap(_about(home, goals=(LINES,), joint_plan=STEPS[:1], options=(option, replace(option, goal="gone"))))
    assert found is not None and found.note == "Worth a look, without a day yet: Backup for “Lines”."
    assert roadmap(_about(home, goals=(LINES,), joint_plan=STEPS[4:5])) is None


def test_its_slide_is_offered_where_a_step_serves_a_goal_and_waits_to_be_asked_for(home: Path) -> None:
    offer = offers(material_of(home, "NW-1004"))["roadmap"]
    assert offer.slide is not None and offer.asked_for
    assert [one.id for one in offer.slide.exhibits] == ["success.roadmap"]
