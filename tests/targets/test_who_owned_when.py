"""Who owned which account when: as the feed tells, else as loads saw it; one owner for every account and day."""

import csv
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.warehouse.relations import text_of
from steward.warehouse.rows.internal.owners import owned_on, stretches
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.homes import home, loaded

PEOPLE = "person_id | name\nP1 | Ida\nP2 | Ben\nP3 | Eve"
MONEY = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | NET | 100 | 2025-01-01"
FEED = "account_id | owner_id | from_on | to_on\n"


def accounts(owner: str) -> str:
    return f"account_id | name | owner_id\nA1 | Alpha | {owner}"


def told(warehouse: Warehouse) -> list[tuple[str, str, str | None, str]]:
    return [
        (str(one.from_on or ""), str(one.until_on or ""), one.owner, one.source) for one in stretches(warehouse, "A1")
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (  # one after the other; before the first the first is assumed
            "A1 | P1 | 2025-01-01 | 2025-12-31\nA1 | P2 | 2026-01-01 |",
            ["|2024-12-31|Ida|assumed", "2025-01-01|2025-12-31|Ida|account_owners", "2026-01-01||Ben|account_owners"],
        ),
        (  # a stand-in within: the one who began last is believed, then the first one again
            "A1 | P1 | 2025-01-01 |\nA1 | P2 | 2025-03-01 | 2025-03-31",
            ["|2024-12-31|Ida|assumed", "2025-01-01|2025-02-28|Ida|account_owners",
             "2025-03-01|2025-03-31|Ben|account_owners", "2025-04-01||Ida|account_owners"],
        ),
        (  # a gap: whoever was there before stays
            "A1 | P1 | 2025-01-01 | 2025-01-31\nA1 | P2 | 2025-03-01 |",
            ["|2024-12-31|Ida|assumed", "2025-01-01|2025-02-28|Ida|account_owners", "2025-03-01||Ben|account_owners"],
        ),
        (  # after the last one that ended: as accounts says
            "A1 | P1 | 2025-01-01 | 2025-01-31",
            ["|2024-12-31|Ida|assumed", "2025-01-01|2025-01-31|Ida|account_owners", "2025-02-01||Eve|loads"],
        ),
    ],
)  # fmt: skip
def test_a_feed_tells_whose_an_account_was(rows: str, expected: list[str], tmp_path: Path) -> None:
    tables = {"people": PEOPLE, "accounts": accounts("P3"), "subscriptions": MONEY}
    warehouse = loaded(tmp_path, **tables, account_owners=FEED + rows)
    assert ["|".join(map(str, one)) for one in told(warehouse)] == expected
    twice = loaded(tmp_path / "twice", **tables, account_owners=f"{FEED}{rows}\n{rows}")
    assert told(twice) == told(warehouse)


def test_overlaps_gaps_and_another_owner_now_are_said(tmp_path: Path) -> None:
    rows = "A1 | P1 | 2025-01-01 | 2025-01-31\nA1 | P2 | 2025-03-01 |\nA1 | P3 | 2025-04-01 | 2025-04-30"
    workspace = home(
        tmp_path, people=PEOPLE, accounts=accounts("P3"), subscriptions=MONEY,
        account_owners=f"{FEED}{rows}\nA1 | P1 | 2025-06-02 | 2025-06-01\nA9 | P1 | 2025-06-02 |\n"
        "A1 | P3 | 2025-01-01 |",
    )  # fmt: skip
    report = load(workspace)
    checks = {one.name: one.rows for one in report.checks if one.offending and one.name.startswith("account_owners")}
    assert checks == {
        "account_owners_overlap": "A1, P2, 2025-03-01, P3, 2025-04-01",
        "account_owners_with_gaps": "A1, 2025-02-01, 2025-02-28",
        "account_owners_other_than_accounts": "A1, P2, P3",
    }
    with (workspace.rejects / "account_owners.csv").open(encoding="utf-8-sig", newline="") as file:
        reasons = [row["reason"] for row in csv.DictReader(file)]
    assert reasons == [
        "“2025-06-01” ends before it begins", "“A9” is not a known account", "“A1 2025-01-01” is there already, in line 2",  # noqa: E501
    ]  # fmt: skip


def seen_on(workspace: Workspace, day: str) -> None:
    """Let the last load have been on a day."""
    kept = workspace.history / "owners.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"create table held as from '{kept}'")
        connection.execute(f"update held set seen_at = '{day}' where load = (select max(load) from held)")
        connection.execute(f"copy held to '{kept}' (format parquet)")


