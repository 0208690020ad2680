"""Contracts below zero, and contracts that end on one day: rows, totals and the account's dates say the same."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import renewals as renewal_rows
from tests.homes import home, loaded, loaded_once

TABLES = {
    "accounts": "account_id|name\nA1|Alder\nA2|Birch\nA3|Cedar",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | contract_id
        s1              | A1         | wan        | 60000 | 2024-01-01 | C1
        s2              | A2         | wan        | 800   | 2024-01-01 | C2
        s3              | A2         | discount   | -200  | 2024-01-01 | C3
        s4              | A3         | discount   | -50   | 2024-01-01 | C4
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days
        C1          | A1         | 2024-01-01 | 2026-12-31 | 30
        C2          | A2         | 2024-01-01 | 2026-12-15 | 30
        C3          | A2         | 2024-01-01 | 2026-12-31 | 30
        C4          | A3         | 2024-01-01 | 2026-11-30 | 30
        """,
}


@pytest.fixture
def told(tmp_path: Path) -> dict[str, Any]:
    loaded_once(home(tmp_path, **TABLES))
    result = CliRunner().invoke(app, ["renewals", "--json", "--home", str(tmp_path)])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_contracts_of_a_quarter_add_up_to_it(told: dict[str, Any]) -> None:
    assert {one["contract_id"]: one["atr"] for one in told["contracts"]} == {"C1": 60000, "C2": 600, "C3": 0, "C4": 0}
    tile = next(one["value"] for one in told["figures"] if one["id"] == "renewals.atr_next")
    quarter = next(one for one in told["quarters"] if one["quarter"] == "2026-Q4")
    assert tile == quarter["atr"] == sum(one["atr"] for one in told["contracts"]) == 60600


@pytest.mark.parametrize("notice", [(30, 85), (85, 30), (85, None), (None, 85)])
def test_of_contracts_that_end_on_one_day_the_earliest_notice_counts(
    tmp_path: Path, notice: tuple[int | None, int | None]
) -> None:
    days = ["" if one is None else one for one in notice]
    warehouse = loaded(
        tmp_path,
        accounts="account_id|name\nA1|Alder",
        subscriptions="subscription_id|account_id|product_id|mrr|starts_on|contract_id\n"
        "s1|A1|wan|100|2024-01-01|C1\ns2|A1|lan|100|2024-01-01|C2\ns3|A1|lan|100|2024-01-01|C3",
        contracts="contract_id|account_id|starts_on|ends_on|notice_days\n"
        f"C1|A1|2024-01-01|2026-12-31|{days[0]}\nC2|A1|2024-01-01|2026-12-31|{days[1]}\n"
        "C3|A1|2024-01-01|2027-01-31|300",
    )
    row = book_rows.book_row(warehouse, "A1", "2026-Q3")
    assert (row.renews_on, row.notice_by) == (date(2026, 12, 31), date(2026, 10, 7))
    assert renewal_rows.next_renewal(warehouse, "A1", "2026-Q3") == (row.renews_on, row.notice_by)
