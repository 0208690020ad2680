"""The last contact with an account is one day, whoever asks for it."""

import re
from datetime import date
from pathlib import Path

import pytest

from steward.warehouse.rows.internal import book, opportunities, renewals, week
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.one_home.test_sql_ratios import texts


@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2026, 6, 15), date(2020, 1, 1)])
def test_every_reading_of_the_last_contact_is_of_one_day(sample_home: Path, day: date) -> None:
    """Also of a day after which there were others, and of one before any."""
    warehouse = open_warehouse(Workspace.whole(sample_home))
    signs = {key: one.last_contact for key, one in renewals.account_signs(warehouse, "2026-Q3", day).items()}
    last = {key: book.last_activity(warehouse, key, day).happened_on for key in signs}
    assert signs == last
    assert {key: one.day for key, one in week.last_touches(warehouse, day).items()} == {
        k: d for k, d in last.items() if d
    }
    sold = opportunities.open_opportunities(warehouse, "2026-Q3", day)
    assert {one.account_id: one.last_contact for one in sold} == {one.account_id: last[one.account_id] for one in sold}
    people = book.last_contacts(warehouse, day)
    assert all(last[one.account_id] >= one.day for one in people)
    assert bool(people) is any(last.values()) is (day.year > 2020)


def test_the_last_contact_is_asked_for_by_its_macro() -> None:
    assert [where for where, sql in texts() if re.search(r"\bmax\s*\(\s*(\w+\.)?happened_at", sql)] == []