def test_without_a_feed_loads_remember_also_when_the_warehouse_is_gone(tmp_path: Path) -> None:
    tables = {"people": PEOPLE, "subscriptions": MONEY}
    for owner, day in (("P1", "2026-02-03"), ("P1", ""), ("P2", "2026-04-05"), ("", "2026-05-06")):
        workspace = home(tmp_path, accounts=accounts(owner), **tables)
        load(workspace)
        if day:
            seen_on(workspace, day)
        shutil.rmtree(workspace.warehouse)
    load(workspace)
    assert told(open_warehouse(workspace)) == [
        ("", "2026-02-02", "Ida", "assumed"), ("2026-02-03", "2026-04-04", "Ida", "loads"),
        ("2026-04-05", "2026-05-05", "Ben", "loads"), ("2026-05-06", "", None, "loads"),
    ]  # fmt: skip


def test_what_loads_see_after_the_feed_counts_from_the_day_they_saw_it(tmp_path: Path) -> None:
    tables = {"people": PEOPLE, "subscriptions": MONEY, "account_owners": f"{FEED}A1 | P1 | 2025-01-01 |"}
    for owner, day in (("P1", "2026-04-05"), ("P2", "2026-04-05")):  # the second on the day of the first
        workspace = home(tmp_path, accounts=accounts(owner), **tables)
        load(workspace)
        seen_on(workspace, day)
    load(workspace)
    assert told(open_warehouse(workspace))[1:] == [
        ("2025-01-01", "2026-04-04", "Ida", "account_owners"), ("2026-04-05", "", "Ben", "loads"),
    ]  # fmt: skip


DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(12)]
ROWS = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from("PQR"), st.integers(1, 10), st.none() | st.integers(0, 5)),
    max_size=6,
    unique_by=lambda row: (row[0], row[2]),
)
SEEN = st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["P", "Q", ""]), st.integers(0, 11)), max_size=5)


@given(ROWS, SEEN)
def test_every_account_has_one_owner_on_every_day(
    rows: list[tuple[str, str, int, int | None]], seen: list[tuple[str, str, int]]
) -> None:
    """Whatever a feed tells and loads saw: the covering row that began last, else somebody, and never two."""
    with duckdb.connect() as connection:
        connection.execute(
            "create schema staging; create table staging.people as select 'P' as person_id, 'Ida' as name"
        )
        connection.execute("create table staging.accounts as select unnest(['A', 'B']) as account_id")
        connection.execute(
            "create table staging.account_owners (account_id text, owner_id text, from_on date, to_on date)"
        )
        connection.execute(
            "create table staging.owner_memory (account_id text, value text, seen_at timestamp, load bigint)"
        )
        for account, owner, first, length in rows:
            last = None if length is None else DAYS[first] + timedelta(days=length)
            connection.execute(
                "insert into staging.account_owners values (?, ?, ?, ?)", [account, owner, DAYS[first], last]
            )
        first_load = [("A", "R", 3), ("B", "R", 3)]
        for number, (account, owner, day) in enumerate([*first_load, *seen]):
            at = datetime.combine(DAYS[day], datetime.min.time())
            connection.execute("insert into staging.owner_memory values (?, ?, ?, ?)", [account, owner, at, number])
        found = connection.execute(text_of("internal.account_owners")).fetchall()
    for account in "AB":
        for day in DAYS:
            on_it = [
                row for row in found
                if row[0] == account and (row[1] is None or row[1] <= day) and (row[2] is None or day <= row[2])
            ]  # fmt: skip
            assert len(on_it) == 1
            covering = [
                (first, owner) for one, owner, first, length in rows
                if one == account and DAYS[first] <= day and (length is None or day <= DAYS[first] + timedelta(length))
            ]  # fmt: skip
            later = [seen_day for one, _, seen_day in seen if one == account]
            if covering and not later:
                assert on_it[0][3] == max(covering)[1]
        told_of = [row for row in rows if row[0] == account]
        if not told_of:  # whatever the clocks of the loads said, the last of them saw whose it is
            last_seen = [owner for one, owner, _ in [*first_load, *seen] if one == account][-1]
            assert on_it[0][3] == (last_seen or None)


def test_who_owned_what_on_a_day_is_asked_once_for_all(tmp_path: Path) -> None:
    warehouse = loaded(
        tmp_path, people=PEOPLE, accounts="account_id | name | owner_id\nA1 | Alpha | P2\nA2 | Beta | P3",
        subscriptions=MONEY, account_owners=f"{FEED}A1 | P1 | 2025-01-01 | 2025-12-31\nA1 | P2 | 2026-01-01 |",
    )  # fmt: skip
    held = {day: {one.account_id: one.owner for one in owned_on(warehouse, day)} for day in (DAYS[0], date(2025, 6, 1))}
    assert held == {DAYS[0]: {"A1": "Ben", "A2": "Eve"}, date(2025, 6, 1): {"A1": "Ida", "A2": "Eve"}}
