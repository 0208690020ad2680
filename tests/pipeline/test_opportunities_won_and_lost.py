"""An opportunity that is won or lost is said here first, and an import that says the same confirms it."""

from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.opportunities.begin import beginning
from steward.briefings.internal.opportunities.book import PipelineBook
from steward.briefings.internal.scope.book import book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.opportunities import OpportunityChange, OpportunityChanges, OpportunityField
from steward.services import opportunities
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.workspace import Workspace
from tests.examples import first
from tests.homes import home, loaded_once, opened_once
from tests.plans.written_by import set_changes

TABLES = {
    "accounts": "account_id | name\nA1 | Alpha",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 60000 | 2025-01-01",
}
ROWS = """
    opportunity_id | name    | stage       | status | amount | account_id | close_on   | closed_on
    o1             | Big     | proposal    | open   | 3000   | A1         | 2026-11-01 |
    o2             | Small   | first       | open   | 600    | A1         | 2026-12-31 |
    o3             | Old     | Closed Won  | won    | 900    | A1         | 2026-03-31 | 2026-03-31
    o4             | Older   | Given up    | lost   | 900    | A1         | 2026-02-28 | 2026-02-28
    o5             | Stopped | first       | lost   | 900    | A1         | 2026-02-28 | 2026-02-28
"""


def _loaded(folder: Path, rows: str = ROWS) -> PipelineBook:
    loaded_once(home(folder, **TABLES, opportunities=rows))
    book = book_of(opened_once(Workspace.whole(folder)))
    return opportunities.brief(book, EVERYTHING, PlanCache(Plans.whole(Workspace.whole(folder).plans)))


def _won(folder: Path, *more: OpportunityChange) -> None:
    stage = OpportunityChange(
        opportunity="o1", field=OpportunityField.STAGE, imported="proposal", wanted="Closed Won", by="Ida"
    )
    set_changes(Plans.whole(Workspace.whole(folder).plans), "A1", "o1", (), (stage, *more), "Ida")


def test_the_stages_in_which_opportunities_end_are_those_in_which_none_is_open(tmp_path: Path) -> None:
    brief = _loaded(tmp_path)
    assert [(one.stage, one.status, one.words) for one in brief.ends] == [
        ("Closed Won", "won", "Closed Won"), ("Given up", "lost", "Given up (lost)"),
    ]  # fmt: skip
    assert set(brief.stage_names) == {"first", "proposal"}


def test_an_import_that_says_won_confirms_it(tmp_path: Path) -> None:
    _loaded(tmp_path)
    _won(tmp_path)
    assert len(_loaded(tmp_path).waits) == 1
    assert len(_loaded(tmp_path, ROWS.replace("proposal    | open  ", "Closed Won  | won   ")).waits) == 0


@pytest.mark.parametrize(
    ("stage", "status", "overtaken"), first(1, [("Given up  ", "lost", True), ("Closed Won", "won ", False)])
)
def test_what_else_waits_is_overtaken_only_by_an_end_that_we_did_not_say(
    tmp_path: Path, stage: str, status: str, overtaken: bool
) -> None:
    _loaded(tmp_path)
    _won(
        tmp_path,
        OpportunityChange(opportunity="o1", field=OpportunityField.AMOUNT, imported="3000", wanted="3500", by="Ida"),
    )
    after = _loaded(tmp_path, ROWS.replace("proposal    | open", f"{stage}  | {status}"))
    assert {one.field: one.overtaken for one in after.waits.changes}[OpportunityField.AMOUNT] is overtaken


def test_an_opportunity_is_not_begun_in_a_stage_in_which_one_ends_though_one_was_taken_up_again(tmp_path: Path) -> None:
    changes = """
        opportunity_id | changed_at       | field | was        | now
        o1             | 2026-05-01 09:00 | stage | first      | Closed Won
        o1             | 2026-06-01 09:00 | stage | Closed Won | proposal
    """
    loaded_once(home(tmp_path, **TABLES, opportunities=ROWS, opportunity_changes=changes))
    book = book_of(opened_once(Workspace.whole(tmp_path)))
    assert [one.stage for one in opportunity_rows.stage_steps(book.warehouse)] == ["first", "Closed Won", "proposal"]
    known = beginning(book, OpportunityChanges(account_id="A1"), "wifi", "Wi-Fi", date(2026, 10, 1))
    assert known.stages == ("first", "proposal")
