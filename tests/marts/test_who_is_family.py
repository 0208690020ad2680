"""Which account is of which family, by whatever the parents say, and by what an account is strategic."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.scope.book import book_of
from steward.briefings.internal.scope.filters import Filters
from steward.domain.access.scope import Accounts, Scope
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.loading.report import LoadReport, read_report, spoken
from steward.warehouse.reader import Warehouse
from steward.warehouse.relations import text_of
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.scoped import scoped
from steward.workspace import Workspace
from tests.homes import home, loaded_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\nstrategic_threshold = 1000\n'
TABLES = {
    "accounts": """
        account_id | name        | parent_id
        top        | Group       |
        mid        | Division    | top
        low        | Plant       | mid
        gone       | Sold Plant  | mid
        alone      | Alone       |
        self       | Own Parent  | self
        orphan     | Orphan      | nowhere
        ring1      | Ring One    | ring2
        ring2      | Ring Two    | ring3
        ring3      | Ring Three  | ring1
        under      | Under Ring  | ring3
        big        | Big         |
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr  | starts_on  | ends_on
        s1              | top        | wan        | 500  | 2025-01-01 |
        s2              | mid        | wan        | 300  | 2025-01-01 |
        s3              | low        | wan        | 250  | 2025-01-01 |
        s4              | gone       | wan        | 50   | 2024-01-01 | 2026-03-31
        s5              | alone      | wan        | 900  | 2025-01-01 |
        s6              | ring1      | wan        | 400  | 2025-01-01 |
        s7              | under      | wan        | 700  | 2026-08-01 |
        s8              | big        | wan        | 1001 | 2025-01-01 |
        """,
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return loaded_once(home(tmp_path_factory.mktemp("families"), SETTINGS, **TABLES))


@pytest.fixture(scope="module")
def warehouse(workspace: Workspace) -> Warehouse:
    return scoped(warehouse_to_read(workspace), workspace.scope)


@pytest.fixture(scope="module")
def report(workspace: Workspace) -> LoadReport:
    path = warehouse_to_read(workspace)
    with duckdb.connect(str(path), read_only=True) as connection:
        return read_report(connection, path)


def families(warehouse: Warehouse) -> dict[str, tuple[str, int]]:
    sql = "select account_id, family_id, depth from customer.families order by account_id"
    return {key: (family, depth) for key, family, depth in warehouse.rows(_Row, sql)}


class _Row(tuple[str, str, int]):
    def __new__(cls, *values: object) -> "_Row":
        return super().__new__(cls, values)  # type: ignore[arg-type]


def test_a_chain_of_any_depth_is_one_family_and_no_parent_s_mistake_makes_one(warehouse: Warehouse) -> None:
    assert families(warehouse) == {
        "top": ("top", 0), "mid": ("top", 1), "low": ("top", 2), "gone": ("top", 2), "alone": ("alone", 0),
        "self": ("self", 0), "orphan": ("orphan", 0), "ring1": ("ring1", 0), "ring2": ("ring1", 1),
        "ring3": ("ring1", 1), "under": ("ring1", 1), "big": ("big", 0),
    }  # fmt: skip


def test_what_is_wrong_with_a_parent_is_told_of_the_load(report: LoadReport) -> None:
    check = next(one for one in report.checks if one.name == "accounts_above_themselves")
    assert check.offending == 4
    assert [line.split(", ")[0] for line in check.rows.splitlines()] == ["ring1", "ring2", "ring3", "self"]
    told = [spoken(one) for one in report.problems if one.table == "accounts"]
    assert told == ["accounts.csv line 8, parent_id: is not a known account (1 row)"]


@pytest.mark.parametrize(
    ("account_id", "by"),
    [
        ("top", "family"), ("mid", "family"), ("low", "family"), ("gone", None), ("alone", None), ("self", None),
        ("ring1", "family"), ("under", "family"), ("ring2", None), ("big", "account"),
    ],
)  # fmt: skip
def test_a_customer_of_a_strategic_family_is_strategic(account_id: str, by: str | None, warehouse: Warehouse) -> None:
    """The chain brings 1,050 together, the ring 1,100; who left, or never came, is no strategic account."""
    row = book_rows.book_row(warehouse, account_id, "2026-Q3")
    assert (row.strategic_by, row.strategic) == (by, by is not None)


def test_it_is_said_by_what_and_judged_as_it_was_a_year_before(warehouse: Warehouse) -> None:
    book = book_of(warehouse, "2026-Q3")
    assert "6 strategic, 5 of them by their families" in book_briefing(book).figure("book.accounts").note
    alone = book_briefing(book, Filters(accounts=("low",)))
    assert alone.headline.endswith("it is strategic by its family")
    then = {row.account_id for row in book_rows.book(warehouse, "2026-Q3") if row.strategic_before}
    assert then == {"top", "mid", "low", "gone", "big"}  # the ring was none then: `under` came in August
    start = {
        row.account_id: row.strategic for row in book_rows.retention(warehouse, date(2025, 9, 30), date(2026, 9, 30))
    }
    assert start["gone"] and not start["ring1"]
    nrr = book_briefing(book, Filters(strategic_only=True)).figure("book.nrr")
    assert nrr.value == pytest.approx(2051 / 2101 * 100)


def test_a_scope_knows_no_more_of_a_family_than_its_accounts(workspace: Workspace) -> None:
    """Nothing of the others, not even that there are any: what the family brings is what these bring."""
    mine = scoped(warehouse_to_read(workspace), Scope(read=Accounts(frozenset({"top", "low", "ring2", "under"}))))
    assert families(mine) == {
        "top": ("top", 0), "low": ("low", 0), "ring2": ("ring2", 0), "under": ("under", 0)
    }  # fmt: skip
    assert [book_rows.book_row(mine, key, "2026-Q3").strategic for key in ("top", "low", "under")] == [False] * 3
    sql = (
        "select account_id, family_mrr, null from internal.strategic where month_end = '2026-09-30' and family_mrr > 0"
    )
    assert {row[0]: row[1] for row in mine.rows(_Row, sql)} == {"top": 500, "low": 250, "under": Decimal(700)}


NAMES = [f"a{number}" for number in range(8)]


@given(st.lists(st.sampled_from(["", "elsewhere", *NAMES]), min_size=len(NAMES), max_size=len(NAMES)))
def test_every_account_is_of_one_family_and_a_child_of_its_parent_s(parents: list[str]) -> None:
    above = {name: parent for name, parent in zip(NAMES, parents, strict=True) if parent in NAMES and parent != name}
    with duckdb.connect() as connection:
        connection.execute("create schema staging; create table staging.accounts (account_id text, parent_id text)")
        connection.executemany(
            "insert into staging.accounts values (?, nullif(?, ''))", zip(NAMES, parents, strict=True)
        )
        found = {row[0]: row[1:] for row in connection.execute(text_of("customer.families")).fetchall()}
    assert sorted(found) == NAMES
    for name in NAMES:
        family, _, in_circle = found[name]
        assert family == found[above.get(name, name)][0]
        assert family in NAMES and found[family][0] == family
        assert in_circle == _stands_above_itself(name, above)


def _stands_above_itself(name: str, above: dict[str, str]) -> bool:
    now, seen = above.get(name), set[str]()
    while now and now != name and now not in seen:
        seen.add(now)
        now = above.get(now)
    return now == name
