"""MRR, spend, bridge and retention: given rows, expected figures."""

from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.scope.book import book_of
from steward.briefings.internal.scope.filters import Filters
from steward.metrics import definition
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal.book import BridgeRow
from tests.homes import loaded

ACCOUNTS = """
    account_id | name
    grows      | Steadily Growing
    shrinks    | Quietly Leaving
    gone       | Gone For Good
    back       | Back Again
    new        | Brand New
"""
SUBSCRIPTIONS = """
    subscription_id | account_id | product_id | mrr  | starts_on  | ends_on
    s1              | grows      | wan        | 1000 | 2025-01-01 |
    s2              | grows      | voice      | 500  | 2026-08-15 |
    s3              | shrinks    | wan        | 2000 | 2025-01-01 | 2026-09-01
    s4              | shrinks    | wan        | 1200 | 2026-09-01 |
    s5              | gone       | wan        | 700  | 2025-01-01 | 2026-07-31
    s6              | back       | wan        | 300  | 2025-01-01 | 2026-03-31
    s7              | back       | wan        | 400  | 2026-09-10 |
    s8              | new        | wan        | 900  | 2026-07-01 |
"""
AS_OF = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\n'


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("home"), AS_OF, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS)


def _bridge(warehouse: Warehouse, account: str, month: str) -> dict[str, Decimal]:
    """What is not zero in one account's bridge of one month."""
    sql = f"select {', '.join(BridgeRow._fields)} from internal.mrr_bridge where account_id = ? and month_end = ?"
    return {name: value for name, value in warehouse.one(BridgeRow, sql, [account, month])._asdict().items() if value}


@pytest.mark.parametrize(
    ("account", "month", "expected"),
    [
        ("grows", "2026-08-31", {"opening": 1000, "expansion": 500, "closing": 1500}),
        ("shrinks", "2026-09-30", {"opening": 2000, "contraction": -800, "closing": 1200}),
        ("gone", "2026-07-31", {"opening": 700, "churn": -700}),
        ("back", "2026-09-30", {"reactivation": 400, "closing": 400}),
        ("new", "2026-07-31", {"new": 900, "closing": 900}),
    ],
)
def test_each_change_has_its_own_name(warehouse: Warehouse, account: str, month: str, expected: dict[str, int]) -> None:
    assert _bridge(warehouse, account, month) == expected


def test_a_subscription_that_ends_on_the_last_day_is_not_active_on_it(warehouse: Warehouse) -> None:
    brief = book_briefing(book_of(warehouse, "2026-Q3"))
    mrr = {row.account_id: row.mrr for row in brief.rows}
    assert mrr == {"grows": 1500, "shrinks": 1200, "gone": 0, "back": 400, "new": 900}


def test_the_bridge_of_the_book_adds_up_from_opening_to_closing(warehouse: Warehouse) -> None:
    bridge = book_briefing(book_of(warehouse, "2026-Q3")).bridge
    assert bridge is not None
    opening, *changes, closing = [step.value for step in bridge.steps]
    assert (opening, closing) == (3700, 4000)
    assert opening + sum(changes) == closing


def test_retention_follows_the_accounts_of_a_year_before(warehouse: Warehouse) -> None:
    brief = book_briefing(book_of(warehouse, "2026-Q3"))
    start, end, kept = 4000, 1500 + 1200 + 0 + 400, 1000 + 1200 + 0 + 300
    assert brief.figure("book.nrr").value == pytest.approx(end / start * 100)
    assert brief.figure("book.grr").value == pytest.approx(kept / start * 100)


def test_spend_of_a_quarter_is_the_sum_of_its_month_ends(warehouse: Warehouse) -> None:
    rows = {row.account_id: row for row in book_briefing(book_of(warehouse, "2026-Q3")).rows}
    assert rows["grows"].spend == 1000 + 1500 + 1500
    assert rows["shrinks"].spend == 2000 + 2000 + 1200


def test_accounts_are_counted_while_they_pay(warehouse: Warehouse) -> None:
    accounts = book_briefing(book_of(warehouse, "2026-Q3")).figure("book.accounts")
    assert (accounts.value, accounts.previous) == (4, 3)


def test_behind_a_count_of_accounts_stand_these_accounts_and_what_is_counted(warehouse: Warehouse) -> None:
    book = book_of(warehouse, "2026-Q3")
    for filters in (Filters(), Filters(accounts=("grows", "shrinks"))):
        found = book_briefing(book, filters)
        _, rows = warehouse.behind(found.figure("book.accounts").receipt)
        assert len(rows) == found.figure("book.accounts").value
        money, of_money = warehouse.behind(found.figure("book.mrr").receipt)
        assert sum(row[money.index("mrr")] for row in of_money) == found.figure("book.mrr").value
    assert found.figure("book.accounts").value == 2
    assert definition(found.figure("book.accounts").receipt.metric).startswith("an account that brings something")


def test_charges_alone_give_spend_but_no_retention(tmp_path: Path) -> None:
    charges = """
        account_id | month      | amount
        yearly     | 2026-01-01 | 12000
        yearly     | 2026-07-01 | -500
        monthly    | 2026-07-01 | 100
        monthly    | 2026-08-01 | 100
        monthly    | 2026-09-01 | 100
    """
    accounts = "account_id | name\nyearly | Annual Licence\nmonthly | Every Month"
    brief = book_briefing(book_of(loaded(tmp_path, accounts=accounts, charges=charges), "2026-Q3"))
    assert {row.account_id: row.spend for row in brief.rows} == {"yearly": -500, "monthly": 300}
    assert brief.figure("book.accounts").value == 2
    assert brief.figure("book.nrr").value is None
    assert "Charges alone" in brief.figure("book.nrr").why
    assert brief.bridge is None
