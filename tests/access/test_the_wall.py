"""The connection is the wall: a scope's warehouse holds its accounts' rows and no others, whatever is asked of it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from steward.domain.access.scope import ALL, NOTHING, Accounts, Scope
from steward.exhibits import Receipt
from steward.warehouse import scoped as wall
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.reader import Warehouse
from steward.workspace import Workspace

MINE = frozenset({"NW-1001", "NW-1004"})
PERSON = "P-01"


@pytest.fixture(scope="module")
def path(sample_home: Path) -> Path:
    return warehouse_to_read(Workspace.whole(sample_home))


@pytest.fixture(scope="module")
def whole(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def mine(path: Path) -> Warehouse:
    return wall.scoped(path, Scope(read=Accounts(MINE)))


def names(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Every relation of a warehouse with its columns."""
    sql = """select schema_name || '.' || table_name, list(column_name) from duckdb_columns()
        where schema_name in ('customer', 'internal', 'staging', 'meta') and database_name = current_database()
        group by 1 order by 1"""
    return dict(connection.execute(sql).fetchall())


def rows(warehouse: Warehouse, relation: str) -> list[tuple[object, ...]]:
    return asked(warehouse, f"from {relation}")


def asked(warehouse: Warehouse, sql: str) -> list[tuple[object, ...]]:
    return warehouse._connection.cursor().execute(sql).fetchall()


def test_every_relation_is_of_an_account_or_is_placed(whole: duckdb.DuckDBPyConnection) -> None:
    """A new relation with data of accounts needs an account id, or a place in `scoped`; without, no scope sees it."""
    placed = wall.OF_THE_COMPANY | wall.OF_PEOPLE | wall.HELD_BACK | {wall.CREDIT, *wall.MADE_AGAIN}
    columns = names(whole)
    assert {name for name, held in columns.items() if wall.ACCOUNT not in held} - placed == set()
    assert placed | wall.ALSO_OF_NOBODY <= set(columns)


def test_a_scope_sees_all_rows_of_its_accounts_and_no_others(whole: duckdb.DuckDBPyConnection, mine: Warehouse) -> None:
    for name, columns in names(whole).items():
        if wall.ACCOUNT not in columns or name in wall.HELD_BACK:
            continue
        kept = whole.execute(f"select count(*) from {name} where account_id in ?", [sorted(MINE)]).fetchone()
        assert kept is not None
        found = mine.columns(f"select account_id, count(*) as n from {name} group by 1")
        assert set(found["account_id"].tolist()) <= MINE, name
        assert sum(found["n"].tolist()) == kept[0], name


def test_an_empty_scope_has_no_row_of_anything(path: Path, whole: duckdb.DuckDBPyConnection) -> None:
    nothing = wall.scoped(path, NOTHING)
    there = names(nothing._connection)
    assert set(there) == set(names(whole)) - wall.HELD_BACK
    assert {name: len(rows(nothing, name)) for name in there} == dict.fromkeys(there, 0)


def test_a_total_over_accounts_is_made_again(path: Path, whole: duckdb.DuckDBPyConnection, mine: Warehouse) -> None:
    entered = """select stage, count(distinct opportunity_id) from internal.opportunity_stages
        where account_id in ? group by all order by all"""
    assert (
        rows(mine, "(select stage, entered from internal.stage_conversion order by stage)")
        == whole.execute(entered, [sorted(MINE)]).fetchall()
    )
    ids = [one for (one,) in whole.execute("select account_id from customer.accounts").fetchall()]
    every = wall.scoped(path, Scope(read=Accounts(frozenset(ids))))
    for name in wall.MADE_AGAIN:
        assert sorted(rows(every, name), key=repr) == sorted(whole.execute(f"from {name}").fetchall(), key=repr), name


def test_totals_of_two_halves_add_up(path: Path, whole: duckdb.DuckDBPyConnection) -> None:
    ids = [one for (one,) in whole.execute("select account_id from customer.accounts order by 1").fetchall()]
    halves = [wall.scoped(path, Scope(read=Accounts(frozenset(part)))) for part in (ids[::2], ids[1::2])]
    for sql in (
        "select sum(mrr) as n from internal.account_months",
        "select sum(amount) as n from internal.opportunities",
    ):
        parts = [float(half.columns(sql)["n"][0]) for half in halves]
        total = whole.execute(sql).fetchone()
        assert total and sum(parts) == pytest.approx(float(total[0]))


def test_targets_are_seen_by_whom_they_are_about(path: Path, whole: duckdb.DuckDBPyConnection) -> None:
    person = whole.execute("select min(person_id) from staging.targets").fetchone()
    assert person
    found = wall.scoped(path, Scope(read=Accounts(MINE), people=frozenset({person[0]})))
    assert set(rows(found, "(select distinct person_id from staging.targets)")) == {person}
    assert rows(wall.scoped(path, Scope(read=Accounts(MINE))), "staging.targets") == []


@pytest.mark.parametrize(
    "sql",
    [
        "from staging.opportunity_changes",
        "attach '{path}' as again (read_only)",
        "from read_csv('/etc/passwd')",
        "copy (select 1) to '/tmp/steward-out.csv'",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "install httpfs",
        "load httpfs",
        "from read_text('{path}')",
        "pragma database_list; from steward.customer.accounts",
    ],
)
def test_no_query_leads_out(mine: Warehouse, path: Path, sql: str) -> None:
    before = rows(mine, "(select count(*) from customer.accounts)")
    with pytest.raises(duckdb.Error):
        asked(mine, sql.format(path=path))
    assert rows(mine, "(select count(*) from customer.accounts)") == before


def test_a_receipt_leads_to_no_other_account(mine: Warehouse) -> None:
    for relation in ("customer.spend_monthly", "internal.account_months", "staging.contacts"):
        receipt = Receipt(metric="x", as_of=mine.facts.as_of, relation=relation, where=(("account_id", "NW-1002"),))
        assert mine.behind(receipt)[1] == []
        own = Receipt(metric="x", as_of=mine.facts.as_of, relation=relation, where=(("account_id", "NW-1001"),))
        assert mine.behind(own)[1] != []
    for relation in ("staging.opportunity_changes", "meta.problems", "scope.nothing", "duckdb_databases", "main.x"):
        assert mine.behind(Receipt(metric="x", as_of=mine.facts.as_of, relation=relation, where=())) == ([], [])


def test_who_sees_every_account_has_the_file_itself(path: Path) -> None:
    assert rows(wall.scoped(path, Scope(read=ALL)), "meta.files")


def test_one_module_attaches_a_warehouse_that_is_read() -> None:
    """What a scope's views read has a name that only the wall knows; a load attaches the one it writes. What people
    logged lies in memory beside a whole file, and is no warehouse."""
    found = [
        file.relative_to(Path(wall.__file__).parents[1]).as_posix()
        for file in Path(wall.__file__).parents[1].rglob("*.py")
        if "attach " in file.read_text(encoding="utf-8")
    ]
    assert sorted(found) == [
        "warehouse/known.py",
        "warehouse/loading/connection.py",
        "warehouse/loading/files/databases.py",
        "warehouse/scoped.py",
    ]
