"""Tables loaded two at a time: nothing tells it from one after another."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from steward.errors import LoadFailed
from steward.warehouse.another import another
from steward.warehouse.canonical import BY_NAME, TABLES
from steward.warehouse.loading import connection as of_a_load
from steward.warehouse.loading import staging
from steward.warehouse.loading.in_turn import two_at_a_time
from steward.warehouse.loading.sources.sources import find_sources
from steward.warehouse.loading.staging import staged
from steward.warehouse.loading.tables.table import TableOutcome
from steward.warehouse.reader import close_doors
from steward.workspace import Workspace
from tests.homes import home

FILES = {
    "exchange_rates": "currency | month | rate\nUSD | 2026-01 | 0.9",
    "people": "person_id | name | manager_id\nP1 | Ada | \nP2 | Bo | P1\nP2 | Again | ",
    "partners": "partner_id | name | manager_id\nR1 | Agents | P9",
    "products": "product_id | name | list_mrr\nwan | WAN | 1.234.50\nvoice | Voice | 10.5",
    "accounts": "account_id | name | owner_id\nA1 | Café | P1\nA2 | Beta | P8\nA2 | Beta | P1",
    "sites": "site_id | account_id | name\nS1 | A1 | Bern\nS2 | A9 | Basel",
    "subs": "id | kunde | preis\ns1 | A1 | 10\ns2 | A7 | 20\ns3 | A2 | 5",
    "bills": "kunde | monat | betrag\nA1 | 2026-02 | 1200.00\nA1 | 03.04.2026 | much\nA8 | 2026-02 | 3",
    "usage": "account_id | product_id | day | used\nA1 | wan | 2026-02-01 | 5\nA9 | wan | 2026-02-01 | 7",
    "tickets": "ticket_id | account_id | opened_at | site_id\nT1 | A1 | 2026-02-01 08:00 | S1\nT2 | A1 | never | S7",
    "contacts": "contact_id | account_id | name | left\nC1 | A1 | Zoé | \nC2 | A1 | Max | x",
    "nps_responses": """response_id | account_id | contact_id | responded_on | score
        N1 | A1 | C2 | 2026-02-03 | 9
        N2 | A5 | C1 | 2026-02-03 | 9""",
    "opportunities": """opportunity_id | account_id | name | stage | status | close_on | amount
        O1 | A1 | More | won | won | 2026-05-01 | 7 USD""",
    "activities": "activity_id | account_id | happened_at | kind | opportunity_id\nX1 | A1 | 2026-02-03 | call | O2",
}
SOURCES = """
[subscriptions]
sql = '''select id as subscription_id, kunde as account_id, 'wan' as product_id, preis as mrr,
    '2025-01-01' as starts_on from subs'''
