"""What is used against what is committed, and what each size would save or need."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.customer.right_sizing.sizing import RightSizing, right_sizing
from steward.briefings.customer.subject import subject
from tests.homes import ACCOUNTS, loaded

LINES = """
    subscription_id | account_id | product_id | mrr | starts_on  | site_id
    s1              | A1         | wan        | 800 | 2025-01-01 | hq
    s2              | A1         | voice      | 100 | 2025-01-01 | hq
"""
SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'


def _used(wan: dict[str, float], voice: float = 70) -> str:
    """A day in the middle of each month; of 100 committed."""
    rows = [f"A1 | wan | hq | {month}-15 | {used} | 100" for month, used in wan.items()]
    rows += [f"A1 | voice | hq | {month}-15 | {voice} | 100" for month in wan]
    return "account_id | product_id | site_id | day | used | committed\n" + "\n".join(rows)


def _sized(folder: Path, wan: dict[str, float], **more: str) -> RightSizing:
    warehouse = loaded(folder, SETTINGS, accounts=ACCOUNTS, subscriptions=LINES, usage=_used(wan), **more)
    return right_sizing(subject(warehouse, "A1", "2026-Q1"))


QUIET = {"2026-01": 20.0, "2026-02": 40.0, "2026-03": 30.0}


@pytest.mark.parametrize(
    ("wan", "advice", "change"),
    [
        (QUIET, "Give back", Decimal(-400)),
        (QUIET | {"2026-02": 60.0}, "Right", None),
        (QUIET | {"2026-02": 96.0}, "Needs room", Decimal(160)),
    ],
)
def test_the_fullest_month_decides(wan: dict[str, float], advice: str, change: Decimal | None, tmp_path: Path) -> None:
    """At 40 % half the size uses 80 % of it; at 96 % a fifth more does. 800 a month are paid."""
    found = _sized(tmp_path, wan)
    assert found.table
    [row] = [row for row in found.table.rows if row[0] == "wan"]
    assert (row[4], row[5]) == (advice, change)
    assert found.worth_telling is (advice != "Right")
    told = {one.id: one.value for one in found.figures}
    assert told == {
        "sizing.saving": Decimal(400) if advice == "Give back" else None,
        "sizing.need": Decimal(160) if advice == "Needs room" else None,
    }


def test_two_months_show_no_habit(tmp_path: Path) -> None:
    found = _sized(tmp_path, {"2026-02": 10.0, "2026-03": 10.0})
    assert found.table is None and not found.worth_telling


def test_nothing_is_given_back_where_a_day_was_full(tmp_path: Path) -> None:
    """One day of ninety at 95 %: the mean of the month stays low."""
    days = [date(2026, 1, 1) + timedelta(days) for days in range(90)]
    rows = "\n".join(f"A1 | wan | hq | {day} | {95 if day == date(2026, 2, 3) else 20} | 100" for day in days)
    usage = f"account_id | product_id | site_id | day | used | committed\n{rows}"
    warehouse = loaded(tmp_path, SETTINGS, accounts=ACCOUNTS, subscriptions=LINES, usage=usage)
    found = right_sizing(subject(warehouse, "A1", "2026-Q1"))
    assert found.table and [row[4] for row in found.table.rows] == ["Right"]


def test_without_usage_it_says_what_is_missing(tmp_path: Path) -> None:
    warehouse = loaded(tmp_path, SETTINGS, accounts=ACCOUNTS, subscriptions=LINES)
    found = right_sizing(subject(warehouse, "A1", "2026-Q1"))
    assert found.table is None and [one.feed for one in found.missing] == ["usage"] and not found.figures


def test_what_was_used_is_held_against_what_is_committed_today(tmp_path: Path) -> None:
    """Of 100 it was 95 %; 150 are committed since March, of which that is 63."""
    days = ((1, 95, 100), (2, 94, 100), (3, 95, 150))
    rows = "\n".join(f"A1 | wan | hq | 2026-0{month}-15 | {used} | {committed}" for month, used, committed in days)
    usage = f"account_id | product_id | site_id | day | used | committed\n{rows}"
    warehouse = loaded(tmp_path, SETTINGS, accounts=ACCOUNTS, subscriptions=LINES, usage=usage)
    found = right_sizing(subject(warehouse, "A1", "2026-Q1"))
    assert found.table and found.table.rows[0][1] == pytest.approx(100 * 95 / 150)
