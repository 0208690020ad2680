"""The history of opportunities: from a feed of changes, or from one load after another."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from steward.briefings.book import book_of
from steward.briefings.internal.deal_watch import watched
from steward.warehouse.deal_rows import deals, events, stage_steps
from steward.warehouse.load import load
from steward.warehouse.reader import Warehouse, open_warehouse
from steward.workspace import Workspace
from tests.homes import home, loaded

BASE = {
    "accounts": "account_id | name\nA1 | Alpha",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2025-01-01",
}
HEAD = "opportunity_id | name | stage | status | amount | account_id | probability | opened_on | close_on | closed_on\n"
OPPORTUNITIES = (
    HEAD
    + """
    o1 | One   | won      | won  | 100 | A1 |     | 2026-01-10 | 2026-03-01 | 2026-03-01
    o2 | Two   | lost     | lost | 100 | A1 |     | 2026-01-10 | 2026-03-01 | 2026-02-20
    o3 | Three | proposal | open | 400 | A1 | 0.6 | 2026-02-01 | 2026-09-15 |
    o4 | Four  | first    | open | 50  | A1 | 0.1 | 2026-09-20 | 2026-12-15 |
""".replace("\n    ", "\n").lstrip("\n")
)
CHANGES = """
    opportunity_id | changed_at       | field      | was        | now
    o1             | 2026-01-20 10:00 | stage      | first      | proposal
    o1             | 2026-03-01 10:00 | stage      | proposal   | won
    o2             | 2026-02-10 10:00 | stage      | first      | proposal
    o2             | 2026-02-20 10:00 | stage      | proposal   | lost
    o3             | 2026-02-21 10:00 | stage      | first      | proposal
    o3             | 2026-04-01 10:00 | close date | 2026-05-01 | 2026-07-01
    o3             | 2026-09-25 10:00 | close date | 2026-07-01 | 2026-09-15
    o3             | 2026-09-26 10:00 | amount     | 300        | 400
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    made = tmp_path_factory.mktemp("history")
    return loaded(made, **BASE, opportunities=OPPORTUNITIES, opportunity_changes=CHANGES)


def test_what_became_of_those_that_stood_in_a_stage(warehouse: Warehouse) -> None:
    """First: o1, o2, o3 went on, o3 after 20 days, the others after nobody knows how many; o4 is there still.

    Proposal: o1 was won after 40 days, o2 lost, o3 is there still."""
    first, proposal = stage_steps(warehouse)
    assert (first.stage, first.entered, first.went_on, first.lost, first.still) == ("first", 4, 3, 0, 1)
    assert (proposal.stage, proposal.entered, proposal.went_on, proposal.lost, proposal.still) == (
        "proposal",
        3,
        1,
        1,
        1,
    )
    assert (proposal.days, proposal.timed) == (40, 1)
    assert (first.days, first.timed) == (20, 1)


def test_a_stay_that_began_before_the_record_has_no_length(warehouse: Warehouse) -> None:
    """Nothing is recorded before 20 January, so nobody knows how long o1 and o2 had been in the first stage."""
    found = {one.opportunity_id: one.stage_since for one in deals(warehouse, "2026-Q3", date(2026, 9, 30))}
    assert found == {"o3": date(2026, 2, 21), "o4": date(2026, 9, 20)}


def test_dates_put_off_are_counted(warehouse: Warehouse) -> None:
    three = next(one for one in deals(warehouse, "2026-Q3", date(2026, 9, 30)) if one.opportunity_id == "o3")
    assert (three.put_off, three.first_close_on) == (2, date(2026, 5, 1))
    before = next(one for one in deals(warehouse, "2026-Q3", date(2026, 8, 31)) if one.opportunity_id == "o3")
    assert before.put_off == 1


def test_why_a_deal_is_watched(warehouse: Warehouse) -> None:
    """o3 has been in proposal since 21 February, 221 days; one deal that went on is too few, so the limit is 60."""
    day = date(2026, 9, 30)
    found = {one.deal.name: one.why for one in watched(deals(warehouse, "2026-Q3", day), stage_steps(warehouse), day)}
    assert found == {
        "Three": "221 days in proposal; put off twice (first date 1 May 2026); 15 days past its date", "Four": "",
    }  # fmt: skip


def test_what_happened_in_a_week(warehouse: Warehouse) -> None:
    told = [(one.name, one.what, one.was, one.now) for one in events(warehouse, date(2026, 9, 20), date(2026, 9, 30))]
    assert told == [
        ("Three", "amount", "300", "400"), ("Three", "close date", "2026-07-01", "2026-09-15"),
        ("Four", "opened", None, "first"),
    ]  # fmt: skip
    ended = [(one.name, one.what) for one in events(warehouse, date(2026, 2, 20), date(2026, 3, 1))]
    assert ended == [("One", "won"), ("Three", "stage"), ("Two", "lost")]


def test_without_a_feed_loads_are_compared(tmp_path: Path) -> None:
    """Two loads of changed data: the second tells what changed between them, by the day of the load; nothing before."""
    load(home(tmp_path, **BASE, opportunities=OPPORTUNITIES))
    first = open_warehouse(Workspace(tmp_path))
    assert _changes(first) == []
    moved = OPPORTUNITIES.replace("o3 | Three | proposal | open | 400", "o3 | Three | closing | open | 450")
    load(home(tmp_path, **BASE, opportunities=moved))
    assert _changes(open_warehouse(Workspace(tmp_path))) == [
        ("o3", "amount", "400.0000", "450.0000"), ("o3", "stage", "proposal", "closing"),
    ]  # fmt: skip
    load(home(tmp_path, **BASE, opportunities=moved))
    assert len(_changes(open_warehouse(Workspace(tmp_path)))) == 2


def test_a_memory_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    kept = Workspace(tmp_path).history / "opportunities.parquet"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"no parquet")
    load(home(tmp_path, **BASE, opportunities=OPPORTUNITIES))
    assert kept.with_suffix(".unreadable").read_bytes() == b"no parquet"
    with duckdb.connect() as connection:
        assert connection.sql(f"select count(distinct opportunity_id) from '{kept}'").fetchall() == [(4,)]


def test_a_load_that_fails_remembers_nothing(tmp_path: Path) -> None:
    load(home(tmp_path, **BASE, opportunities=OPPORTUNITIES))
    kept = Workspace(tmp_path).history / "opportunities.parquet"
    before = kept.read_bytes()
    changed = home(
        tmp_path, **{**BASE, "accounts": "account_id | name"}, opportunities=OPPORTUNITIES.replace("400", "999")
    )
    with pytest.raises(Exception, match="rows"):
        load(changed)
    assert kept.read_bytes() == before


def _changes(warehouse: Warehouse) -> list[tuple[str, str, str, str]]:
    found = events(warehouse, date(2000, 1, 1), date(2100, 1, 1))
    told = [(one.opportunity_id, one.what, one.was or "", one.now or "") for one in found]
    return sorted(one for one in told if one[1] not in ("opened", "won", "lost"))


def test_of_a_quarter_long_past_nothing_later_is_known(warehouse: Warehouse) -> None:
    book = book_of(warehouse, "2026-Q1")
    assert {one.put_off for one in deals(warehouse, str(book.quarter), book.as_of)} == {0}
