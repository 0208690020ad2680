"""What was kept of a book: steps that add up, cohorts by hand, filters that do not hide who left."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from steward.briefings.internal.retention.behind import behind
from steward.briefings.internal.retention.book import Period, RetentionBook, retention_book
from steward.briefings.internal.retention.tables import By
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import Filters
from steward.exhibits import Table
from steward.workspace import Workspace
from tests.homes import loaded, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\nstrategic_threshold = 1500\n'
ACCOUNTS = """
    account_id | name             | segment | region
    grows      | Steadily Growing | large   | North
    shrinks    | Quietly Leaving  | large   | South
    gone       | Gone For Good    | small   | South
    new        | Brand New        |         | North
"""
SUBSCRIPTIONS = """
    subscription_id | account_id | product_id | mrr  | starts_on  | ends_on
    s1              | grows      | wan        | 1000 | 2025-01-01 |
    s2              | grows      | voice      | 500  | 2026-08-15 |
    s3              | shrinks    | wan        | 2000 | 2025-01-01 | 2026-08-31
    s4              | shrinks    | wan        | 1200 | 2026-08-31 |
    s5              | shrinks    | voice      | 100  | 2026-08-31 |
    s6              | gone       | wan        | 700  | 2025-01-01 | 2026-07-31
    s7              | new        | wan        | 900  | 2026-07-01 |
"""

CHARGES = """
    account_id | month      | amount
    grows      | 2026-06-01 | 30
    grows      | 2026-08-01 | 30
    grows      | 2026-09-01 | 10
    shrinks    | 2026-06-01 | 20
    shrinks    | 2026-07-01 | -20
    shrinks    | 2026-08-01 | 0
    shrinks    | 2026-09-01 | 20
    new        | 2026-07-01 | 40
    new        | 2026-08-01 | 40
    new        | 2026-09-01 | 40
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_of(loaded(tmp_path_factory.mktemp("kept"), SETTINGS, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS))


def rows(table: Table | None) -> dict[object, tuple[object, ...]]:
    assert table is not None
    return {row[0]: row[1:] for row in table.rows}


def test_retention_by_hand(book: Book) -> None:
    """A year before: 1,000 + 2,000 + 700. Today: 1,500 + 1,300 + 0. NRR 2,800/3,700; GRR (1,000 + 1,300)/3,700."""
    brief = retention_book(book)
    assert round(float(brief.figure("book.nrr").value or 0), 2) == 75.68
    assert round(float(brief.figure("book.grr").value or 0), 2) == 62.16
    assert round(float(brief.figure("book.logo_retention").value or 0), 2) == 66.67
    assert rows(brief.cohorts)["Q3 2026"][:4] == (3, 2, 3700, 2800)


def test_steps_of_the_quarter_by_account_segment_and_product(book: Book) -> None:
    brief = retention_book(book)
    assert rows(brief.accounts)["Quietly Leaving"][1:] == (2000, 0, 0, -700, 0, 1300)
    assert brief.accounts and [column.name for column in brief.accounts.columns][3:] == [
        "New accounts", "Expansion", "Contraction", "Churn", "Closing"
    ]  # fmt: skip
    assert rows(brief.segments)["large"] == (2, 3000, 0, 500, -700, 0, 2800)
    assert rows(brief.segments)["No segment"] == (1, 0, 900, 0, 0, 0, 900)
    assert rows(brief.products) == {"wan": (3700, 900, 0, -800, -700, 3100), "voice": (0, 600, 0, 0, 0, 600)}


def test_months_follow_each_other(book: Book) -> None:
    found = rows(retention_book(book, period=Period.YEAR).months)
    assert len(found) == 12
    assert all(one[-1] == after[0] for one, after in pairwise(found.values()))


def test_a_filter_by_size_keeps_whoever_fell_below_it(book: Book) -> None:
    """`shrinks` was strategic a year ago (2,000 > 1,500) and is not today."""
    brief = retention_book(book, Filters(strategic_only=True))
    assert "Quietly Leaving" in rows(brief.accounts)
    assert brief.figure("book.nrr").value == 65.0
    assert rows(brief.cohorts)["Q3 2026"][2] == 2000


def test_one_account(book: Book) -> None:
    brief = retention_book(book, Filters(accounts=("grows",)))
    assert brief.headline == "MRR grew from €1,000 to €1,500 in Q3 2026"
    assert brief.figure("book.nrr").value == 150.0


def test_charges_alone_tell_no_retention(tmp_path: Path) -> None:
    brief = retention_book(book_of(loaded(tmp_path, SETTINGS, accounts=ACCOUNTS, charges=CHARGES)))
    assert [figure.value for figure in brief.figures] == [None, None, None]
    assert brief.years is None and brief.cohorts is None and brief.products is None
    assert brief.missing[0].feed == "subscriptions"


def test_steps_of_charges_are_called_what_they_are(tmp_path: Path) -> None:
    """`grows` is not charged in July (−30), again in August (+30), less in September (−20). `shrinks` is credited in
    July (20 → −20, so it ends), comes back to nothing (+20, neither end nor beginning), and is charged again (+20)."""
    brief = retention_book(book_of(loaded(tmp_path, SETTINGS, accounts=ACCOUNTS, charges=CHARGES)))
    assert brief.headline == "Charges a month grew from €50 to €70 in Q3 2026"
    assert brief.bridge and "once a year" in brief.bridge.note
    assert {step.label: step.value for step in brief.bridge.steps} == {
        "Opening": 50, "Charged first": 40, "Charged more": 20, "Charged again": 50, "Charged less": -20,
        "Not charged": -70, "Closing": 70,
    }  # fmt: skip
    assert rows(brief.accounts)["Quietly Leaving"][1:] == (20, 0, 20, 20, 0, -40, 20)


