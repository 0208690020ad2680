"""What the goals are worth in the customer's money, and what changed because of what they said: only as agreed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.plans.heard import heard
from steward.briefings.customer.plans.known_then import known_then
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.plans.worth import NOW, worth
from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.subject import subject
from steward.domain.quarters import Quarter
from steward.plans.customer.success_plan import Goal, Heard, Progress, SuccessPlan
from tests.homes import ACCOUNTS, loaded
from tests.reviews_made import material_of

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'
LINES = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2024-01-01"
GOAL = Goal(
    id="g", title="Fewer minutes lost", unit="minutes", baseline=200, target=50, actual=80, worth=300,
    worth_agreed_on=date(2026, 1, 10), worth_agreed_by="Ada Finch",
)  # fmt: skip
SAID = Heard(
    id="h", said="Answers take too long", heard_on=date(2026, 1, 15), did="A named person", due=date(2026, 3, 1)
)


def _about(folder: Path, **sections: object) -> PlanSubject:
    warehouse = loaded(folder, SETTINGS, accounts=ACCOUNTS, subscriptions=LINES)
    return PlanSubject(subject(warehouse, "A1", "2026-Q1"), SuccessPlan(account_id="A1", **sections))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("goal", "value"),
    [
        (GOAL, 36_000),
        (replace(GOAL, actual=240), -12_000),
        (replace(GOAL, baseline=50, target=200, actual=80), 9_000),
        (replace(GOAL, worth_agreed_on=None), None),
        (replace(GOAL, worth_agreed_on=date(2026, 4, 1)), None),
        (replace(GOAL, worth=None), None),
        (replace(GOAL, actual=None), None),
    ],
)
def test_a_goal_is_worth_what_they_agreed_to_and_else_nothing_is_said(
    goal: Goal, value: float | None, tmp_path: Path
) -> None:
    """300 a minute and year; the fifth is agreed to the day after the review is told for."""
    found = worth(_about(tmp_path, goals=(goal,)))
    assert (next(step.value for step in found.steps if step.label == NOW) if found else None) == value
    if found:
        assert "Ada Finch" in found.note and "€300" in found.note


def test_what_they_said_stands_with_what_changed_the_latest_first(tmp_path: Path) -> None:
    done = Heard(id="d", said="Portal is slow", heard_on=date(2025, 10, 1), did="A new portal", status=Progress.DONE)
    table = heard(_about(tmp_path, heard=(done, SAID)))
    assert table and table.title == "1 of 2 things you told us is done: “A new portal”"
    assert [(row[0], row[3]) for row in table.rows] == [("Answers take too long", "late"), ("Portal is slow", "done")]
    assert heard(_about(tmp_path)) is None


def test_a_past_review_knows_only_what_was_heard_by_then() -> None:
    """The first was heard before; of the second its day is not known, so that what the file said then decides."""
    later = Heard(id="l", said="The map is old", heard_on=date(2026, 5, 1))
    undated = Heard(id="u", said="No news")
    done = replace(SAID, status=Progress.DONE, due=date(2026, 4, 20))
    now = SuccessPlan(account_id="A1", heard=(done, later, undated))
    then = known_then(now, SuccessPlan(account_id="A1", heard=(SAID,)), Quarter(2026, 1), date(2026, 4, 8))
    assert [(one.said, one.status) for one in then.heard] == [("Answers take too long", Progress.PLANNED)]


def test_the_deck_shows_them_only_where_the_plan_has_them(sample_home: Path) -> None:
    told, silent = (offers(material_of(sample_home, key)) for key in ("NW-1004", "NW-1018"))
    assert told["worth"].slide and told["heard"].slide and not told["heard"].asked_for
    assert "cost you" in told["worth"].slide.title
    assert silent["worth"].slide is None and "agreed" in silent["worth"].why
    assert silent["heard"].slide is None
