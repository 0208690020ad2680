"""Money that lacks an exchange rate is in no sum, and every sum says so: how many rows, how much in which currency."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.renewal.runway import runway
from steward.briefings.customer.subject import subject
from steward.briefings.internal.scope.filters import Filters
from steward.cli import app
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import book as book_service
from steward.services import families, opportunities, renewals, retention, scope, targets
from steward.services.channel import book as partners
from steward.services.forecast import desk as forecast_desk
from steward.services.team import desk
from steward.services.team.deck import team_deck
from steward.services.workbook import About, workbook
from steward.warehouse.reader import Warehouse
from steward.workspace import Workspace
from tests.books import made as books
from tests.homes import home, loaded, loaded_once, opened_once

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": """
        account_id | name  | region | owner_id
        A1         | Alpha | North  | P1
        A2         | Beta  | South  | P2
        """,
    "people": """
        person_id | name    | role            | manager_id
        P1        | Ann Ost | account manager | P3
        P2        | Bob Ury | account manager | P3
        P3        | Cy Lead | manager         |
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr      | currency | starts_on  | ends_on
        s1              | A1         | wan        | 100      | EUR      | 2024-01-01 |
        s2              | A1         | wan        | 1200     | USD      | 2024-01-01 |
        s3              | A2         | wan        | 300      | EUR      | 2024-01-01 |
        s4              | A2         | wan        | 50       | GBP      | 2025-01-01 |
        s5              | A2         | wan        | 70       | USD      | 2025-01-01 | 2025-03-31
        """,
    "opportunities": """
        opportunity_id | name   | stage | status | amount | currency | account_id | opened_on  | close_on   | owner_id
        o1             | First  | Offer | open   | 10     | EUR      | A1         | 2026-01-01 | 2026-12-01 | P1
        o2             | Second | Offer | open   | 500    | USD      | A1         | 2026-01-01 | 2026-12-01 | P1
        o3             | Third  | Offer | open   | 700    | USD      |            | 2026-01-01 | 2026-12-01 | P1
        """,
}
WANT = "could not be converted for want of an exchange rate"
LINES = f"2 rows of subscriptions {WANT} (GBP 50 and USD 1,200)"
ALL = f"4 rows of opportunities and subscriptions {WANT} (GBP 50 and USD 2,400)"
SALES = f"2 rows of opportunities {WANT} (USD 1,200)"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return loaded_once(home(tmp_path_factory.mktemp("left_out"), **TABLES))


@pytest.fixture(scope="module")
def warehouse(workspace: Workspace) -> Warehouse:
    return opened_once(workspace)


def test_the_book_says_it_in_its_headline_and_at_every_sum(warehouse: Warehouse) -> None:
    brief = book_service.brief(scope.book_of(warehouse))
    assert brief.headline.endswith(f"none strategic; incomplete: {ALL}")
    figures = {one.id: one for one in brief.figures}
    assert (figures["book.mrr"].value, figures["book.mrr"].previous) == (400, None)
    assert LINES in figures["book.mrr"].note and SALES in figures["book.open_pipeline"].note


def test_families_and_partners_say_it_of_what_they_bring(tmp_path: Path) -> None:
    """
    | sum                    | lacks                                           |
    |------------------------|-------------------------------------------------|
    | of the family of A1    | USD 1,200; its share of the book all that lacks |
    | of who has a partner   | all, since whose share it is may differ         |
    """
    more = {
        **TABLES,
        "accounts": """
            account_id | name  | parent_id | partner_id
            A1         | Alpha |           | R1
            A3         | Gamma | A1        |
            A2         | Beta  |           |
            """,
        "partners": "partner_id | name\nR1 | Reseller",
    }
    del more["people"]
    book = scope.book_of(opened_once(loaded_once(home(tmp_path, **more))))
    plan_cache = PlanCache(Plans.within(Workspace.whole(tmp_path)))
    briefs = (service.brief(book, Filters(), plan_cache) for service in (families, partners))
    told = {one.id: one.note for brief in briefs for one in brief.figures}
    assert f"1 row of subscriptions {WANT} (USD 1,200)" in told["families.mrr"]
    assert all(LINES in told[name] for name in ("families.share", "channel.mrr", "channel.concentration"))


def test_filters_leave_the_rows_of_other_accounts_out_of_it(warehouse: Warehouse) -> None:
    brief = book_service.brief(scope.book_of(warehouse), Filters(regions=("South",)))
    assert brief.headline.endswith(f"incomplete: 1 row of subscriptions {WANT} (GBP 50)")
    plan_cache = PlanCache(Plans.within(Workspace.whole(warehouse.path.parents[2])))
    north = opportunities.brief(scope.book_of(warehouse), Filters(accounts=("A1",)), plan_cache)
    assert north.headline.endswith(f"incomplete: 1 row of opportunities {WANT} (USD 500)")
    assert retention.brief(scope.book_of(warehouse), Filters(regions=("South",))).headline.endswith("(GBP 50)")


def test_scripts_are_told_of_which_account_how_many_rows_and_how_much(workspace: Workspace) -> None:
    said = CliRunner().invoke(app, ["book", "--home", str(workspace.home), "--json"])
    found = json.loads(said.stdout)["left_out"]
    assert {"account_id": None, "feed": "opportunities", "rows": 1, "currency": "USD", "amount": 700} in found
    assert [one["amount"] for one in found if one["feed"] == "subscriptions"] == [1200, 50]


def test_a_team_its_deck_and_the_workbook_say_it(workspace: Workspace, warehouse: Warehouse) -> None:
    book = scope.book_of(warehouse)
    source = desk.source(book, PlanCache(Plans.within(workspace)))
    brief = desk.team_brief(source, desk.branch_named(source.branches, "team:P3"))
    assert brief.headline.endswith(f"incomplete: {LINES}")
    deck = Presentation(BytesIO(team_deck(source, brief)))
    texts = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert any("want of an exchange rate" in one for one in texts)
    own = book_service.brief(book)
    about = About(page="The book", headline=own.headline, source="N", as_of=book.as_of, quarter="Q3 2026", ours=True)
    sheet = load_workbook(BytesIO(workbook(about, own.figures, (own.accounts,)))).worksheets[0]
    assert sum(LINES in str(cell.value) for row in sheet.iter_rows() for cell in row) >= 2


@pytest.mark.parametrize("page", ["book", pytest.param("opportunities", marks=pytest.mark.every)])
def test_pages_say_it(page: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEWARD_HOME", str(workspace.home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    test.switch_page(f"pages/internal/{page}.py").run()
    assert not test.exception
    told = [str(one.value).replace("\\", "") for one in (*test.markdown, *test.warning)]
    assert any("exchange rate (GBP 50 and USD 2,400)" in one or SALES in one for one in told)


def test_amounts_are_told_as_their_file_writes_them(tmp_path: Path) -> None:
    lines = (
        "account_id;month;amount;currency\nA1;2026-09-01;1.200,50;USD\nA1;2026-09-01;0,5;EUR\nA1;2026-09-01;99,5;EUR"
    )
    found = loaded(tmp_path, accounts=TABLES["accounts"], charges=lines.replace(",", "§").replace(";", ",").replace(
        "1.200§50", '"1.200,50"').replace("0§5", '"0,5"').replace("99§5", '"99,5"'))  # fmt: skip
    (one,) = book_service.brief(scope.book_of(found)).left_out
    assert (one.currency, float(one.amount or 0)) == ("USD", 1200.5)


CONTRACT = "contract_id | account_id | starts_on  | ends_on\nC1 | A1 | 2024-01-01 | 2027-01-31"
OF_CONTRACT = """
    subscription_id | account_id | product_id | mrr  | currency | starts_on  | contract_id
    s1              | A1         | wan        | 100  | EUR      | 2024-01-01 | C1
    s2              | A1         | wan        | 1200 | USD      | 2024-01-01 | C1
    """


def test_what_is_up_for_renewal_says_it_to_us_and_is_not_known_to_the_customer(tmp_path: Path) -> None:
    found = loaded(tmp_path, **{**TABLES, "subscriptions": OF_CONTRACT, "contracts": CONTRACT})
    book = scope.book_of(found)
    brief = renewals.brief(book, Filters(), PlanCache(Plans.within(Workspace.whole(tmp_path))))
    lacking = f"1 row of subscriptions {WANT} (USD 1,200)"
    assert brief.headline == f"Up for renewal: nothing in Q4 2026, €100 a month in Q1 2027; incomplete: {lacking}"
    theirs = runway(PlanSubject(subject(found, "A1"), SuccessPlan(account_id="A1")))
    per_month = next(one for one in theirs.figures if one.id == "renewal.per_month")
    assert (per_month.value, per_month.why) == (None, f"{lacking}.")


def test_shares_of_books_say_it(tmp_path: Path) -> None:
    found = books.briefed(books.company(tmp_path, subscriptions=TABLES["subscriptions"]))
    told = {one.id: one.note for one in found.figures if WANT in one.note}
    assert sorted(told) == ["books.kept", "books.largest", "books.smallest"]


def test_a_target_without_a_rate_is_told_where_it_is_missing(tmp_path: Path) -> None:
    """One of a person is of no account; that the rest is not all of the target stands beside it."""
    told = (
        "person_id | quarter | new_mrr | currency\nP1 | 2026-Q3 | 400 | EUR\nP2 | 2026-Q3 | 500 | USD\n"
        "P2 | 2026-Q4 | 900 | USD"
    )
    found = loaded(tmp_path, **(TABLES | {"targets": told, "opportunities": TABLES["opportunities"].split("o2")[0]}))
    book, plan_cache = scope.book_of(found), PlanCache(Plans.within(Workspace.whole(tmp_path)))
    lacking = f"incomplete: 2 rows of targets {WANT} (USD 1,400)"
    forecast = forecast_desk.brief(book, Filters(), plan_cache).headline
    assert "of a target of €400" in forecast and forecast.endswith(lacking)
    assert targets.brief(book, Filters(), plan_cache).headline.endswith(lacking)
