"""SQL of `sources.toml` reads the files of `data/`: it reaches no other, writes nothing, and looks at nothing else."""

from pathlib import Path

import pytest

from steward.errors import LoadFailed, SourcesUnreadable
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import EVERYTHING
from tests.warehouse.desks import desk, rows

HIDDEN = "of nobody's business"
ELSEWHERE = (
    "select * from read_csv('{outside}')",
    "select * from read_text('{data}/../outside.txt')",
    "select * from read_text('{data}/sources.toml')",
    "select * from read_blob('/proc/self/environ')",
    "select * from glob('{data}/*')",
    "select * from read_parquet('https://example.com/x.parquet')",
    "select * from read_duckdb('{data}/evil.duckdb')",
    "select * from '{outside}'",
    "select * from read_csv('../outside.txt')",
    "select * from workspace",
)
WRITES = (
    "with gone as (delete from staging.accounts returning *) select * from gone",
    "with more as (insert into staging.accounts (account_id, name) values ('X', 'X') returning *) from more",
    "with said as (update staging.accounts set name = 'X' returning *) from said",
    "copy (select 1) to '{data}/evil.csv'",
    "export database '{data}/evil'",
    "attach '{data}/evil.duckdb'",
    "insert into staging.accounts (account_id) values ('x')",
    "select 1; drop table staging.accounts",
    "create table staging.evil as select 1",
    "select * from enable_profiling(save_location = '{data}/evil.json')",
)
LOOKS_AROUND = (
    "select getenv('HOME') as account_id",
    "select current_setting('allowed_paths')[1] as account_id",
    "select * from duckdb_settings()",
    "select * from query('select 1')",
    "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    "select * from create_external_resource('x')",
    "load httpfs",
    "pragma database_list",
    "set lock_configuration = false",
    "create secret s (type s3)",
    "update extensions",
    "select setting as account_id, current_date as month, 1 as amount from pg_settings",
    "select path as account_id, current_date as month, 1 as amount from duckdb_databases",
    "select table_name as account_id, current_date as month, 1 as amount from information_schema.tables",
    "select database_name as account_id, current_date as month, 1 as amount from (show databases)",
)
JOINED = '[charges.join.more]\nfile = "more.csv"\n'


def _home(folder: Path) -> Workspace:
    (folder / "outside.txt").write_text(HIDDEN, encoding="utf-8")
    return desk(folder)


def _refused(workspace: Workspace, section: str) -> str:
    written = section.replace("{data}", str(workspace.data)).replace("{outside}", str(workspace.home / "outside.txt"))
    (workspace.data / "sources.toml").write_text(written, encoding="utf-8")
    with pytest.raises(SourcesUnreadable) as refused:
        load(workspace)
    said = str(refused.value)
    assert said.startswith("sources.toml [charges") and said.endswith(".") and "\n" not in said
    assert HIDDEN not in said
    return said


def test_no_query_reaches_writes_or_looks_around(tmp_path: Path) -> None:
    workspace = _home(tmp_path)
    before = sorted(path.name for path in tmp_path.rglob("*") if "evil" in path.name)
    every = (*ELSEWHERE, *WRITES, *LOOKS_AROUND)
    for sql in every if EVERYTHING else every[::2]:
        _refused(workspace, f'[charges]\nsql = """{sql}"""\n')
    assert before == sorted(path.name for path in tmp_path.rglob("*") if "evil" in path.name) == []


