"""Goals, commitments and the joint plan, told from a small success plan."""

from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.plans import commitments, goals, joint_plan
from steward.briefings.customer.plans.commitment_states import counts
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import subject
from steward.plans.customer.success_plan import (
    Commitment,
    Goal,
    JointStep,
    Kept,
    PlanPerson,
    Progress,
    Side,
    SuccessPlan,
)
from tests.homes import loaded

END = date(2026, 9, 30)
TABLES = {
    "accounts": """
        account_id | name
        A1         | Steadily Growing
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        S1              | A1         | P1         | 60000 | 2025-01-01
        """,
    "people": """
        person_id | name
        P1        | Ben Hall
        """,
    "contacts": """
        contact_id | account_id | name      | title
        K1         | A1         | Anna Koch | Head of IT
        """,
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def about(folder: Path, **sections: object) -> PlanSubject:
    """The account with a plan of these sections, read at the end of Q3 2026."""
    plan = SuccessPlan(account_id="A1", **sections)  # type: ignore[arg-type]
    return PlanSubject(subject(loaded(folder, **TABLES), "A1", "2026-Q3"), plan)


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "reached"),
    [
        (97.0, 99.9, 99.95, True),
        (97.0, 99.9, 99.5, False),
        (12.0, 4.0, 3.5, True),
        (12.0, 4.0, 5.0, False),
        (None, 10, 10, True),
        (1, 10, None, False),
        (1, None, 10, False),
    ],
)
def test_a_goal_is_reached_on_the_side_its_target_lies(
    baseline: float | None, target: float | None, actual: float | None, reached: bool
) -> None:
    assert goals.is_reached(Goal(title="Fewer outages", baseline=baseline, target=target, actual=actual)) is reached


def test_goals_carry_their_own_unit_and_their_owners_names(tmp_path: Path) -> None:
    found = goals.goals(
        about(
            tmp_path,
            goals=(
                Goal(
                    title="Availability of the plant",
                    unit="%",
                    baseline=98.6,
                    target=99.9,
                    actual=99.45,
                    due=date(2027, 3, 31),
                    their_owner="K1",
                    our_owner="P1",
                ),
            ),
        )
    )
    assert found is not None
    bullet = found.bullets[0]
    assert [bullet.unit.text(n) for n in (bullet.baseline, bullet.target, bullet.actual)] == [
        "98.60\N{NARROW NO-BREAK SPACE}%",
        "99.90\N{NARROW NO-BREAK SPACE}%",
        "99.45\N{NARROW NO-BREAK SPACE}%",
    ]
    assert "Anna Koch (you), Ben Hall (us)" in bullet.detail
    assert bullet.progress == pytest.approx((99.45 - 98.6) / (99.9 - 98.6))


def test_what_is_not_measured_is_said_and_not_counted_as_zero(tmp_path: Path) -> None:
    plan = about(tmp_path, goals=(Goal(title="Fewer calls", baseline=10, target=5), Goal(title="Faster", target=1)))
    found = goals.goals(plan)
    assert found is not None
    assert found.title == "2 goals agreed, not measured yet"
    assert [bullet.progress for bullet in found.bullets] == [None, None]


@pytest.mark.parametrize(
    ("actuals", "said"),
    [
        ((60, 40), "On the way to your 2 goals"),
        ((100, 40), "1 of your 2 goals is reached"),
        ((10, 40), "1 of your 2 goals moved away from target: “0”"),
        ((10, 100), "1 of your 2 goals moved away from target: “0”; 1 of 2 reached"),
        ((100, 100), "All your 2 goals are reached"),
        ((60, None), "On the way to your 2 goals, 1 not measured yet"),
    ],
)
def test_a_goal_that_went_backwards_is_said_before_all_others(
    tmp_path: Path, actuals: tuple[float | None, float | None], said: str
) -> None:
    """From 30 to 100."""
    found = tuple(Goal(title=str(n), baseline=30, target=100, actual=actual) for n, actual in enumerate(actuals))
    assert goals.title(about(tmp_path, goals=found)) == said


