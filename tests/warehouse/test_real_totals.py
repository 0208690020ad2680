"""Real files, to the last row and the last cent, as they stand in staging."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from steward.warehouse.files import current_warehouse
from steward.warehouse.loading.report import LoadReport, read_report
from steward.workspace import Workspace


def _report(home: Path) -> LoadReport:
    path = current_warehouse(Workspace.whole(home))
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        return read_report(connection, path)


def _one(home: Path, sql: str) -> tuple[object, ...]:
    path = current_warehouse(Workspace.whole(home))
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()[0]


def test_every_row_and_every_penny_of_the_ledger(ledger: Path) -> None:
    sql = "select count(*), sum(amount), count(*) filter (where amount < 0), count(*) filter (where amount = 0)"
    assert _one(ledger, f"{sql} from staging.charges") == (13_492, Decimal("217455674.3915"), 250, 239)
    assert _one(ledger, "select count(*) from staging.accounts") == (524,)


def test_the_ledger_is_known_to_be_an_old_macs(ledger: Path) -> None:
    file = _report(ledger).files[0]
    assert (file.encoding, file.line_ends, file.delimiter, file.rows) == ("Mac Roman", "CR", "comma", 13_492)
    assert _one(ledger, "select name from staging.accounts where name like 'Information Comm%'") == (
        "Information Commissioner’s Office",
    )


@pytest.mark.parametrize(("supplier", "accounts"), [("skyscape", 20), ("huddle", 89)])
def test_one_supplier_and_its_customers(supplier: str, accounts: int, request: pytest.FixtureRequest) -> None:
    home = request.getfixturevalue(supplier)
    assert _one(home, "select count(*) from staging.accounts") == (accounts,)
    assert _one(home, "select count(distinct account_id) from staging.charges") == (accounts,)


def test_every_charge_of_one_supplier(skyscape: Path) -> None:
    assert _one(skyscape, "select count(*) from staging.charges") == (204,)
    assert str(_report(skyscape).as_of) == "2014-06-30"


@pytest.mark.parametrize(
    ("table", "count"), [("accounts", 500), ("subscriptions", 5_000), ("usage", 25_000), ("tickets", 2_000)]
)
def test_every_row_of_a_saas_company(ravenstack: Path, table: str, count: int) -> None:
    found = next(each for each in _report(ravenstack).tables if each.table == table)
    assert (found.read, found.loaded, found.rejected) == (count, count, 0)


def test_the_sums_of_a_saas_company(ravenstack: Path) -> None:
    assert _one(ravenstack, "select sum(used) from staging.usage") == (250_525,)
    active = "starts_on <= '2024-12-31' and (ends_on is null or ends_on > '2024-12-31')"
    assert _one(ravenstack, f"select sum(mrr) from staging.subscriptions where {active}") == (10_159_608,)
    assert str(_report(ravenstack).as_of) == "2024-12-31"


def test_what_no_table_uses_is_named(ravenstack: Path) -> None:
    unused = [file.file for file in _report(ravenstack).files if not file.used_by]
    assert unused == ["ravenstack_churn_events.csv"]
