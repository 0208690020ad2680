"""An export of hundreds of columns: only those that a mapping names are read, so a thousand cost what ten do."""

import time
from pathlib import Path

import duckdb
import pytest

from steward.warehouse.loading.load import load
from steward.warehouse.loading.sources.columns_used import columns_used, expression_uses, only_used
from steward.workspace import Workspace
from tests.warehouse.desks import desk, rejects, rows, table

EVERY = None


@pytest.mark.parametrize(
    ("sql", "uses"),
    [
        ('select upper(Name), "A b" from crm', {"name", "a b"}),
        ("select c.id, count(*) from crm as c join x using (Sub_id) group by all", {"c", "id", "sub_id"}),
        ("select sum(a) filter (where b) over (partition by c order by d) from crm", {"a", "b", "c", "d"}),
        ("with x as (select a from crm) select a as b from x where 'zzz' = c -- d", {"a", "c"}),
        ("select $$it's$$, a from crm", {"a"}),
        ("select * from crm", EVERY),
        ("select c.* exclude (a) from crm as c", EVERY),
        ("select columns('a.*') from crm", EVERY),
        ("select #1 from crm", EVERY),
        ("select a from crm natural join x", EVERY),
        ("select a from (pivot crm on b using sum(c))", EVERY),
        ("from crm", EVERY),
        ("select c from crm as c", EVERY),
        ("selec", EVERY),
    ],
)
def test_the_columns_that_a_query_uses(sql: str, uses: set[str] | None) -> None:
    found = columns_used(duckdb.connect(), sql)
    assert found is None if uses is None else uses <= (found or set()) <= uses | {"c", "x", "crm"}


def test_an_expression_without_a_column_still_has_its_rows() -> None:
    assert only_used(("A", "b"), expression_uses(duckdb.connect(), "'support'")) == ("A",)


def _wide(folder: Path, columns: int, sources: str) -> Workspace:
    values = ["", "x", "12.5", "2026-01-01", "true", "007"]
    lines = [
        ["id", "Account Name", *(f"custom {n}" for n in range(columns))],
        *([f"A{row}", f"a{row}", *(values[(row + n) % 6] for n in range(columns))] for row in range(200)),
        ["A1", "again", *("" for _ in range(columns))],
    ]
    money = "account_id,month,amount\nA1,2025-01-01,1\n"
    text = "\n".join(",".join(line) for line in lines) + "\n"
    return desk(folder, crm__csv=text, accounts__csv="", charges__csv=money, sources__toml=sources)


MAPPED = """
[accounts]
file = "crm.csv"
[accounts.columns]
account_id = "id"
name = "upper(\\"Account Name\\")"
region = "custom 7"
segment = "'P' || \\"custom 3\\""
"""
QUERIED = """
[accounts]
sql = '''select id as account_id, upper("Account Name") as name, "custom 7" as region, 'P' as segment from crm'''
[contacts]
sql = '''select 'C' || id as contact_id, id as account_id, "custom 1" as name from crm'''
"""


@pytest.mark.parametrize("sources", [MAPPED, QUERIED])
def test_a_thousand_columns_cost_what_ten_do(tmp_path: Path, sources: str) -> None:
    few = _wide(tmp_path / "few", 10, sources)
    load(few)
    many = _wide(tmp_path / "many", 1_000, sources)
    started = time.process_time()
    report = load(many)
    assert time.process_time() - started < 30  # two minutes, where every column is typed; its own, whoever else works
    assert (table(report, "accounts").loaded, table(report, "accounts").rejected) == (200, 1)
    same = "select account_id, name, region from staging.accounts order by account_id"
    assert rows(many, same) == rows(few, same)
    assert rejects(many, "accounts")[0]["reason"].startswith("“A1” is there already")