[charges]
file = "bills.csv"
columns = { account_id = "kunde", month = "monat", amount = "amount_shown(betrag)" }
[contacts]
file = "contacts.csv"
where = "\\"left\\" is null"
[tickets]
file = "tickets.csv"
where = "ticket_id <> 'T0'"
"""


def _home(folder: Path) -> Workspace:
    workspace = home(folder, **FILES)
    (workspace.data / "sources.toml").write_text(SOURCES, encoding="utf-8")
    for name in ("accounts", "contacts"):
        path = workspace.data / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8"), encoding="cp1252")
    return workspace


def _loaded(workspace: Workspace, work: Path, threads: int, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """All that can be known of it afterwards."""
    patch.setattr(of_a_load, "_threads", lambda *given: [f"threads = {threads}"])
    work.mkdir()
    sources, told = find_sources(workspace), list[tuple[str, float]]()
    connection = of_a_load.connect(work / "tables.duckdb", work, list(sources.files))
    try:
        outcomes = staged(connection, workspace, sources, work, lambda *each: told.append(each)).outcomes
        rows = {
            table.name: connection.execute(f"select rowid, * from staging.{table.name} order by rowid").fetchall()
            for table in TABLES
        }
        unread = sorted(map(repr, connection.execute("from staging.unread").fetchall()))
    finally:
        connection.close()
    return {
        "told": told,
        "outcomes": [replace(each, parts=(), seconds=0) for each in outcomes],
        "parts": [(part.feed.name, part.first, part.rows, part.notes) for each in outcomes for part in each.parts],
        "rejects": {path.name: path.read_bytes() for path in (work / "rejects").iterdir()},
        "rows": rows,
        "unread": unread,
    }


def test_what_comes_of_two_at_a_time_is_what_comes_of_one_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, plan = _home(tmp_path / "home"), dict[str, Set[str]]()

    def planned(waits_for: Mapping[str, Set[str]], work: Callable[[str], TableOutcome]) -> Iterator[TableOutcome]:
        plan.update(waits_for)
        return two_at_a_time(waits_for, work)

    monkeypatch.setattr(staging, "two_at_a_time", planned)
    alone, together = (_loaded(workspace, tmp_path / str(many), many, monkeypatch) for many in (1, 2))
    for what, found in alone.items():
        assert together[what] == found, what
    there = {each.table.name: (each.loaded, each.rejected) for each in alone["outcomes"] if each.present}
    assert there["contacts"] == (1, 0) and there["charges"] == (1, 2) and there["opportunities"] == (1, 0)
    assert len(there) == len(FILES) and len(alone["rejects"]) == 9
    assert list(plan) == [table.name for table in TABLES if table.name in there]
    for name, before in plan.items():
        table = BY_NAME[name]
        references = {"exchange_rates", *table.must_exist.values(), *table.should_exist.values()}
        assert before >= references & plan.keys() - {name}, name
    assert plan["subscriptions"] == {*list(plan)[: list(plan).index("subscriptions")]}, "SQL may look at any"
    assert plan["tickets"] == {"exchange_rates", "people", "accounts", "sites"}


def test_of_two_tables_that_fail_the_first_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = home(tmp_path / "home", **{**FILES, "products": "id | name\n1 | x", "partners": "id | name\n1 | x"})
    said = [_failure(workspace, tmp_path / str(many), many, monkeypatch) for many in (1, 2)]
    assert said[0] == said[1] and said[0].startswith("partners.csv")


def _failure(workspace: Workspace, work: Path, threads: int, patch: pytest.MonkeyPatch) -> str:
    with pytest.raises(LoadFailed) as failed:
        _loaded(workspace, work, threads, patch)
    return str(failed.value)


def test_they_are_told_in_their_order_and_the_first_failure_is_raised_whichever_was_first() -> None:
    last_is_over, begun = Event(), list[str]()

    def work(name: str) -> str:
        begun.append(name)
        if name == "a":
            assert last_is_over.wait(60)
        if name == "c":
            last_is_over.set()
            raise ValueError(name)
        if name == "b":
            raise KeyError(name)
        return name

    found = two_at_a_time({"a": set(), "b": {"a"}, "c": set(), "d": {"c"}}, work)
    assert next(found) == "a"
    with pytest.raises(KeyError):
        next(found)
    assert begun == ["a", "c", "b"]


def test_no_table_looks_at_one_behind_it() -> None:
    order = list(BY_NAME)
    for table in TABLES:
        for other in (*table.must_exist.values(), *table.should_exist.values()):
            assert order.index(other) <= order.index(table.name), table.name


def test_what_closes_a_connection_closes_all_that_begin_beside_it(tmp_path: Path) -> None:
    setting, here = "select current_setting('python_enable_replacements'), current_setting('timezone')", tmp_path / "x"
    loading = of_a_load.connect(here, tmp_path, [])
    with another(loading) as beside:
        assert beside.execute(setting).fetchall() == loading.execute(setting).fetchall() == [(False, "UTC")]
    loading.close()
    reading = of_a_load.duckdb.connect(str(here), read_only=True)
    close_doors(reading)
    assert reading.cursor().execute(setting).fetchall()[0][0] is False
    reading.close()
