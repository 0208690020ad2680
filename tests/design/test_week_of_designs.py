"""A design that waits for something stands in the week of who designs it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.todo import Reason
from steward.domain.design.words import Confidence, Survey
from steward.plans.customer.design import Design
from steward.plans.customer.design_content import AskedQuestion
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.design_states import DesignEvent
from steward.services import week
from steward.services.design.files import asked_of, open_design
from steward.services.design.steps import take_step
from steward.services.scope import acting_book
from steward.ui import pages
from steward.workspace import Workspace
from tests.design.design_made import ID, answers, company, design, engineering, put
from tests.homes import opened_once

E = DesignEvent
NEEDED = date(2026, 10, 20)


def _plans(folder: Path, plan: Design) -> Plans:
    ours = engineering()
    return put(company(folder), plan, replace(ours, request=replace(ours.request, needed_by=NEEDED)))


def _week(folder: Path) -> list[tuple[str | None, str, date | None]]:
    office = Workspace.whole(folder)
    found = week.everything(acting_book(opened_once(office)), PlanCache(Plans.within(office))).todos
    return [(one.doer_id, one.words, one.due) for one in found if one.reason is Reason.DESIGN]


def _go(plans: Plans, *events: DesignEvent, why: str = "because") -> None:
    for event in events:
        take_step(plans, open_design(plans, "A1", ID), event, "Bo Lind", {"P2": "Bo Lind"}, why)


def _assumed() -> Design:
    return replace(design(), answers=answers(Confidence.ASSUMED))


def _without_first(plan: Design) -> Design:
    return replace(plan, answers=plan.answers[1:])


def _surveyed(survey: Survey, on: date | None = None) -> Design:
    oslo, bergen = design().sites
    return replace(design(), sites=(replace(oslo, survey=survey, survey_on=on), bergen))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (design, []),
        (lambda: _without_first(design()), ["lacks 1 answer for a budgetary quote, first: {first}"]),
        (lambda: _surveyed(Survey.TO_ORDER), ["has a survey to be ordered of Oslo"]),
        (lambda: _surveyed(Survey.ORDERED), ["waits for the survey of Oslo"]),
        (lambda: _surveyed(Survey.ORDERED, NEEDED), ["waits for the survey of Oslo, due on 20 Oct 2026"]),
        (
            lambda: _surveyed(Survey.ORDERED, date(2020, 1, 2)),
            ["waits for the survey of Oslo, was due on 2 Jan 2020"],
        ),
    ],
)
def test_what_it_waits_for_is_said(tmp_path: Path, made: Callable[[], Design], expected: list[str]) -> None:
    plan = made()
    _plans(tmp_path, plan)
    first = next((one.question.question for one in _asked(tmp_path) if one.answer is None), "").rstrip(".")
    told = [(who, words.removeprefix("“Branches” ")) for who, words, _ in _week(tmp_path)]
    assert told == [("P2", one.format(first=first)) for one in expected]


def _asked(folder: Path) -> tuple[AskedQuestion, ...]:
    plans = Plans.whole(folder / "account_plans")
    return asked_of(plans, open_design(plans, "A1", ID).plan)


def test_what_is_only_assumed_is_enough_for_a_budgetary_quote_and_not_for_a_firm_one(tmp_path: Path) -> None:
    _plans(tmp_path, _assumed())
    ((_, words, due),) = _week(tmp_path)
    assert "for a firm quote, subject to feasibility" in words and due == NEEDED


def test_what_came_back_with_questions_says_which(tmp_path: Path) -> None:
    plans = _plans(tmp_path, design())
    _go(plans, E.INTERVIEW, E.DESIGN, E.REVIEW, E.PRICE, E.HAND_OVER)
    assert _week(tmp_path) == []
    _go(plans, E.RETURN, why="Who has the key to the cellar?")
    assert _week(tmp_path) == [
        ("P2", "“Branches” came back from implementation with questions: Who has the key to the cellar?", None)
    ]


def test_what_is_dropped_waits_for_nothing(tmp_path: Path) -> None:
    plans = _plans(tmp_path, _surveyed(Survey.TO_ORDER))
    _go(plans, E.DROP)
    assert _week(tmp_path) == []


def test_the_way_leads_to_the_design(tmp_path: Path) -> None:
    _plans(tmp_path, _surveyed(Survey.TO_ORDER))
    office = Workspace.whole(tmp_path)
    found = week.everything(acting_book(opened_once(office)), PlanCache(Plans.within(office))).week("P2")
    (todo,) = [one for one in found.todos if one.reason is Reason.DESIGN]
    page, asked = pages.where_done(todo, found)
    assert (page, asked["account"], asked["design"]) == (pages.DISCOVERY, "A1", ID)


def test_a_change_of_a_design_is_news_to_what_is_kept(tmp_path: Path) -> None:
    plans = _plans(tmp_path, design())
    office = Workspace.whole(tmp_path)
    cache = PlanCache(Plans.within(office))
    week.written(cache, (), acting_book(opened_once(office)))
    before = cache.state(["A1"])
    _go(plans, E.INTERVIEW)
    assert cache.state(["A1"]) != before
