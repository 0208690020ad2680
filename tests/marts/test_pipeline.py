"""Open, weighted and late-stage pipeline, win rate and renewals: given rows, expected figures."""

from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.opportunities.pipeline import pipeline
from steward.briefings.internal.renewals.dates import renewal_dates
from steward.briefings.internal.scope.book import book_of
from steward.warehouse.reader import Warehouse
from tests.homes import ACCOUNTS, loaded

AS_OF = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\n'
SUBSCRIPTIONS = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2025-01-01"
OPPORTUNITIES = """
    opportunity_id | name      | stage    | status | amount | account_id | probability | opened_on  | closed_on
    o1             | Upgrade   | proposal | open   | 1000   | A1         | 0.5         | 2026-08-01 |
    o2             | Prospect  | proposal | open   | 400    |            |             | 2026-08-01 |
    o3             | Was open  | proposal | won    | 300    | A1         | 1           | 2026-05-01 | 2026-08-01
    o4             | Lost it   | proposal | lost   | 100    | A1         | 0           | 2026-05-01 | 2026-08-02
"""
CONTRACTS = """
    contract_id | account_id | starts_on  | ends_on    | notice_days
    c1          | A1         | 2024-01-01 | 2026-12-31 | 90
    c2          | A1         | 2024-01-01 | 2026-06-30 | 90
"""


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return loaded(
        tmp_path,
        AS_OF,
        accounts=ACCOUNTS,
        subscriptions=SUBSCRIPTIONS,
        opportunities=OPPORTUNITIES,
        contracts=CONTRACTS,
    )


def test_what_has_no_probability_is_weighted_by_its_stages_own_win_rate(warehouse: Warehouse) -> None:
    brief = pipeline(book_of(warehouse, "2026-Q3"))
    assert brief.figure("pipeline.open").value == 1400
    assert brief.figure("pipeline.weighted").value == pytest.approx(1000 * 0.5 + 400 * 0.5)


def test_an_earlier_quarter_shows_what_was_open_at_its_end(warehouse: Warehouse) -> None:
    assert pipeline(book_of(warehouse, "2026-Q2")).figure("pipeline.open").value == 400


def test_the_win_rate_counts_what_closed_in_the_quarter(warehouse: Warehouse) -> None:
    rate = book_briefing(book_of(warehouse, "2026-Q3")).figure("book.win_rate")
    assert rate.value == 50
    assert "75" in rate.note


def test_a_prospects_opportunity_is_in_the_books_pipeline_but_in_no_account(warehouse: Warehouse) -> None:
    brief = book_briefing(book_of(warehouse, "2026-Q3"))
    assert brief.figure("book.open_pipeline").value == 1400
    assert [row.open_pipeline for row in brief.rows] == [1000]


def test_the_notice_date_is_its_own_date(warehouse: Warehouse) -> None:
    brief = renewal_dates(book_of(warehouse, "2026-Q3"))
    assert brief.contracts is not None
    ((_, _, _, ends, days, notice, *_),) = brief.contracts.rows
    assert (ends, days, notice) == (date(2026, 12, 31), 92, date(2026, 10, 2))
