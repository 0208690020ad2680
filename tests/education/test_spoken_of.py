"""A call, meeting or mail that names a product has it mentioned to whoever took part: imported or logged, and once."""

from datetime import date
from pathlib import Path

from education_made import company, told

from steward.briefings.internal.education.education import EducationBrief
from steward.briefings.internal.scope.book import acting_book
from steward.briefings.internal.scope.filters import Filters
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.activities import ActivityKind, LoggedActivity, steward_id
from steward.services import education
from steward.services.logged import follow
from steward.services.touches import log
from steward.warehouse.rows.internal.education import spoken_of
from steward.workspace import Workspace
from tests.homes import opened_once

BACK = steward_id("A1", "two")
FED = f"""
    activity_id | account_id | happened_at      | kind    | contact_id | participants | product_id | external_id
    a1          | A1         | 2026-05-04 09:00 | meeting | K1         | K2;K1        | sec        |
    a2          | A1         | 2026-03-04 09:00 | call    | K2         |              | sec        |
    a3          | A1         | 2026-06-01 09:00 | call    | K2         |              |            |
    a4          | A1         | 2027-06-01 09:00 | call    | K2         |              | lan        |
    a5          | A1         | 2026-06-12 09:00 | call    | K1         |              | lan        | {BACK}
    """
TWO = LoggedActivity(
    id="two", kind=ActivityKind.CALL, subject="Both", on=date(2026, 6, 10), people=("K1",), products=("lan", "wan"),
)  # fmt: skip


def ladder(workspace: Workspace) -> tuple[EducationBrief, dict[str, tuple[object, ...]]]:
    plan_cache, warehouse = PlanCache(Plans.whole(workspace.plans)), opened_once(workspace)
    follow(warehouse, plan_cache)
    brief = education.brief(acting_book(warehouse), Filters(accounts=("A1",)), plan_cache)
    assert brief.ladder is not None and [one.name for one in brief.ladder.columns][2:] == ["LAN", "WAN", "Security"]
    return brief, {str(name): cells for name, _, *cells in map(tuple, brief.ladder.rows)}


def test_what_a_feed_says_is_mentioned_on_its_last_day_and_is_no_coverage(tmp_path: Path) -> None:
    brief, rows = ladder(company(tmp_path, told("K1", "sec", "2026-02-01", "demo"), activities=FED))
    assert rows["Bert"] == ["·", "·", "Mentioned, May 2026"], "one of the participants, the later of two days"
    assert rows["Anna"] == ["Mentioned, Jun 2026", "·", "Demo, Feb 2026"], "the higher rung stays"
    assert brief.figure("education.coverage").value == 0
    assert brief.figure("education.introductions").value == 1


def test_all_products_of_what_is_logged_count_at_once_and_on_the_day_of_the_feed_once_it_is_there(
    tmp_path: Path,
) -> None:
    workspace = company(tmp_path)
    plans = Plans.whole(workspace.plans)
    log.log(plans, "A1", [TWO], "Ida Falk")
    assert ladder(workspace)[1]["Anna"] == ["Mentioned, Jun 2026", "Mentioned, Jun 2026", "Mentioned"]
    assert days(workspace) == {("lan", date(2026, 6, 10)), ("wan", date(2026, 6, 10))}
    back = company(tmp_path / "back", activities=FED)
    log.log(Plans.whole(back.plans), "A1", [TWO], "Ida Falk")
    assert {("lan", date(2026, 6, 12)), ("wan", date(2026, 6, 12))} <= days(back)
    log.taken_out(plans, "A1", "two", "Ida Falk")
    assert days(workspace) == set()


def days(workspace: Workspace) -> set[tuple[str, date]]:
    warehouse = opened_once(workspace)
    follow(warehouse, PlanCache(Plans.whole(workspace.plans)))
    found = spoken_of(warehouse, ["A1"], date(2026, 6, 30))
    return {(one.product_id, one.day) for one in found if one.contact_id == "K1"}