@pytest.mark.every
def test_no_expression_does_either(tmp_path: Path) -> None:
    workspace = _home(tmp_path)
    mapped = '[charges]\nfile = "charges.csv"\n[charges.columns]\naccount_id = "account_id"\nmonth = "month"\namount = '
    for expression, said in (
        ("(select content from read_text('{outside}'))", "is out of reach"),
        ("(with x as (delete from staging.accounts returning 1) select 1)", "only reads"),
        ("current_setting('allowed_paths')[1]", "may not be called here"),
        ("(select count(*) from query('select 1'))", "“query” may not be called here"),
    ):
        assert said in _refused(workspace, f'{mapped}"{expression}"\n')


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("where = \"getenv('HOME') is null\"", "may not be called here"),
        ("where = \"exists (select * from read_text('{outside}'))\"", "is out of reach"),
        ("join.more = { file = 'accounts.csv', on = \"getenv('HOME') = more.account_id\" }", "may not be called here"),
    ],
)
def test_nor_does_a_condition(tmp_path: Path, setting: str, said: str) -> None:
    mapped = f'[charges]\nfile = "charges.csv"\n{setting}\n[charges.columns]\n'
    columns = "account_id = 'account_id'\nmonth = 'month'\namount = 'amount'\n"
    assert said in _refused(_home(tmp_path), mapped + columns)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("where = \"current_setting('allowed_paths')[1] <> ''\"", "line 3: where = "),
        ("where = \"exists (from query('select 1'))\"", "line 3: where = "),
        ("where = \"exists (from pg_settings where setting <> '')\"", "line 3: where = "),
        (JOINED + "on = \"account_id || (select count(*) from query('select 1')) = more.id\"", "line 5: on = "),
        (JOINED + 'on = "account_id = more.id"\nwhere = "exists (from duckdb_databases)"', "line 6: where = "),
    ],
)
def test_no_condition_of_a_section_or_a_join_does(tmp_path: Path, section: str, said: str) -> None:
    workspace = _home(tmp_path)
    (workspace.data / "more.csv").write_text("id,name\nA-1,x\n", encoding="utf-8")
    refused = _refused(workspace, f'[charges]\nfile = "charges.csv"\n{section}\n')
    assert said in refused and "may not be called here" in refused


@pytest.mark.every
def test_a_query_may_make_rows_and_use_what_the_files_hold(tmp_path: Path) -> None:
    sql = """with months as (select unnest(range(1, 4)) as n)
        select account_id, date '2025-01-01' + to_months(n::int) as month, 5 as amount
        from accounts, months union all by name select account_id, month, amount from charges"""
    workspace = desk(tmp_path, sources__toml=f'[charges]\nsql = """{sql}"""\n')
    load(workspace)
    assert rows(workspace, "select count(*), sum(amount) from staging.charges") == [(8, 330)]


@pytest.mark.parametrize("named", [True, False])
def test_a_link_out_of_the_folder_is_no_file_of_it(tmp_path: Path, named: bool) -> None:
    workspace = _home(tmp_path)
    (workspace.data / ("usage.csv" if named else "more.csv")).symlink_to(tmp_path / "outside.txt")
    with pytest.raises(SourcesUnreadable, match="leads to a file elsewhere"):
        load(workspace)


@pytest.mark.every
def test_a_link_within_the_folder_is(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    (workspace.data / "..kept").mkdir()
    (workspace.data / "charges.csv").rename(workspace.data / "..kept" / "charges.csv")
    (workspace.data / "charges.csv").symlink_to(Path("..kept") / "charges.csv")
    load(workspace)
    assert rows(workspace, "select count(*) from staging.charges") == [(2,)]


@pytest.mark.parametrize(("rows_of", "said"), [
    ("from 'base.csv'", "a file of data/ is named without folder and ending: “base”, not “base.csv”"),
    ("from staging.base", "files of data/ stand in no schema: write “base” alone"),
    ("from base, unnest(name) as t(part)", "unnest takes a list apart and this is none"),
    pytest.param("from base tablesample reservoir(1) where id > 5", "a text and a number", marks=pytest.mark.every),
    pytest.param("from base where id > 5", "a text and a number meet here", marks=pytest.mark.every),
    pytest.param("from read_csv('data/base.csv')", "ending: “base”, not “data/base.csv”", marks=pytest.mark.every),
])  # fmt: skip
def test_what_is_wrong_with_a_query_is_said_and_nothing_else(rows_of: str, said: str, tmp_path: Path) -> None:
    sources = f'[accounts]\nsql = "select id as account_id, name {rows_of}"\n'
    with pytest.raises(LoadFailed) as told:
        load(desk(tmp_path, base__csv="id,name\nA-1,Acme\n", accounts__txt="", sources__toml=sources))
    assert said in str(told.value) and "out of reach" not in str(told.value)
