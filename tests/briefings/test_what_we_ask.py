"""Decisions say who and by when as far as anybody knows, and the agenda shares out its time by a written rule."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.meeting_slides import TO_NAME, TO_SET, WHAT_NEXT, agenda, decisions, ending
from steward.briefings.customer.story.asks import proposed
from steward.briefings.customer.subject import subject
from steward.exhibits import Table
from steward.plans.customer.review import Attendee, Decision, Outcome, Review
from steward.plans.customer.success_plan import Commitment, JointStep, PlanPerson, Progress, Side, SuccessPlan
from tests.homes import ACCOUNTS, loaded

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'
CONTRACT = """
    contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
    C1          | A1         | 2024-01-01 | 2026-06-30 | 30          | false
"""
LINES = """
    subscription_id | account_id | product_id | mrr | starts_on  | contract_id
    s1              | A1         | wan        | 100 | 2024-01-01 | C1
"""
PLAN = SuccessPlan(
    account_id="A1",
    commitments=(
        Commitment(
            id="c", promise="Send the report", side=Side.THEIRS, owner="anna", made_on=date(2025, 11, 1),
            due=date(2026, 2, 1),
        ),
    ),
    joint_plan=(
        JointStep(
            id="s", what="Move the hall", starts_on=date(2026, 5, 4), due=date(2026, 6, 1), their_owner="anna",
            status=Progress.PLANNED,
        ),
    ),
    people=(PlanPerson(id="anna", name="Anna Koch"),),
)  # fmt: skip


def _about(folder: Path, plan: SuccessPlan, **tables: str) -> PlanSubject:
    return PlanSubject(
        subject(loaded(folder, SETTINGS, accounts=ACCOUNTS, subscriptions=LINES, **tables), "A1", "2026-Q1"), plan
    )


def _rows(about: PlanSubject, prepared: Review | None = None, manager: str = "Ben Hall") -> list[tuple[object, ...]]:
    found: Material = replace(material(about), account_manager=manager)
    (table, *_) = decisions(found, prepared or Review(account_id="A1"), about).exhibits
    assert isinstance(table, Table)
    return [tuple(row) for row in table.rows]


def test_a_proposed_decision_has_the_owners_and_the_last_day_to_act_that_are_known(tmp_path: Path) -> None:
    rows = _rows(_about(tmp_path, PLAN, contracts=CONTRACT))
    assert [row[1:] for row in rows] == [
        (TO_NAME, "Ben Hall", "31 May 2026"),
        ("Anna Koch", TO_NAME, TO_SET),
        ("Anna Koch", TO_NAME, "4 May 2026"),
    ]


def test_who_takes_part_to_decide_sees_to_what_nobody_is_named_for(tmp_path: Path) -> None:
    about = _about(tmp_path, PLAN, contracts=CONTRACT)
    for part, expected in (("Decides", "Anna Koch"), ("Sponsor of the project", "Anna Koch"), ("Presents", TO_NAME)):
        prepared = Review(account_id="A1", attendees=(Attendee(person="anna", part=part),))
        assert _rows(about, prepared)[0][1] == expected, part


def test_a_joint_step_about_the_contract_says_who_sees_to_it(tmp_path: Path) -> None:
    step = JointStep(id="t", what="Terms of the contract agreed", due=date(2026, 5, 20), their_owner="anna")
    about = _about(tmp_path, replace(PLAN, joint_plan=(step,)), contracts=CONTRACT)
    assert _rows(about)[0][1:3] == ("Anna Koch", "Ben Hall")


def test_no_row_of_a_decision_is_blank(tmp_path: Path) -> None:
    about = _about(tmp_path, SuccessPlan(account_id="A1"))
    assert proposed(material(about)) == ()
    assert _rows(about) == [(WHAT_NEXT,)], "what is to be named in every row is said once"
    note = decisions(material(about), Review(account_id="A1"), about).exhibits[0].note
    assert note == "Who sees to it on your side, who does on ours and by when: to be agreed in the meeting."
    written = (Decision(id="d", decision="Go?"), Decision(id="e", decision="Stay?", outcome=Outcome.TAKEN))
    rows = _rows(about, Review(account_id="A1", decisions=written))
    assert rows == [("Go?", TO_NAME, TO_NAME, TO_SET, ""), ("Stay?", "", "", "", "Taken")]


@pytest.mark.parametrize(
    ("whole", "talking", "deciding", "asking"),
    [(60, 50, 10, 0), (60, 42, 18, 0), (60, 35, 20, 5), (60, 5, 20, 15), (90, 20, 20, 15), (30, 40, 0, 0)],
)
def test_what_topics_leave_is_shared_out(whole: int, talking: int, deciding: int, asking: int) -> None:
    assert ending(whole, talking) == (deciding, asking)


def test_an_agenda_of_few_topics_is_shorter_than_the_hour(tmp_path: Path) -> None:
    about = _about(tmp_path, PLAN)
    slide = agenda(material(about), about, [("Your goals", 5)], 60, ())
    (table,) = slide.exhibits
    assert isinstance(table, Table)
    assert table.rows == (("Your goals", 5), ("Open questions", 15), ("Decisions and next steps", 20))
    assert slide.title == "40 minutes of 60 for 3 topics, ending in decisions"
