"""Data and totals nobody here made up, to the cent, through every door: load, book, brief, deck."""

import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from pptx import Presentation
from typer.testing import CliRunner

from steward.cli import app
from steward.warehouse.load import load
from steward.warehouse.load_rows import checks
from steward.warehouse.reader import Warehouse, open_warehouse
from steward.workspace import Workspace

RUN = CliRunner()
"""`book` and `brief` are called as a script calls them."""


class Counted(NamedTuple):
    """How many rows there are."""

    number: int


def _loaded(home: Path) -> Warehouse:
    load(Workspace(home))
    return open_warehouse(Workspace(home))


def _book(home: Path, quarter: str) -> dict[str, object]:
    result = RUN.invoke(app, ["book", "--home", str(home), "--quarter", quarter, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("quarter", "mrr", "accounts"),
    [
        ("2023-Q4", 1_262_113, 185),
        ("2024-Q1", 2_276_266, 250),
        ("2024-Q2", 3_833_405, 333),
        ("2024-Q3", 6_035_345, 414),
        ("2024-Q4", 10_159_608, 500),
    ],
)
def test_mrr_and_accounts_of_a_saas_company(ravenstack: Path, quarter: str, mrr: int, accounts: int) -> None:
    totals = _book(ravenstack, quarter)["totals"]
    assert (totals["mrr"], totals["accounts"]) == (mrr, accounts)


def test_retention_and_strategic_accounts_of_a_saas_company(ravenstack: Path) -> None:
    totals = _book(ravenstack, "2024-Q4")["totals"]
    assert (round(totals["nrr"], 2), round(totals["grr"], 2)) == (299.42, 99.59)
    assert totals["strategic_accounts"] == 23
    assert totals["nps"] is None


@pytest.mark.parametrize(
    ("quarter", "spend"),
    [
        ("2013-Q2", 282_346.93),
        ("2013-Q3", 333_725.18),
        ("2013-Q4", 597_014.44),
        ("2014-Q1", 1_040_994.28),
        ("2014-Q2", 947_651.07),
    ],
)
def test_spend_of_a_real_ledger(skyscape: Path, quarter: str, spend: float) -> None:
    assert round(_book(skyscape, quarter)["totals"]["spend"], 2) == spend


def test_the_largest_customer_of_a_real_ledger(skyscape: Path) -> None:
    warehouse = open_warehouse(Workspace(skyscape))
    sql = """
        select any_value(a.name), sum(s.spend) from internal.account_months s join staging.accounts a using (account_id)
        group by account_id order by 2 desc limit 1"""
    ((name, spend),) = warehouse.rows(_pair, sql)
    assert name == "Crown Commercial Service"
    assert round(spend, 2) == Decimal("1474806.94")


def _pair(*row: object) -> tuple[object, ...]:
    return row


def test_annual_licences_are_not_churn(huddle: Path) -> None:
    book = _book(huddle, "2014-Q2")
    assert book["totals"]["nrr"] is None
    assert "Charges alone" in book["why"]["nrr"]


def test_a_deck_of_a_real_ledger_opens(skyscape: Path, tmp_path: Path) -> None:
    account = _book(skyscape, "2014-Q2")["accounts"][0]["account_id"]
    target = tmp_path / "review.pptx"
    result = RUN.invoke(app, ["deck", account, "--home", str(skyscape), "--investment", "-o", str(target)])
    assert result.exit_code == 0, result.output
    assert len(Presentation(BytesIO(target.read_bytes())).slides) >= 3


def test_every_step_of_mrr_adds_up_for_every_account_and_month(ravenstack: Path, sample_home: Path) -> None:
    for home in (ravenstack, sample_home):
        found = {check.name: check.offending for check in checks(open_warehouse(Workspace(home)))}
        assert (found["bridge_adds_up"], found["products_add_up"]) == (0, 0)
        months = "select count(*) from internal.mrr_bridge"
        assert open_warehouse(Workspace(home)).one(Counted, months).number > 1000


def test_charges_alone_have_no_bridge(skyscape: Path) -> None:
    for relation in ("mrr_bridge", "product_bridge"):
        assert open_warehouse(Workspace(skyscape)).one(Counted, f"select count(*) from internal.{relation}").number == 0
