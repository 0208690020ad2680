"""Daily rows that are too many to be kept: the same is told of them, and the same months made, as of those that are."""

import os
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from steward.errors import LoadFailed
from steward.warehouse.loading import load as loading
from steward.warehouse.loading.load import load
from steward.warehouse.loading.report import LoadReport
from steward.warehouse.loading.tables import passing
from steward.workspace import Workspace
from tests.examples import first
from tests.warehouse.desks import desk, rejects, rows

MONTHS = """
    select account_id, product_id, site_id, month_end, used, committed, readings, readings_near_limit, repeated_readings
    from customer.usage_monthly order by all"""
DAYS = "date '2025-01-30' + (i // 2)::integer"
SOUND = f"select 'A-1' as account_id, 'wan' as product_id, {DAYS} as day, i as used, 'S1' as site_id from range(8) t(i)"
FAR = "union all select 'A-1', 'wan', date '2031-01-05', 1, null from range(3)"
PARQUET = {
    "sound, two readings a day": SOUND,
    "rows that are the same, within the months and after them": f"{SOUND} union all {SOUND} {FAR}",
    "an account nobody knows, and no day": f"{SOUND} union all select 'A-9', 'wan', date '2025-02-01', 1, null"
    " union all select 'A-1', 'wan', null, 1, null",
    "ids that are missing, and a product nobody knows": f"{SOUND}"
    " union all select null, 'wan', date '2025-02-01', 1, null"
    " union all select 'A-1', null, date '2025-02-01', 1, null"
    " union all select 'A-2', ' lan', date '2025-02-01', 1, 'S9'",
    "a number that is none": f"select * replace (used / (used - 3)::double as used) from ({SOUND})",
    "spaces around an id, and the word for nothing": "select ' A-1 ' as account_id, 'wan' as product_id,"
    " timestamp '2025-02-01 00:00' as day, 2::float as used, 'NULL' as site_id, 3 as committed",
    "days that are text": f"select * replace (strftime(day, '%d.%m.%Y') as day) from ({SOUND})",
    "a column of the name that DuckDB has for the number": f"select *, 7 as file_row_number from ({SOUND})",
}
CSV = {
    "sound": "A-1;p;2025-01-01;1.5;2\nA-1;p;2025-01-01;1.5;2\nA-1;p;2025-02-01;3;\n",
    "rejected": "A-1;p;2025-01-01;1.5;2\nA-9;p;2025-01-01;1;2\nA-1;p;soon;1;2\nA-1;;2025-01-02;1;2\n",
    "read again": "A-1;p;31.01.2025;1,5;1.200\nA-1;p;01.02.2025;2,5;2.000\n",
    "a field too many": "A-1;p;2025-01-01;1;2;3\nA-1;p;2025-01-02;1;2\n",
}


@pytest.mark.parametrize("name", first(2, list(PARQUET)))
def test_of_a_parquet_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    workspace = desk(tmp_path, products__csv="product_id,name\nwan,WAN\n", sites__csv="site_id,account_id\nS9,A-2\n")
    duckdb.execute(f"copy ({PARQUET[name]}) to '{workspace.data}/usage.parquet'")
    _alike(workspace, monkeypatch)


@pytest.mark.parametrize("name", first(1, list(CSV)))
def test_of_a_file_of_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    header = "account_id;product_id;day;used;committed\n"
    _alike(desk(tmp_path, usage__csv=header + CSV[name]), monkeypatch)


def test_of_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml = '[usage]\nfile = ["one.parquet", "two.parquet"]\n'
    workspace = desk(tmp_path, sources__toml=toml)
    for file in ("one", "two"):
        duckdb.execute(
            f"copy ({SOUND} union all select 'A-9', 'x', null, 1, null) to '{workspace.data}/{file}.parquet'"
        )
    _alike(workspace, monkeypatch)


def _alike(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, found = _told(load(workspace)), (rows(workspace, MONTHS), rejects(workspace, "usage"))
    assert found[0]
    assert rows(workspace, "select count(*) from staging.usage") != [(0,)]
    monkeypatch.setattr(passing, "MANY", 0)
    assert _told(load(workspace)) == kept
    assert (rows(workspace, MONTHS), rejects(workspace, "usage")) == found
    left = "select count(*) from duckdb_columns() where schema_name = 'staging' and table_name = 'usage'"
    assert rows(workspace, left) == [(0,)]


def _told(report: LoadReport) -> tuple[object, ...]:
    return [replace(each, seconds=0) for each in report.tables], report.files, report.problems, report.checks


def test_a_file_that_becomes_another_while_it_is_read_is_no_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = desk(tmp_path)
    file = workspace.data / "usage.parquet"
    duckdb.execute(f"copy ({SOUND}) to '{file}'")
    good = load(workspace)
    monkeypatch.setattr(passing, "MANY", 0)
    checks = loading.run_checks

    def run_checks(*given: object) -> None:
        os.utime(file, ns=(1, 1))
        checks(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "run_checks", run_checks)
    with pytest.raises(LoadFailed, match=r"usage\.parquet was changed while it was read"):
        load(workspace)
    assert rows(workspace, "select count(*) from staging.usage") == [(8,)]
    assert good.tables
