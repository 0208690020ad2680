"""Who owned which account when: as the feed tells, else as loads saw it; one owner for every account and day."""

import csv
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.warehouse.relations import text_of
from steward.warehouse.rows.internal.owners import owned_on, stretches
from steward.workspace import Workspace
from tests.examples import times
from tests.homes import home, loaded, opened_once

PEOPLE = "person_id | name\nP1 | Ida\nP2 | Ben\nP3 | Eve"
MONEY = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | NET | 100 | 2025-01-01"
FEED = "account_id | owner_id | from_on | to_on\n"


def accounts(owner: str) -> str:
    return f"account_id | name | owner_id\nA1 | Alpha | {owner}"


def told(warehouse: Warehouse, account_id: str = "A1") -> list[tuple[str, str, str | None, str]]:
    return [
        (str(one.from_on or ""), str(one.until_on or ""), one.owner, one.source)
        for one in stretches(warehouse, account_id)
    ]


def test_a_feed_tells_whose_an_account_was(tmp_path: Path) -> None:
    """Of days before the first row the first owner is assumed. All four are Eve's as `accounts` says.

    | account | Ida                | Ben             |                                                     |
    |---------|--------------------|-----------------|-----------------------------------------------------|
    | A1      | Jan to Dec 2025    | from Jan 2026   | one after the other                                 |
    | A2      | from Jan 2025      | March 2025      | a stand-in: the one who began last, then Ida again  |
    | A3      | January 2025       | from March 2025 | a gap: whoever was there before stays               |
    | A4      | January 2025       |                 | after the last that ended: as `accounts` says       |
    """
    rows = """
        account_id | owner_id | from_on | to_on
        A1 | P1 | 2025-01-01 | 2025-12-31
        A1 | P2 | 2026-01-01 |
        A2 | P1 | 2025-01-01 |
        A2 | P2 | 2025-03-01 | 2025-03-31
        A3 | P1 | 2025-01-01 | 2025-01-31
        A3 | P2 | 2025-03-01 |
        A4 | P1 | 2025-01-01 | 2025-01-31"""
    four = "account_id | name | owner_id\n" + "\n".join(f"A{n} | Account {n} | P3" for n in range(1, 5))
    tables = {"people": PEOPLE, "accounts": four, "subscriptions": MONEY}
    warehouse = loaded(tmp_path, **tables, account_owners=rows)
    assert {one: told(warehouse, one)[1:] for one in ("A1", "A2", "A3", "A4")} == {
        "A1": [("2025-01-01", "2025-12-31", "Ida", "account_owners"), ("2026-01-01", "", "Ben", "account_owners")],
        "A2": [
            ("2025-01-01", "2025-02-28", "Ida", "account_owners"),
            ("2025-03-01", "2025-03-31", "Ben", "account_owners"), ("2025-04-01", "", "Ida", "account_owners"),
        ],
        "A3": [("2025-01-01", "2025-02-28", "Ida", "account_owners"), ("2025-03-01", "", "Ben", "account_owners")],
        "A4": [("2025-01-01", "2025-01-31", "Ida", "account_owners"), ("2025-02-01", "", "Eve", "loads")],
    }  # fmt: skip
    assert {told(warehouse, one)[0] for one in ("A1", "A2", "A3", "A4")} == {("", "2024-12-31", "Ida", "assumed")}
    held = {one.account_id: one.owner for one in owned_on(warehouse, date(2025, 6, 1))}
    assert held == {"A1": "Ida", "A2": "Ida", "A3": "Ben", "A4": "Eve"}
    twice = loaded(tmp_path / "twice", **tables, account_owners="\n".join([rows, *rows.splitlines()[2:]]))
    assert stretches(twice) == stretches(warehouse)


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


def test_loads_remember_where_no_feed_tells_also_when_the_warehouse_is_gone(tmp_path: Path) -> None:
    """Of A1 no feed tells. Of A2 one does, that was made once: what loads saw after its row began counts, too, also on
    the day of the first load."""
    seen = (("P1", "P1", "2026-02-03"), ("P2", "P2", "2026-02-03"), ("", "P2", "2026-05-06"))
    for one, two, day in seen:
        workspace = home(
            tmp_path, people=PEOPLE, subscriptions=MONEY, account_owners=f"{FEED}A2 | P1 | 2025-01-01 |",
            accounts=f"account_id | name | owner_id\nA1 | Alpha | {one}\nA2 | Beta | {two}",
        )  # fmt: skip
        load(workspace)
        seen_on(workspace, day)
        shutil.rmtree(workspace.warehouse)
    load(workspace)
    warehouse = opened_once(workspace)
    assert told(warehouse) == [
        ("", "2026-02-02", "Ben", "assumed"), ("2026-02-03", "2026-05-05", "Ben", "loads"),
        ("2026-05-06", "", None, "loads"),
    ]  # fmt: skip
    assert told(warehouse, "A2")[1:] == [
        ("2025-01-01", "2026-02-02", "Ida", "account_owners"), ("2026-02-03", "", "Ben", "loads"),
    ]  # fmt: skip


DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(12)]
ROWS = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from("PQR"), st.integers(1, 10), st.none() | st.integers(0, 5)),
    max_size=6,
    unique_by=lambda row: (row[0], row[2]),
)
SEEN = st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["P", "Q", ""]), st.integers(0, 11)), max_size=5)


@settings(max_examples=times(60))
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
