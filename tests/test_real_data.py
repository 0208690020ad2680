"""Data and totals nobody here made up, to the cent, through every door: load, book, brief, deck."""

import csv
import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from pptx import Presentation
from typer.testing import CliRunner

from steward.cli import app
from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal.loads import checks
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import first

RUN = CliRunner()
"""`book` and `brief` are called as a script calls them."""


class Counted(NamedTuple):
    """How many rows there are."""

    number: int


class Step(NamedTuple):
    """What happened to one account in one month, by its first day."""

    account: str
    month: str
    month_before: str
    opening: Decimal
    new: Decimal
    expansion: Decimal
    reactivation: Decimal
    contraction: Decimal
    churn: Decimal
    closing: Decimal

    @property
    def steps(self) -> tuple[Decimal, ...]:
        """What stands between opening and closing."""
        return self[4:9]


BRIDGE = """
    select account_id, strftime(date_trunc('month', month_end), '%Y-%m-%d'),
        strftime(date_trunc('month', month_end) - interval 1 month, '%Y-%m-%d'),
        opening, new, expansion, reactivation, contraction, churn, closing
    from internal.mrr_bridge"""
LEDGER = "G-Cloud-Spend-14-07-14-v2-For-import.csv"


def _charged(real: Path, supplier: str | None) -> dict[tuple[str, str], Decimal]:
    """What the file says of each customer and month, read without the app; months that come to nothing left out."""
    charged: dict[tuple[str, str], Decimal] = {}
    with (real / "gcloud" / LEDGER).open(encoding="mac_roman") as file:
        for row in csv.DictReader(file):
            if supplier in (None, row["SupplierName"]):
                key = (row["CustomerName"].strip(), row["ReturnMonth"])
                charged[key] = charged.get(key, Decimal()) + Decimal(row["EvidencedSpend"])
    return {key: amount for key, amount in charged.items() if amount}


def _loaded(home: Path) -> Warehouse:
    load(Workspace.whole(home))
    return open_warehouse(Workspace.whole(home))


def _book(home: Path, quarter: str) -> dict[str, object]:
    result = RUN.invoke(app, ["book", "--home", str(home), "--quarter", quarter, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("quarter", "mrr", "accounts"),
    first(
        2,
        [
            ("2023-Q4", 1_262_113, 185),
            ("2024-Q4", 10_159_608, 500),
            ("2024-Q1", 2_276_266, 250),
            ("2024-Q2", 3_833_405, 333),
            ("2024-Q3", 6_035_345, 414),
        ],
    ),
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
    first(
        2,
        [
            ("2013-Q2", 282_346.93),
            ("2014-Q2", 947_651.07),
            ("2013-Q3", 333_725.18),
            ("2013-Q4", 597_014.44),
            ("2014-Q1", 1_040_994.28),
        ],
    ),
)
def test_spend_of_a_real_ledger(skyscape: Path, quarter: str, spend: float) -> None:
    assert round(_book(skyscape, quarter)["totals"]["spend"], 2) == spend


def test_the_largest_customer_of_a_real_ledger(skyscape: Path) -> None:
    warehouse = open_warehouse(Workspace.whole(skyscape))
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
        found = {check.name: check.offending for check in checks(open_warehouse(Workspace.whole(home)))}
        assert (found["bridge_adds_up"], found["products_add_up"]) == (0, 0)
        months = "select count(*) from internal.mrr_bridge"
        assert open_warehouse(Workspace.whole(home)).one(Counted, months).number > 1000


@pytest.mark.parametrize(
    ("home", "supplier"),
    first(
        2,
        [("skyscape", "SKYSCAPE CLOUD SERVICES LTD"), ("huddle", "NINIAN SOLUTIONS LTD T/A HUDDLE"), ("ledger", None)],
    ),
)
def test_every_step_of_a_real_ledger_adds_up_to_the_cent(
    home: str, supplier: str | None, real: Path, request: pytest.FixtureRequest
) -> None:
    """Each account's month begins where the one before ended, and ends with what the file says was charged in it.

    Of the first month nobody knows what was charged before, so it has no steps."""
    found = open_warehouse(Workspace.whole(request.getfixturevalue(home))).rows(Step, BRIDGE)
    charged = _charged(real, supplier)
    first = min(month for _, month in charged)
    after = {key: amount for key, amount in charged.items() if key[1] > first}
    assert {(one.account, one.month): one.closing for one in found if one.closing} == after
    for one in found:
        assert one.opening == charged.get((one.account, one.month_before), 0)
        assert one.opening + sum(one.steps) == one.closing
        assert min(one.new, one.expansion, one.reactivation) >= 0 >= max(one.contraction, one.churn)


def test_charges_have_no_steps_by_product(skyscape: Path) -> None:
    sql = "select count(*) from internal.product_bridge"
    assert open_warehouse(Workspace.whole(skyscape)).one(Counted, sql).number == 0
