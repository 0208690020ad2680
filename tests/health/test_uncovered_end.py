"""An end is prepared by an opportunity of its own contract, as it was known then."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from steward.domain.health import Signal
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal.health import health_table
from tests.examples import first
from tests.homes import loaded

ACCOUNTS = "account_id | name\nA1 | Alpha"
SUBSCRIPTIONS = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2025-01-01"
CONTRACTS = """
    contract_id | account_id | starts_on  | ends_on
    C-1         | A1         | 2025-01-01 | 2026-12-31
    C-2         | A1         | 2025-01-01 | 2026-11-30
"""
HEAD = "opportunity_id | name | stage | status | amount | account_id | kind | opened_on | close_on | closed_on\n"


def days(folder: Path, *opportunities: str) -> dict[date, float | None]:
    """Days to the first end that nobody prepares, month by month."""
    tables = {"accounts": ACCOUNTS, "subscriptions": SUBSCRIPTIONS, "contracts": CONTRACTS}
    if opportunities:
        tables["opportunities"] = HEAD + "\n".join(opportunities)
    warehouse: Warehouse = loaded(folder, **tables)
    found = health_table(warehouse, date(2026, 9, 30))
    values = found.values[Signal.UNCOVERED_END]
    return {
        found.months[month]: None if np.isnan(value) else float(value)
        for month, value in zip(found.month_of, values, strict=True)
    }


def test_without_an_opportunity_the_first_end_counts(tmp_path: Path) -> None:
    """30 November is 61 days after 30 September."""
    assert days(tmp_path)[date(2026, 9, 30)] == 61


@pytest.mark.parametrize(
    ("opportunity", "left"),
    first(
        3,
        [
            ("o | Renewal of C-2 | s | open | 1 | A1 | renewal | 2026-08-15 | 2026-12-20 |", 92),
            ("o | Renewal of C-1 | s | open | 1 | A1 | renewal | 2026-08-15 | 2026-12-01 |", 61),
            ("o | Renewal of C-2 | s | lost | 1 | A1 | renewal | 2026-08-15 | 2026-09-10 | 2026-09-10", 61),
            ("o | Renewal        | s | open | 1 | A1 | renewal | 2026-08-15 | 2026-12-01 |", 92),
            ("o | Renewal        | s | open | 1 | A1 | renewal | 2026-08-15 | 2028-01-01 |", 61),
            ("o | More           | s | open | 1 | A1 | upsell  | 2026-08-15 | 2026-12-01 |", 61),
        ],
    ),
)
def test_an_opportunity_prepares_its_own_contract(tmp_path: Path, opportunity: str, left: int) -> None:
    """By the name of its contract, else the end nearest to its close date; then only the other one, 92 days on."""
    assert days(tmp_path, opportunity)[date(2026, 9, 30)] == left


def test_until_the_day_it_is_lost_it_prepares_the_renewal(tmp_path: Path) -> None:
    """At the end of August it was open: the other contract ends 122 days later. Before, nobody had begun."""
    found = days(tmp_path, "o | Renewal of C-2 | s | lost | 1 | A1 | renewal | 2026-08-15 | 2026-09-10 | 2026-09-10")
    assert (found[date(2026, 7, 31)], found[date(2026, 8, 31)]) == (122, 122)


def test_both_ends_prepared_are_a_year_away(tmp_path: Path) -> None:
    opportunity = "o{0} | Renewal of C-{0} | s | open | 1 | A1 | renewal | 2026-08-15 | 2026-12-01 |"
    assert days(tmp_path, opportunity.format(1), opportunity.format(2))[date(2026, 9, 30)] == 365
