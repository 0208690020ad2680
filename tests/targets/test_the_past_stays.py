"""A transfer rewrites no quarter that is over: its page, its JSON and its workbook say the same before and after."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from steward.briefings.internal.scope.book import book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.cli import app
from steward.domain.access.scope import EVERYTHING as EVERYBODY
from steward.domain.books.states import PlanEvent
from steward.exhibits import Table
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import COMPANY, Plans
from steward.services import retention, targets
from steward.services.access.rules import reader_in
from steward.services.scope import warehouse_of
from steward.warehouse.loading.load import load
from steward.workflow import ledger
from steward.workflow.booking import ledger_of
from steward.workspace import Workspace
from tests.access.signed_in import person as signed_in
from tests.access.signed_in import rules
from tests.homes import home
from tests.pages.test_excel import columns, on_page, opened, shown
from tests.targets.test_who_owned_when import seen_on

PAST, RUNNING = "2026-Q2", "2026-Q3"
TABLES = {
    "people": "person_id | name | manager_id | region\nM | Mona | |\nP1 | Ida | M | North\nP2 | Ben | M | South",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on  | ends_on
        s1              | A1         | wan        | 900 | 2025-01-01 |
        s2              | A1         | voice      | 100 | 2025-01-01 | 2026-05-15
        s3              | A1         | lan        | 300 | 2026-06-01 |
        s4              | B1         | wan        | 500 | 2025-01-01 |
        s5              | B1         | lan        | 100 | 2026-08-01 |""",
    "targets": """
        person_id | quarter | new_mrr | base_growth | retention
        P1        | 2026-Q2 | 400     | 0.05        | 0.95
        P2        | 2026-Q2 | 100     | 0.02        | 0.97
        P1        | 2026-Q3 | 300     | 0.05        | 0.95""",
    "opportunities": """
        opportunity_id|name|stage|status|amount|account_id|kind|opened_on|close_on|closed_on|owner_id
        w1|Won|s|won|200|A1|upsell|2026-03-01|2026-05-20|2026-05-20|
        w2|Won|s|won|150|B1|upsell|2026-03-01|2026-05-20|2026-05-20|P2
        d1|Dive|s|open|250|A1|upsell|2026-04-01|2026-11-01||""",
}


def at(folder: Path, owner: str) -> Workspace:
    """The home as a load finds it that sees the account A1 as `owner`'s."""
    workspace = home(folder, accounts=f"account_id | name | owner_id\nA1 | Alpha | {owner}\nB1 | Beta | P2", **TABLES)
    load(workspace)
    return workspace