COMMITMENTS = (
    Commitment(promise="Second line", side=Side.OURS, owner="P1", due=date(2026, 8, 1), status=Kept.KEPT),
    Commitment(promise="Root cause", side=Side.OURS, due=date(2026, 9, 1), status=Kept.PARTLY),
    Commitment(promise="Credit note", side=Side.OURS, due=date(2026, 9, 15)),
    Commitment(promise="Site survey", side=Side.OURS, due=date(2026, 12, 1)),
    Commitment(promise="Access to the roof", side=Side.THEIRS, owner="K1", due=date(2026, 7, 1), status=Kept.KEPT),
)


def test_a_commitment_counts_once_it_is_due_and_partly_is_not_kept() -> None:
    """Ours: kept, partly, overdue are due; the survey is not yet. Theirs: one, kept."""
    assert counts(COMMITMENTS, END, Side.OURS).rate == pytest.approx(100 / 3)
    assert counts(COMMITMENTS, END, Side.THEIRS).rate == 100
    assert counts(COMMITMENTS[3:4], END, Side.OURS).rate is None


def test_the_ledger_says_who_what_is_late_and_who_kept_how_much(tmp_path: Path) -> None:
    table = commitments.ledger(about(tmp_path, commitments=COMMITMENTS))
    assert table is not None
    said = {row[0]: (row[1], row[3]) for row in table.rows}
    assert said["Credit note"] == ("us", "overdue")
    assert said["Site survey"] == ("us", "open")
    assert said["Second line"] == ("Ben Hall (us)", "kept")
    assert said["Access to the roof"] == ("Anna Koch (you)", "kept")
    assert table.title == "We kept 1 of 3 commitments due (1 partly, 1 overdue); yours is done"


def test_the_review_opens_with_what_was_promised_before_it_and_still_open_in_it(tmp_path: Path) -> None:
    """Closed before the quarter: told last time. Made on its last day: next time's."""
    spring, june = date(2026, 3, 1), date(2026, 6, 30)
    kept = {"side": Side.OURS, "status": Kept.KEPT}
    made = (
        Commitment(promise="Told last time", made_on=spring, closed_on=date(2026, 6, 1), **kept),
        Commitment(promise="Closed in the quarter", made_on=june, closed_on=date(2026, 7, 2), **kept),
        Commitment(promise="Still open", side=Side.THEIRS, made_on=june),
        Commitment(promise="Made today", side=Side.OURS, made_on=END),
    )
    table = commitments.commitments_before(about(tmp_path, commitments=made))
    assert table is not None
    assert [row[0] for row in table.rows] == ["Closed in the quarter", "Still open"]


def test_a_step_past_its_date_is_late_and_one_without_a_date_is_told_below(tmp_path: Path) -> None:
    steps = (
        JointStep(what="Survey", due=date(2026, 9, 1), status=Progress.IN_PROGRESS),
        JointStep(what="Rollout", starts_on=date(2026, 10, 1), due=date(2027, 2, 1), our_owner="P1"),
        JointStep(what="Pilot", due=date(2026, 6, 1), status=Progress.DONE),
        JointStep(what="Training"),
    )
    found = joint_plan.joint_plan(about(tmp_path, joint_plan=steps))
    assert found is not None
    assert [(span.label, span.state) for span in found.spans] == [
        ("Pilot", "done"),
        ("Survey", "late"),
        ("Rollout", "planned"),
    ]
    assert found.note == "Without a date yet: Training."
    assert found.title == "One of four steps is late: “Survey”"


def test_a_person_in_no_crm_is_called_by_the_name_the_plan_gives(tmp_path: Path) -> None:
    plan = about(tmp_path, people=(PlanPerson(id="board-eva", name="Eva Lind"),))
    assert plan.name("board-eva") == "Eva Lind"
    assert plan.name("K1") == "Anna Koch"
    assert plan.name("Somebody else") == "Somebody else"