def test_quarters_follow_each_other(book: Book) -> None:
    found = rows(retention_book(book).quarters)
    assert list(found)[:2] == ["Q3 2026", "Q2 2026"]
    assert all(one[0] == before[-1] for one, before in pairwise(found.values()))
    assert found["Q3 2026"] == (3700, 900, 500, -700, -700, 3700)


@pytest.mark.parametrize("period", list(Period))
def test_every_table_of_the_sample_adds_up(period: Period, sample_home: Path) -> None:
    found = retention_book(book_of(opened_once(Workspace.whole(sample_home))), period=period)
    tables = [found.accounts, found.months, found.quarters, found.segments, found.owners, found.products]
    for table in tables:
        for row in rows(table).values():
            opening, *steps, closing = [cell for cell in row if isinstance(cell, Decimal)]
            assert opening + sum(steps) == closing
    assert len({_change(found, table) for table in (found.segments, found.owners, found.products)}) == 1


def _change(found: RetentionBook, table: Table | None) -> Decimal:
    money = [[cell for cell in row if isinstance(cell, Decimal)] for row in rows(table).values()]
    return sum((one[-1] - one[0] for one in money), Decimal())


def _named(table: Table) -> list[dict[str, object]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("filters", [Filters(), Filters(strategic_only=True)], ids=["everybody", "strategic"])
@pytest.mark.parametrize("period", list(Period))
@pytest.mark.parametrize("by", list(By))
def test_the_accounts_behind_every_row_of_the_sample_add_up_to_it(
    by: By, period: Period, filters: Filters, sample_home: Path
) -> None:
    book = book_of(opened_once(Workspace.whole(sample_home)))
    table = retention_book(book, filters, period).groups[by]
    assert len(table.keys) == len(table.rows) > 1
    for key, row in zip(table.keys, _named(table), strict=True):
        found = behind(book, by, key, filters, period)
        assert found is not None and len(set(found.keys)) == len(found.rows)
        parts = _named(found)
        for name in {column.name for column in (*table.columns, *found.columns) if column.unit == book.money}:
            assert sum((part.get(name, 0) for part in parts), Decimal()) == row.get(name, 0), (key, name)  # type: ignore[misc]
        assert row.get("Accounts", len(parts)) == len(parts)


def test_behind_a_segment_stand_its_accounts_also_those_that_did_not_move(book: Book) -> None:
    found = behind(book, By.SEGMENT, "large")
    assert found is not None
    assert found.title == "Large: 2 accounts, MRR fell from €3,000 to €2,800 in Q3 2026"
    assert found.keys == ("shrinks", "grows")
    assert rows(behind(book, By.SEGMENT, "No segment"))["Brand New"][-1] == 900
    assert rows(behind(book, By.QUARTER, "2026-Q2")).keys() == {"Steadily Growing", "Quietly Leaving", "Gone For Good"}


def test_behind_a_product_stand_the_accounts_with_its_own_steps(book: Book) -> None:
    """Voice began at `grows` and at `shrinks`; that the wan of `shrinks` became smaller is none of its steps."""
    found = rows(behind(book, By.PRODUCT, "voice"))
    assert {name: steps[1:] for name, steps in found.items()} == {
        "Quietly Leaving": (0, 100, 0, 0, 0, 100), "Steadily Growing": (0, 500, 0, 0, 0, 500),
    }  # fmt: skip


def test_behind_a_row_that_is_not_there_is_nothing(book: Book) -> None:
    assert [behind(book, by, "nowhere") for by in By] == [None] * 4


def test_the_accounts_behind_a_row_keep_to_the_filters(book: Book) -> None:
    found = behind(book, By.PRODUCT, "wan", Filters(regions=("North",)))
    assert found is not None and set(found.keys) == {"grows", "new"}


def test_of_the_first_month_nobody_knows_what_was_before(sample_home: Path) -> None:
    """The sample begins in October 2023 with customers of many years: they are not new in it."""
    book = book_of(opened_once(Workspace.whole(sample_home)), "2023-Q4")
    brief = retention_book(book)
    assert brief.headline.endswith("in the months since Oct 2023")
    assert brief.months is not None and [row[0] for row in brief.months.rows] == ["Nov 2023", "Dec 2023"]
    assert brief.bridge is not None and brief.bridge.steps[0].value > 2_000_000
    assert sum(step.value for step in brief.bridge.steps if step.label == "New accounts") < 500_000


def test_a_company_of_one_month_has_moved_nothing_yet(tmp_path: Path) -> None:
    subscriptions = "subscription_id|account_id|product_id|mrr|starts_on\ns1|grows|wan|100|2026-09-05"
    brief = retention_book(book_of(loaded(tmp_path, SETTINGS, accounts=ACCOUNTS, subscriptions=subscriptions)))
    assert brief.headline == "The data begins with Sep 2026, so nothing can have moved yet"
    assert brief.bridge is None


@pytest.mark.parametrize(("discount_ends", "nrr"), [("", 100), ("2026-08-01", 200)])
def test_gross_retention_stays_within_a_hundred_where_a_discount_is_an_account_of_its_own(
    tmp_path: Path, discount_ends: str, nrr: float
) -> None:
    found = loaded(
        tmp_path,
        accounts="""
            account_id | name
            A1         | Alder
            A2         | Birch
        """,
        subscriptions=f"""
            subscription_id | account_id | product_id | mrr | starts_on  | ends_on
            S1              | A1         | P          | 100 | 2024-01-01 |
            S2              | A2         | DISC       | -50 | 2024-01-01 | {discount_ends}
        """,
    )
    brief = retention_book(book_of(found))
    assert (brief.figure("book.nrr").value, brief.figure("book.grr").value) == (nrr, 100)