def told(folder: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """All a page says of the past quarter, and its workbook."""
    test, files = shown(f"internal/{page}", folder, monkeypatch, quarter=PAST)
    said = [str(one.value) for one in (*test.markdown, *test.caption)]
    sheets = [columns(sheet) for make in files.values() for sheet in opened(make()).worksheets[1:]]
    return [[one for one in said if "loaded" not in one], list(on_page(test)), sheets]


def as_json(folder: Path) -> list[Any]:
    """What scripts read of targets and retention in the past quarter."""
    run = CliRunner().invoke(app, ["book", "--home", str(folder), "--json", "--quarter", PAST])
    assert run.exit_code == 0, run.output
    areas: dict[str, Any] = json.loads(run.stdout)["areas"]
    return [areas[key] for key in ("targets", "retention")]


def by_person(workspace: Workspace) -> list[tuple[object, ...]]:
    """What each of us reached in the quarter that was complete last, then what became of the MRR they looked after."""
    book = book_of(warehouse_of(workspace), RUNNING)
    groups = targets.brief(book, EVERYTHING, PlanCache(Plans.within(workspace))).groups
    kept = {one.id: one for one in retention.brief(book).exhibits}["retention.by_owner"]
    assert groups is not None and isinstance(kept, Table)
    return [*groups.rows, *kept.rows]


def everything(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """By page, JSON, workbook and service."""
    pages = [told(workspace.home, page, monkeypatch) for page in ("targets", "retention")]
    return [as_json(workspace.home), *pages, by_person(workspace)]


def test_a_transfer_rewrites_no_quarter_that_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alpha goes from Ida to Ben after Q3: Q2 and Q3 are told as before; what Ida won without saying so stays hers."""
    seen_on(at(tmp_path, "P1"), "2026-01-05")
    before = everything(at(tmp_path, "P1"), monkeypatch)
    after = everything(at(tmp_path, "P2"), monkeypatch)
    assert after == before
    (groups,) = [one["rows"] for one in before[0][0]["exhibits"] if one["id"] == "targets.by_person"]
    assert [row[:3] for row in groups] == [["Ida", 400, 200], ["Ben", 100, 150]]


PLAN = """account_id = "_company"
[plan]
fy = "2026"
effective_on = 2026-04-01
[[credits]]
account = "A1"
person = "P1"
from_on = 2026-04-01
to_on = 2026-06-30
percent = 33.33
[[credits]]
account = "A1"
person = "P2"
from_on = 2026-04-01
to_on = 2026-06-30
percent = 66.67
"""


def test_what_is_won_on_an_account_whose_credit_is_split_counts_for_both_once_the_plan_is_at_work(
    tmp_path: Path,
) -> None:
    """A third and two thirds of 200, to the cent; all together won what they had won before."""
    workspace = at(tmp_path, "P1")
    company = workspace.plans / COMPANY
    (company / "books" / "2026").mkdir(parents=True)
    (company / "books" / "2026.toml").write_text(PLAN, encoding="utf-8")

    def won() -> list[tuple[object, object]]:
        book = book_of(warehouse_of(workspace), PAST)
        groups = targets.brief(book, EVERYTHING, PlanCache(Plans.within(workspace))).groups
        assert groups is not None
        return [(row[0], row[2]) for row in groups.rows]

    assert won() == [("Ida", 200), ("Ben", 150)], "what is only planned counts for nothing"
    for event in (PlanEvent.BALANCE, PlanEvent.SEND, PlanEvent.APPROVE, PlanEvent.PUBLISH):
        ledger.add(company / ledger_of("2026"), "Mona", event.value)
    assert won() == [("Ida", Decimal("66.66")), ("Ben", Decimal("283.34"))]


def test_split_credit_counts_in_what_somebody_reached_also_of_an_account_they_see_no_more(tmp_path: Path) -> None:
    """Alpha is Ben's by now. Of the 200 that he won there Ida has 66.66 as her manager sees it, as she does, and as he
    sees it with her eyes; no row of her connection is of Alpha."""
    sold = TABLES["opportunities"].replace("2026-05-20|2026-05-20|\n", "2026-05-20|2026-05-20|P2\n")
    people = TABLES["people"].replace("region", "region | email").replace("\nM | Mona | |", "\nM | Mona | | | m@x.com")
    people = people.replace("North", "North | p1@x.com").replace("South", "South | p2@x.com")
    owners = "account_id | name | owner_id\nA1 | Alpha | P2\nB1 | Beta | P2\nC1 | Gamma | P1"
    workspace = home(tmp_path, accounts=owners, **{**TABLES, "opportunities": sold, "people": people})
    load(workspace)
    company = workspace.plans / COMPANY
    (company / "books" / "2026").mkdir(parents=True)
    (company / "books" / "2026.toml").write_text(PLAN, encoding="utf-8")
    for event in (PlanEvent.BALANCE, PlanEvent.SEND, PlanEvent.APPROVE, PlanEvent.PUBLISH):
        ledger.add(company / ledger_of("2026"), "Mona", event.value)
    rules(tmp_path, signed_in("m@x.com", "manager") + signed_in("p1@x.com", "account manager"))

    def ida(email: str = "", eyes: str = "") -> object:
        scope = reader_in(workspace, email, eyes).scope if email else EVERYBODY
        seen = replace(workspace, scope=scope)
        groups = targets.brief(book_of(warehouse_of(seen), PAST), EVERYTHING, PlanCache(Plans.within(seen))).groups
        assert groups is not None and ("A1" in scope.read) is (eyes == "" and email != "p1@x.com")
        return next(row[2] for row in groups.rows if row[0] == "Ida")

    assert [ida(), ida("m@x.com"), ida("p1@x.com"), ida("m@x.com", "P1")] == [Decimal("66.66")] * 4
