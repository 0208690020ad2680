"""DuckDB and SQLite files in `data/`, and folders of Parquet files: sources like any other."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from steward.errors import FileUnreadable, LoadFailed, SourcesUnreadable
from steward.warehouse.files import current_warehouse
from steward.warehouse.loading.load import load
from steward.warehouse.loading.report import LoadReport
from steward.workspace import Workspace
from tests.examples import first
from tests.warehouse.desks import desk, rejects, rows, table

ROOT = Path(__file__).parents[2]
HELD = """
create schema sales;
create table sales.accounts as select * from (values ('A-1', 'Acme', date '2020-01-02'), ('A-2', 'Bolt', null))
  as t(account_id, name, customer_since);
create view charges as select 'A-1' as account_id, date '2025-01-01' as month, 1.200::decimal(9, 3) as amount
  union all select 'A-9', '2025-01-01', 5;
create table contacts as select 1 as id, 'x' as name;
create table _loads as select 1 as id;
"""


def held_in(workspace: Workspace, name: str, sql: str) -> Path:
    path = workspace.data / name
    with duckdb.connect(str(path)) as database:
        database.execute(sql)
    return path


def lite_in(workspace: Workspace, name: str, sql: str) -> Path:
    path = workspace.data / name
    with closing(sqlite3.connect(path)) as database:
        database.executescript(sql)
    return path


def bare(folder: Path, sources: str = "") -> Workspace:
    workspace = desk(folder, **({"sources__toml": sources} if sources else {}))
    for name in ("accounts.csv", "charges.csv"):
        (workspace.data / name).unlink()
    return workspace


def warned(report: LoadReport) -> str:
    return "\n".join(report.warnings)


def test_tables_of_a_database_feed_those_they_are_called_like(tmp_path: Path) -> None:
    workspace = bare(tmp_path)
    path = held_in(workspace, "crm.duckdb", HELD)
    before = path.read_bytes()
    report = load(workspace)
    assert rows(workspace, "select account_id, name, customer_since::text from staging.accounts order by 1") == [
        ("A-1", "Acme", "2020-01-02"),
        ("A-2", "Bolt", None),
    ]
    # A view as well; a number with a point is one, and a row of nobody is rejected with the file's name.
    assert rows(workspace, "select amount from staging.charges") == [(Decimal("1.2"),)]
    assert [(row["file"], row["line"]) for row in rejects(workspace, "charges")] == [("crm.duckdb", "2")]
    assert {(one.file, one.encoding) for one in report.files} == {("crm.duckdb", "DuckDB, table “sales.accounts”")}
    assert "table “contacts” feeds nothing; it has no column “contact_id”" in warned(report)
    assert "crm.duckdb feeds nothing" not in warned(report)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mapped", ["", 'where = "mrr > 0"'], ids=["as it lies", "through a condition"])
def test_ids_that_are_numbers_of_another_kind_are_whole(tmp_path: Path, mapped: str) -> None:
    """As double, as a sum of whole numbers, and with decimals that it has none of; 2^53 + 1 is no double."""
    sources = f'[subscriptions]\nfile = "crm.duckdb"\ntable = "subscriptions"\n{mapped}\n'
    workspace = desk(tmp_path, accounts__csv="account_id,name\n9007199254740993,Acme\n", sources__toml=sources)
    sql = """create table subscriptions as select 1::double as subscription_id, 9007199254740993::hugeint as account_id,
        7::decimal(18, 4) as product_id, 1.5::double as mrr, date '2025-01-01' as starts_on"""
    held_in(workspace, "crm.duckdb", sql)
    load(workspace)
    told = rows(workspace, "select subscription_id, account_id, product_id, mrr from staging.subscriptions")
    assert told == [("1", "9007199254740993", "7", Decimal("1.5"))]


@pytest.mark.every
def test_tables_of_a_sqlite_file_are_mapped_and_stand_in_queries(tmp_path: Path) -> None:
    sources = """
        [accounts]
        file = "crm.db"
        table = "Kunden"
        [accounts.columns]
        account_id = "nr"
        name = "coalesce(name, 'nobody')"
        [charges]
        sql = '''select k.nr as account_id, p.month, p.cents / 100 as amount, p.note as charge_id
          from payments as p join "crm.Kunden" as k on k.id = p.kunde'''
    """
    workspace = bare(tmp_path, sources)
    lite_in(
        workspace,
        "crm.db",
        """create table Kunden (id integer primary key, nr text, name);
        insert into Kunden values (1, '007', 'Acme'), (2, '008', null);
        create table payments (kunde, month, cents, note);
        insert into payments values (1, '2025-01-01', 1250, 1.5), (2, '2025-02-01', 700, 'text'),
          (2, '2025-03-01', 1, x'c3');
        """,
    )
    load(workspace)
    assert rows(workspace, "select account_id, name from staging.accounts order by 1") == [
        ("007", "Acme"),
        ("008", "nobody"),
    ]
    assert rows(workspace, "select account_id, amount, charge_id from staging.charges order by month") == [
        ("007", Decimal("12.5"), "1.5"),
        ("008", Decimal(7), "text"),
        ("008", Decimal("0.01"), "\ufffd"),
    ]


@pytest.mark.every
def test_the_recipe_of_the_documentation_works(tmp_path: Path) -> None:
    """With the tables that dlt 1.31 makes of it."""
    recipe = (ROOT / "docs" / "data.md").read_text(encoding="utf-8").partition("import dlt")[2]
    workspace = bare(tmp_path, re.findall(r"```toml\n(.*?)```", recipe, re.DOTALL)[0])
    held_in(
        workspace,
        "crm.duckdb",
        """create schema crm_data;
        create table crm_data.customers (id bigint, name varchar, _dlt_load_id varchar, _dlt_id varchar);
        insert into crm_data.customers values (1, 'Acme', '1796030315.57', 'a'), (2, 'Bolt', '1796030315.57', 'b');
        create table crm_data.invoices (customer bigint, month varchar, total bigint, _dlt_load_id varchar);
        insert into crm_data.invoices values (1, '2026-09-01', 1250, 'x'), (2, '2026-09-01', 700, 'x');
        create table crm_data._dlt_loads (load_id varchar, status bigint)""",
    )
    load(workspace)
    assert rows(workspace, "select name, amount from staging.accounts join staging.charges using (account_id)") == [
        ("Acme", Decimal("12.5")),
        ("Bolt", Decimal(7)),
    ]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('file = "crm.duckdb"', "line 2: say with table which one of crm.duckdb is meant"),
        ('file = "crm.duckdb"\ntable = "sales.account"', "line 3: crm.duckdb has no table “sales.account”"),
        ('file = "charges.csv"\ntable = "x"', "line 3: table belongs to a database"),
    ],
)
def test_the_table_that_is_meant_is_said(tmp_path: Path, entry: str, words: str) -> None:
    workspace = desk(tmp_path, sources__toml=f"[tickets]\n{entry}\n")
    (workspace.data / "accounts.csv").unlink()
    held_in(workspace, "crm.duckdb", HELD)
    with pytest.raises(SourcesUnreadable) as refused:
        load(workspace)
    assert words in str(refused.value)


def test_two_that_claim_a_table_are_told(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    held_in(workspace, "crm.duckdb", HELD)
    with pytest.raises(SourcesUnreadable, match=r"charges\.csv and crm\.duckdb, table charges, both claim to be"):
        load(workspace)


HOLDS_IT = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def test_what_cannot_be_looked_into_leaves_the_last_good_and_says_why(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    load(workspace)
    before = current_warehouse(workspace)
    path = held_in(workspace, "crm.duckdb", "create table t as select range as a from range(100_000)")
    whole = path.read_bytes()
    lite = lite_in(workspace, "x.sqlite", "create table t (a); insert into t values (1)").read_bytes()
    (workspace.data / "x.sqlite").unlink()
    outside = f"create view charges as select content as account_id from read_text('{tmp_path / 'secret'}')"
    (tmp_path / "secret").write_text("secret")

    def refused(words: str) -> None:
        with pytest.raises(FileUnreadable) as problem:
            load(workspace)
        assert words in str(problem.value) and "secret" not in str(problem.value)
        assert current_warehouse(workspace) == before

    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_IT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout and other.stdout.readline()
        refused("crm.duckdb is in use by another program")
        other.communicate()
    for content, words in (
        (b"", "no DuckDB or SQLite file"),
        (b"x" * 5000, "no DuckDB or SQLite file"),
        (whole[:9000], "crm.duckdb is cut off"),
        (whole[:12288] + b"\xff" * 4000 + whole[16288:], "crm.duckdb is damaged"),
        (lite[:100] + b"\xff" * (len(lite) - 100), "damaged SQLite file"),
    ):
        path.write_bytes(content)
        refused(words)
    path.unlink()
    (workspace.data / "charges.csv").unlink()
    held_in(
        workspace,
        "crm.duckdb",
        outside + "; create or replace view charges as select account_id, "
        f"date '2025-01-01' as month, 1 as amount from read_text('{tmp_path / 'secret'}') as t(account_id)",
    )
    refused("reaches for files outside of it")


def parquet(path: Path, sql: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    duckdb.sql(sql).write_parquet(str(path))


@pytest.mark.parametrize("said", first(1, ["charges/", "charges/**/*.parquet"]))
def test_a_folder_of_parquet_files_is_one_source_with_what_its_folders_say(tmp_path: Path, said: str) -> None:
    workspace = desk(tmp_path / "at=home", sources__toml=f"[charges]\nfile = '{said}'\n")
    (workspace.data / "charges.csv").unlink()
    folder = workspace.data / "charges"
    parquet(folder / "account_id=A-1" / "month=2025-01" / "0.parquet", "select 1.200::decimal(9, 3) as amount")
    parquet(folder / "account_id=A-1" / "month=2025-02" / "0.parquet", "select 2 as amount, '007' as charge_id")
    parquet(folder / "account_id=007" / "month=2025-02" / "0.parquet", "select unnest([3, 4]) as amount")
    (folder / "_SUCCESS").write_text("")
    (folder / "account_id=A-1" / ".part.parquet.crc").write_text("half written")
    report = load(workspace)
    assert rows(workspace, "select account_id, month::text, amount, charge_id from staging.charges order by month") == [
        ("A-1", "2025-01-01", Decimal("1.2"), None),
        ("A-1", "2025-02-01", Decimal(2), "007"),
    ]
    assert table(report, "charges").source == "charges"
    assert [(row["line"], row["account_id"], row["amount"]) for row in rejects(workspace, "charges")] == [
        ("1", "007", "3.000"),
        ("2", "007", "4.000"),
    ]
    assert [one.encoding for one in report.files if one.file == "charges"] == ["Parquet, 3 files"]
    assert "feeds nothing" not in warned(report).replace("_SUCCESS feeds nothing", "")


@pytest.mark.every
def test_folders_of_different_keys_are_told(tmp_path: Path) -> None:
    workspace = desk(tmp_path, sources__toml="[usage]\nfile = 'usage/'\n")
    parquet(workspace.data / "usage" / "day=2025-01-01" / "0.parquet", "select 1 as used")
    parquet(workspace.data / "usage" / "0.parquet", "select 1 as used")
    with pytest.raises(FileUnreadable, match="usage: its files lie in folders of different keys, “none” and “day”"):
        load(workspace)
    (workspace.data / "usage" / "0.parquet").unlink()
    (workspace.data / "usage" / "day=2025-01-01" / "1.parquet").write_bytes(b"PAR1 damaged")
    with pytest.raises(LoadFailed, match="usage is a damaged Parquet file"):
        load(workspace)


def test_a_view_of_sqlite_over_what_is_gone_keeps_no_other_table_from_being_read(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    made = "create table people(person_id, name); insert into people values ('P1', 'Ann'); "
    lite_in(workspace, "crm.sqlite", made + "create view old as select * from gone")
    load(workspace)
    assert rows(workspace, "select person_id, name from staging.people") == [("P1", "Ann")]
    (workspace.data / "sources.toml").write_text('[people]\nfile = "crm.sqlite"\ntable = "old"\n', encoding="utf-8")
    with pytest.raises(FileUnreadable, match=r"no such table: main\.gone"):
        load(workspace)


def test_what_is_said_of_a_damaged_part_names_it_and_not_where_the_home_lies(tmp_path: Path) -> None:
    workspace = desk(tmp_path, sources__toml='[usage]\nfile = "usage/"\n')
    (workspace.data / "usage").mkdir()
    (workspace.data / "usage" / "b.parquet").write_bytes(b"PAR1 cut off")
    with pytest.raises(FileUnreadable) as refused:
        load(workspace)
    assert "b.parquet" in str(refused.value) and str(tmp_path) not in str(refused.value)
