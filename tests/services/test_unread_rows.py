"""What rests on rows that were rejected is not known, or says that it is incomplete: never a zero, on any page."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.briefings.customer.service.service import service
from steward.briefings.customer.spend.spend import Spend, spend
from steward.briefings.customer.subject import subject
from steward.briefings.internal.book.account import account
from steward.exhibits import Figure
from steward.warehouse.loading.tables import passing
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer.unread import Unread, unread
from tests.homes import home, loaded, loaded_once

ROOT = Path(__file__).parents[2]
ACCOUNTS = "account_id | name\nA1 | Alpha\nA2 | Beta"
MONTHS = [f"{year}-{month:02}-01" for year in (2024, 2025, 2026) for month in range(1, 13)][:33]
CHARGES = "\n".join(
    ["account_id,month,amount,charge_id"]
    + [f"{who},{month},{'abc' if (who, month) == ('A1', '2026-09-01') else 100},{who}-{month}"
       for who in ("A1", "A2") for month in MONTHS]
)  # fmt: skip
INCIDENTS = """
    incident_id | account_id | started_at       | restored_at
    i1          | A1         | 2026-07-10 10:00 | 2026-07-10 10:40
    i2          | A1         | 2026-08-10 10:00 | 2026-08-10 09:00
    i2          | A1         | 2026-08-10 10:00 | 2026-08-10 11:00
"""
SAID = "1 row of charges for Sep 2026 could not be read"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("unread"), accounts=ACCOUNTS, charges=CHARGES, incidents=INCIDENTS)


def _spend(warehouse: Warehouse, account_id: str, quarter: str | None = None) -> Spend:
    return spend(subject(warehouse, account_id, quarter))


def _figures(found: Spend) -> dict[str, Figure]:
    return {one.id: one for one in found.figures}


def test_rejected_rows_are_kept_by_account_and_month(warehouse: Warehouse) -> None:
    assert unread(warehouse) == [
        Unread("A1", "charges", date(2026, 9, 1), date(2026, 9, 30), 1),
        Unread("A1", "incidents", date(2026, 8, 1), date(2026, 8, 31), 1),
    ]
    assert unread(warehouse, ["A2"]) == []


@pytest.mark.parametrize("many", [0, 2_000_000])
def test_of_very_many_rows_too_which_are_let_go(many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "MANY", many)
    usage = """
        account_id | product_id | day        | used
        A1         | wan        | 2026-09-01 | 5
        A1         | wan        | 2026-09-02 | much
        A2         | wan        | 2026-09-02 | 5
    """
    found = unread(loaded(tmp_path, accounts=ACCOUNTS, charges=CHARGES.replace("abc", "100"), usage=usage))
    assert found == [Unread("A1", "usage", date(2026, 9, 1), date(2026, 9, 30), 1)]


def test_money_of_which_a_row_could_not_be_read_is_not_known_and_no_zero(warehouse: Warehouse) -> None:
    found = _spend(warehouse, "A1")
    assert found.headline == f"Spend in Q3 2026 is not known: {SAID}"
    for one in found.figures:
        assert (one.value, one.previous, one.why) == (None, None, f"{SAID}."), one.id
    assert found.change is None and found.by_product is not None
    assert "Sep 2026" not in found.by_product.categories and SAID in found.by_product.note
    assert found.by_product.categories[-1] == "Aug 2026"


def test_another_account_and_another_quarter_are_as_known_as_they_were(warehouse: Warehouse) -> None:
    assert _figures(_spend(warehouse, "A2"))["spend.quarter"].value == 300
    before = _figures(_spend(warehouse, "A1", "2026-Q2"))["spend.quarter"]
    assert (before.value, before.previous, before.note) == (300, 300, "charges of the month")


def test_ourselves_are_told_too(warehouse: Warehouse) -> None:
    found = account(subject(warehouse, "A1"))
    assert found.headline == f"What Alpha pays is not known: {SAID}"
    assert found.figure("account.mrr").value is None and found.figure("account.spend").why == f"{SAID}."


def test_a_count_of_which_a_row_could_not_be_read_is_incomplete_and_held_against_nothing(warehouse: Warehouse) -> None:
    outages = next(one for one in service(subject(warehouse, "A1")).figures if one.id == "service.incidents")
    assert outages.value is not None and outages.previous is None
    assert "incomplete: 1 row of incidents for Aug 2026 could not be read" in outages.note


def test_a_line_that_could_not_be_read_counts_in_every_month_it_runs(tmp_path: Path) -> None:
    lines = """
        subscription_id | account_id | product_id | mrr | starts_on  | ends_on
        s1              | A1         | wan        | 100 | 2024-01-01 |
        s2              | A1         | wan        | x   | 2025-02-01 |
        s3              | A2         | wan        | 100 | 2024-01-01 |
        s4              | A2         | wan        | x   | 2024-02-01 | 2025-03-31
        """
    found = loaded(tmp_path, accounts=ACCOUNTS, subscriptions=lines, charges=CHARGES)
    assert _figures(_spend(found, "A1"))["spend.month"].value is None
    assert _figures(_spend(found, "A2"))["spend.month"].value == 100
    assert _figures(_spend(found, "A1", "2024-Q4"))["spend.month"].value == 100


@pytest.mark.parametrize(("page", "account_id", "said"), [
    ("internal/account", "A1", True), ("internal/account", "A2", False), ("customer/spend", "A1", True),
    ("customer/spend", "A2", False),
])  # fmt: skip
def test_a_page_of_the_account_says_how_many_and_leads_to_which(
    page: str, account_id: str, said: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded_once(home(tmp_path, accounts=ACCOUNTS, charges=CHARGES, incidents=INCIDENTS))
    monkeypatch.setenv("STEWARD_HOME", str(tmp_path))
    test = AppTest.from_file(str(ROOT / "app.py"))
    test.query_params["account"] = account_id
    test.switch_page(f"pages/{page}.py").run()
    assert not test.exception
    told = [one.value for one in test.warning if "could not be read" in one.value]
    wanted = (
        "2 rows of charges and incidents for Aug 2026 to Sep 2026 could not be read by the last load, and are in no"
    )
    assert [one.replace("\\", "").startswith(wanted) for one in told] == [True] * said
    assert any(one.proto.page == "data_health" for one in test.get("page_link")) is said
