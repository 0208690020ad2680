"""The forecast on slides for leadership says what the page of the forecast says, and why it is on none."""

from dataclasses import replace
from pathlib import Path

import pytest

from steward.briefings.internal.forecast.locked import locked_table
from steward.briefings.internal.slides import InternalSlide
from steward.briefings.internal.team.forecast_slides import moved
from steward.briefings.internal.team.source import TeamSource
from steward.domain.forecasting.items import CallKind
from steward.exhibits import Bridge
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.forecast import desk as forecast
from steward.services.team.deck import team_slides
from steward.services.team.desk import team_brief
from steward.workspace import Workspace
from tests.forecasting.company import TABLES, begun, book_of, company, locked, submitted
from tests.team.made import source

SMALLER = TABLES["opportunities"].replace("|250.10|", "|200|")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Ann's call was locked at 250.10; of what she committed 200 is left, and that is handed in."""
    folder = tmp_path_factory.mktemp("forecast_deck")
    locked(company(folder))
    found = company(folder, opportunities=SMALLER)
    submitted(found)
    return found


@pytest.fixture(scope="module")
def found(workspace: Workspace) -> TeamSource:
    return source(workspace)


def slides(found: TeamSource, unit: str) -> dict[str, InternalSlide]:
    branch = found.branches.find(unit)
    assert branch
    return {one.id: one for one in team_slides(found, team_brief(found, branch))}


@pytest.mark.parametrize("unit", ["company", "team:P3", "person:P1"])
def test_slides_say_what_the_page_says(workspace: Workspace, found: TeamSource, unit: str) -> None:
    told = slides(found, unit)
    page = forecast.of_whom(book_of(workspace), PlanCache(Plans.within(workspace)), unit)
    calls, bridge = told["forecast"], told["forecast_bridge"].exhibits[0]
    assert calls.title == page.headline
    assert [(one.id, one.value, one.note) for one in calls.figures] == [
        (one.id, one.value, one.note) for one in page.figures[:3]
    ]
    (table,) = calls.exhibits
    renewals = [row[3] for row in table.rows[:3]]  # type: ignore[union-attr]
    assert renewals == [one.value for one in page.figures[3:6]]
    assert isinstance(bridge, Bridge) and page.bridge
    assert (bridge.title, bridge.steps) == (page.bridge.title, page.bridge.steps)


def test_only_what_moved_the_number_is_listed(workspace: Workspace) -> None:
    """What counts as before is told on the page; where nothing moved, all of it stands there."""
    page = forecast.of_whom(book_of(workspace), PlanCache(Plans.within(workspace)), "company")
    assert page.changes
    row, at = page.changes.rows[0], [column.name for column in page.changes.columns].index("Counts")
    same = (*row[:at], 0, *row[at + 1 :])
    assert moved(replace(page.changes, rows=(same, row, same))).rows == (row,)
    assert moved(replace(page.changes, rows=(same, same))).rows == (same, same)


def test_it_names_what_was_locked_last(workspace: Workspace, found: TeamSource) -> None:
    page = forecast.of_whom(book_of(workspace), PlanCache(Plans.within(workspace)), "person:P1")
    table = locked_table(book_of(workspace), page.people)
    last = page.people[0].last
    assert last
    said = [last.numbers(kind).commit / 100 for kind in CallKind]
    assert [float(str(each)) for each in (table.rows[0][2], table.rows[0][4])] == said == [250.10, 0]
    assert "the last locked call of 1 of 1 person" in table.note
    assert table in slides(found, "person:P1")["forecast"].exhibits


@pytest.mark.every
def test_once_all_are_locked_the_bridge_is_between_the_last_two(tmp_path: Path) -> None:
    locked(company(tmp_path))
    locked(company(tmp_path, opportunities=SMALLER))
    # What came after the last call is of the next.
    after = company(tmp_path, opportunities=TABLES["opportunities"].replace("|250.10|", "|900|"))
    bridge = slides(source(after), "team:P3")["forecast_bridge"].exhibits[0]
    assert isinstance(bridge, Bridge)
    begun(after)
    opened = slides(source(after), "team:P3")["forecast_bridge"].exhibits[0]
    assert isinstance(opened, Bridge) and [float(one.value) for one in opened.steps] == [200, 700, 900]
    assert [(one.label, float(one.value)) for one in bridge.steps] == [
        ("Call of 8 Oct 2026", 250.10), ("Decreased", -50.10), ("Call of 8 Oct 2026", 200),
    ]  # fmt: skip


def test_it_is_left_out_with_its_reason(workspace: Workspace, found: TeamSource) -> None:
    nobody, past = slides(found, "person:P2"), slides(source(workspace, "2026-Q2"), "team:P3")
    assert {"forecast", "forecast_bridge"} & {*nobody, *past} == set()
    assert nobody["summary"].points[-1] == "No forecast: nobody here has handed in a call of Q4 2026."
    assert past["summary"].points[-1].startswith("No forecast: it is of the quarter that runs")
