"""The last contact with an account is one day, whoever asks for it."""

import re
from datetime import date
from pathlib import Path

import pytest

from steward.warehouse.rows.internal import book, opportunities, renewals, week
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.homes import loaded
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


def test_the_last_answer_is_asked_for_by_its_macro() -> None:
    """Of two on one day, which is the last would be luck."""
    answers = re.compile(r"\barg_(max|min)\s*\(\s*(\w+\.)?score\b")
    assert [where for where, sql in texts() if answers.search(sql)] == []


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_answers_of_one_day_the_later_id_is_the_last(tmp_path: Path, turned: bool) -> None:
    rows = ["n1|A1|K1|2|2026-08-01|2026-08-02", "n2|A1|K1|9|2026-08-02|2026-08-02"]
    warehouse = loaded(
        tmp_path,
        accounts="account_id|name\nA1|Alder",
        subscriptions="subscription_id|account_id|product_id|mrr|starts_on\ns1|A1|wan|100|2024-01-01",
        contacts="contact_id|account_id|name\nK1|A1|Jo Marsh",
        nps_responses="response_id|account_id|contact_id|score|sent_on|answered_on\n"
        + "\n".join(reversed(rows) if turned else rows),
    )
    signs = renewals.account_signs(warehouse, "2026-Q3", date(2026, 9, 30))["A1"]
    assert (signs.promoters, signs.detractors) == (1, 0)


def test_the_last_contact_is_asked_for_by_its_macro() -> None:
    assert [where for where, sql in texts() if re.search(r"\bmax\s*\(\s*(\w+\.)?happened_at", sql)] == []
