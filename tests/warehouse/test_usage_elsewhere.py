"""Usage that lies in an engine: its months come here, and nothing is told that is not told of a file."""

import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from textwrap import dedent
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.errors import LoadFailed, SourcesUnreadable
from steward.warehouse import relations
from steward.warehouse.files import current_warehouse
from steward.warehouse.loading.engine import spark as connecting
from steward.warehouse.loading.engine.settings import Engine
from steward.warehouse.loading.load import load
from steward.warehouse.loading.report import LoadReport
from steward.workspace import Workspace
from tests.sail import sail, serving
from tests.warehouse.desks import desk, rejects, rows, table

ROOT = Path(__file__).parents[2]
MONTHS = "select * from customer.usage_monthly order by all"
SOUND = """select 'A-' || (1 + i % 2) as account_id, 'wan' as product_id, date '2025-01-20' + (i // 2)::int as day,
    i * 0.1 as used, (i % 7)::double as committed, 'S' || (i % 2) as site_id from range(160) t(i)"""
ODD = f"""{SOUND}
    union all select 'A-9', 'wan', date '2025-02-01', 1, 1, null from range(3)
    union all select null, 'wan', date '2025-02-01', 1, 1, null
    union all select 'A-1', null, date '2025-02-02', 1, 1, null
    union all select ' A-1 ', 'lan', date '2025-02-03', null, 1, 'S9'
    union all select 'A-1', 'lan', date '2025-02-03', -4, -1, 'S9'
    union all select 'A-2', 'wan', date '2025-03-01', 'nan'::double, 1, null
    union all select 'A-2', 'wan', date '2025-03-01', 1e19, 1, null
    union all select 'A-2', 'wan', null, 5, 1, null"""
UNTIL_APRIL = {"charges__csv": "account_id,month,amount\nA-1,2025-01-01,100\nA-2,2025-04-01,200\n"}
FEEDS = {"products__csv": "product_id,name\nwan,WAN\n", "sites__csv": "site_id,account_id\nS0,A-1\nS1,A-2\n"}


WHOLE = ("told_the_same", "told_as_of_a_file")
"""What is made of months is asked by these alone; the others build the months, and nothing else."""


@pytest.fixture(autouse=True)
def months_only(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of a small load's time goes into relations that these tests do not ask for."""
    if not any(name in request.node.name for name in WHOLE):
        checks = [path for path in relations.check_files() if path.stem.startswith("usage_")]
        monkeypatch.setattr(relations, "check_files", lambda: checks)
        monkeypatch.setattr(relations, "build_relations", _build_months)


def _build_months(connection: duckdb.DuckDBPyConnection, progress: object = None) -> None:
    connection.execute("create schema customer")
    for name in ("staging.calendar", "customer.usage_monthly"):
        connection.execute(f"create table {name} as {relations.text_of(name)}")


@pytest.fixture(scope="module")
def engine() -> Iterator[str]:
    """Where Sail answers."""
    with sail() as address:
        yield address


def lake(folder: Path, sql: str = SOUND) -> Path:
    """The table of an engine: a Parquet file that it reads."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "usage.parquet"
    duckdb.execute(f"copy ({sql}) to '{path}'")
    return path


def section(address: str, path: Path, more: str = "") -> str:
    """`[usage]` of `sources.toml`."""
    return f'[usage]\nengine = "spark"\nremote = "{address}"\ntable = "parquet.`{path}`"\n{more}'


def elsewhere(folder: Path, address: str, sql: str = SOUND, more: str = "", **files: str) -> tuple[Workspace, Path]:
    """A home whose usage lies in the engine, and the table."""
    path = lake(folder / "lake", sql)
    return desk(folder / "home", sources__toml=section(address, path, more), **{**UNTIL_APRIL, **files}), path


def asked(workspace: Workspace) -> tuple[list[str], LoadReport]:
    """The months that a load brought, as its progress tells them."""
    told: list[str] = []
    report = load(workspace, lambda message, share: told.append(message))
    return [found[1] for each in told if (found := re.match(r"Usage of (\w+ \d+) from Spark", each))], report


def found(report: LoadReport) -> dict[str, int]:
    """How many rows each check of usage found."""
    return {one.name: one.offending for one in report.checks if one.name.startswith("usage_")}


def test_the_same_is_told_as_of_a_file(tmp_path: Path, engine: str) -> None:
    workspace, path = elsewhere(tmp_path, engine, ODD, **FEEDS)
    beside = desk(tmp_path / "file", **UNTIL_APRIL, **FEEDS)
    (beside.data / "usage.parquet").write_bytes(path.read_bytes())
    there, here = load(workspace), load(beside)
    assert rows(workspace, MONTHS) == rows(beside, MONTHS)
    assert len(rows(workspace, MONTHS)) == 9
    unread = "select account_id, feed, since, until, rows from staging.unread order by all"
    assert rows(workspace, unread) == rows(beside, unread)
    for told in ("read", "loaded", "rejected", "warnings", "first_day", "last_day"):
        assert getattr(table(there, "usage"), told) == getattr(table(here, "usage"), told), told
    assert _counted(there, "rejected") == _counted(here, "rejected")
    assert _counted(there, "warning") == _counted(here, "warning")
    assert sum(int(one["readings"]) for one in rejects(workspace, "usage")) == len(rejects(beside, "usage")) == 9
    assert there.as_of == here.as_of
    assert found(there) == {"usage_months_missing": 0, "usage_other_than_where_it_lies": 0}
    left = "select count(*) from duckdb_columns() where schema_name = 'staging' and table_name like 'usage%'"
    assert rows(workspace, left) == [(0,)]


def _counted(report: LoadReport, severity: str) -> dict[str, int]:
    """How many rows of usage were told of for which column."""
    counts: dict[str, int] = {}
    for one in report.problems:
        if one.table == "usage" and one.severity == severity:
            counts[one.column] = counts.get(one.column, 0) + one.count
    return counts


def test_columns_of_other_names_and_types_are_found(tmp_path: Path, engine: str) -> None:
    sql = f"""select account_id as "Kunde Nr", product_id as sku, strftime(day, '%Y-%m-%d') as dt,
        used::decimal(12, 1) as n, site_id, committed::integer as agreed from ({SOUND})"""
    more = (
        '[usage.columns]\naccount_id = "kunde nr"\nproduct_id = "sku"\nday = "dt"\nused = "n"\ncommitted = "agreed"\n'
    )
    workspace, _ = elsewhere(tmp_path / "named", engine, sql, more)
    plain, _ = elsewhere(tmp_path / "plain", engine)
    assert load(workspace).rejected == 0
    assert table(load(plain), "usage").loaded == 160
    assert rows(workspace, MONTHS) == rows(plain, MONTHS)


def test_a_load_asks_again_for_the_last_two_months_and_what_changed(tmp_path: Path, engine: str) -> None:
    workspace, path = elsewhere(tmp_path, engine)
    assert asked(workspace)[0] == ["January 2025", "February 2025", "March 2025", "April 2025"]
    first = rows(workspace, MONTHS)
    assert asked(workspace)[0] == ["March 2025", "April 2025"]
    assert rows(workspace, MONTHS) == first

    lake(path.parent, f"{SOUND} union all select 'A-1', 'wan', date '2025-01-02', 7, 1, null")
    brought, report = asked(workspace)
    assert brought == ["January 2025", "March 2025", "April 2025"]
    assert table(report, "usage").loaded == 161
    assert len(rows(workspace, MONTHS)) == len(first) + 1

    kept = sorted(workspace.usage.iterdir())
    kept[1].write_bytes(kept[1].read_bytes()[:200])
    assert asked(workspace)[0] == ["February 2025", "March 2025", "April 2025"]
    assert [path.stat().st_mode & 0o77 for path in (workspace.usage, *kept)] == [0] * 5


def test_a_month_without_a_reading_is_found_and_one_that_is_gone_goes(tmp_path: Path, engine: str) -> None:
    workspace, path = elsewhere(tmp_path, engine, more="since = 2024-12-01\n")
    load(workspace)
    lake(path.parent, f"select * from ({SOUND}) where month(day) <> 2")
    brought, report = asked(workspace)
    assert brought == ["March 2025", "April 2025"]
    missing = next(one for one in report.checks if one.name == "usage_months_missing")
    assert missing.rows.split() == ["2024-12-01", "2025-02-01"]
    assert {row[6].month for row in rows(workspace, MONTHS)} == {1, 3, 4}
    assert len(list(workspace.usage.iterdir())) == 3


def test_a_table_without_a_reading_is_no_usage(tmp_path: Path, engine: str) -> None:
    workspace, _ = elsewhere(tmp_path, engine, f"select * from ({SOUND}) where false", "since = 2025-01-01\n")
    brought, report = asked(workspace)
    assert (brought, table(report, "usage").read, rows(workspace, MONTHS)) == ([], 0, [])
    assert table(report, "usage").present


def test_readings_that_came_in_between_are_told_and_asked_for_again(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, path = elsewhere(tmp_path, engine)
    ask = connecting.Spark.table

    def late(self: connecting.Spark, sql: str) -> Any:
        if "days_as_bits" in sql and "2025-01-01" in sql:
            lake(path.parent, f"{SOUND} union all select 'A-1', 'wan', date '2025-01-02', 7, 1, null")
        return ask(self, sql)

    monkeypatch.setattr(connecting.Spark, "table", late)
    assert found(load(workspace))["usage_other_than_where_it_lies"] == 1
    monkeypatch.undo()
    brought, report = asked(workspace)
    assert brought == ["January 2025", "March 2025", "April 2025"]
    assert found(report)["usage_other_than_where_it_lies"] == 0


TOKEN = "dapi-very-secret"


def _failing(workspace: Workspace, progress: Callable[[str, float], None] | None = None) -> str:
    """What is said of a load that fails; the last good one stays."""
    before, held = current_warehouse(workspace), rows(workspace, MONTHS)
    with pytest.raises(LoadFailed) as failed:
        load(workspace, progress)
    assert current_warehouse(workspace) == before
    assert rows(workspace, MONTHS) == held
    said = str(failed.value)
    assert TOKEN not in said + repr(failed.value.__cause__)
    assert "\n" not in said
    assert said.endswith("Nothing was changed; the last load stays in use.")
    return said


def test_an_engine_that_dies_leaves_the_last_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    monkeypatch.setattr(connecting, "TO_ANSWER", 3.0)
    workspace, _ = elsewhere(tmp_path, "env:SAIL")
    monkeypatch.setenv("SAIL", engine)
    load(workspace)
    for kept in workspace.usage.iterdir():
        kept.unlink()
    with serving() as (address, stop):
        # Sail asks for no token: what stands in its place is the secret here.
        monkeypatch.setenv("SAIL", f"{address}/;use_ssl=false;user_id={TOKEN}")
        said = _failing(workspace, lambda message, share: stop() if "March" in message else None)
        assert "could not be read from Spark at the address in SAIL" in said
        assert "nobody answers there" in _failing(workspace)
    assert len(list(workspace.usage.iterdir())) == 2
    monkeypatch.setenv("SAIL", engine)
    assert asked(workspace)[0] == ["March 2025", "April 2025"]


def test_an_engine_that_is_slow_is_given_up(tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, path = elsewhere(tmp_path, engine)
    load(workspace)
    monkeypatch.setattr(connecting, "LOOKED", 0.001)
    (workspace.data / "sources.toml").write_text(section(engine, path, "minutes = 0.00001\n"), encoding="utf-8")
    assert "it did not answer within 0.0006 seconds" in _failing(workspace)
    monkeypatch.undo()
    monkeypatch.setattr(connecting, "TO_ANSWER", 2.0)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"sc://127.0.0.1:{silent.getsockname()[1]}"
        (workspace.data / "sources.toml").write_text(section(address, path), encoding="utf-8")
        assert "nobody answers there" in _failing(workspace)


def test_who_stops_a_load_keeps_the_last_one_and_the_months_that_came(tmp_path: Path, engine: str) -> None:
    workspace, path = elsewhere(tmp_path, engine)
    load(workspace)
    before = current_warehouse(workspace)
    lake(path.parent, SOUND.replace("2025-01-20", "2025-02-20"))

    def stop(message: str, share: float) -> None:
        if "April" in message:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(workspace, stop)
    assert current_warehouse(workspace) == before
    assert not list(workspace.warehouse.glob("work-*"))
    assert not list(workspace.usage.glob(".*"))
    assert asked(workspace)[0] == ["April 2025", "May 2025"]


@pytest.mark.every
def test_ctrl_c_ends_the_command(tmp_path: Path, engine: str) -> None:
    workspace, path = elsewhere(tmp_path, engine)
    load(workspace)
    before = current_warehouse(workspace)
    many = "select * replace (account_id || '-' || n as account_id) from (" + SOUND + "), range(20000) r(n)"
    lake(path.parent, many)
    command = [sys.executable, "-m", "steward", "load", "--home", str(workspace.home)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(4)
    running.send_signal(signal.SIGINT)
    said, _ = running.communicate(timeout=60)
    assert running.returncode != 0
    assert "Traceback" not in said
    assert current_warehouse(workspace) == before


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('engine = "trino"', "trino is not read yet"),
        ('engine = "oracle"', "engine is one of spark, databricks"),
        ('engine = "spark"\ntable = "u"', "remote should be"),
        ('engine = "spark"\nremote = "sc://host/;token=abc"\ntable = "u"', "and never in a file"),
        ('engine = "spark"\nremote = "sc://me:pw@host"\ntable = "u"', "and never in a file"),
        ('engine = "spark"\nremote = "sc://host:1"\ntable = "u; drop table u"', "the name of a table"),
        ('engine = "spark"\nremote = "sc://host:1"\ntable = "u"\nsince = "2024"', "since should be a date"),
        (
            'engine = "spark"\nremote = "sc://host:1"\ntable = "u"\nfile = "u.csv"',
            "“file” is not a setting of an engine",
        ),
        ('engine = "spark"\nremote = "sc://host:1"\ntable = "u"\nminutes = 0', "a number above 0"),
        ('engine = "spark"\nremote = "sc://host:1"\ntable = "u"\ncolumns = {uesd = "x"}', "did you mean “used”"),
        ('engine = "spark"\nremote = "env:NOT_SET"\ntable = "u"', "NOT_SET, which says where Spark is, is not set"),
    ],
)
def test_what_cannot_be_asked_is_said(tmp_path: Path, more: str, said: str) -> None:
    with pytest.raises(LoadFailed) as failed:
        load(desk(tmp_path, sources__toml=f"[usage]\n{more}\n"))
    assert said in str(failed.value)
    assert isinstance(failed.value, SourcesUnreadable) == ("NOT_SET" not in said)


def test_only_usage_is_asked_of_an_engine(tmp_path: Path) -> None:
    with pytest.raises(SourcesUnreadable, match=r"only \[usage\] can be asked"):
        load(desk(tmp_path, sources__toml='[tickets]\nengine = "spark"\n'))


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (f"select * exclude (used), used as use from ({SOUND})", "has no column “used”; did you mean “use”"),
        (f"select * exclude (day) from ({SOUND})", "has no column “day”"),
    ],
)
def test_a_table_without_a_column_is_said(tmp_path: Path, engine: str, sql: str, said: str) -> None:
    workspace, _ = elsewhere(tmp_path, engine, sql)
    with pytest.raises(LoadFailed, match=re.escape(said)):
        load(workspace)


def test_nothing_of_an_address_is_told() -> None:
    engine = Engine("databricks", "env:WHERE", "u")
    os.environ["WHERE"] = f"sc://host:443/;token={TOKEN};x-databricks-cluster-id=0123-456"
    try:
        told = engine.without_secrets(f"refused {TOKEN} of 0123-456 at {os.environ['WHERE']}")
    finally:
        del os.environ["WHERE"]
    assert told == "refused … of … at …"


COMPANY = {
    "products__csv": "product_id,name,unit\nwan,WAN,Mbps\n",
    "sites__csv": "site_id,account_id,name\nS0,A-1,Lyon\nS1,A-2,Cork\n",
    "contracts__csv": "contract_id,account_id,starts_on,ends_on\nC-1,A-1,2024-01-01,2025-09-30\n",
    "subscriptions__csv": "subscription_id,account_id,product_id,mrr,starts_on,contract_id\n"
    "L-1,A-1,wan,900,2024-06-01,C-1\nL-2,A-2,wan,500,2024-06-01,\n",
}


def test_a_company_is_told_the_same(tmp_path: Path, engine: str) -> None:
    workspace, path = elsewhere(tmp_path, engine, **COMPANY)
    beside = desk(tmp_path / "file", **UNTIL_APRIL, **COMPANY)
    (beside.data / "usage.parquet").write_bytes(path.read_bytes())
    load(workspace)
    load(beside)
    _told_alike(workspace.home, beside.home, ["A-1"])


@pytest.mark.every
def test_the_sample_is_told_the_same(tmp_path: Path, engine: str, small_sample: Path) -> None:
    home = tmp_path / "home"
    copytree(small_sample, home)
    (usage,) = (home / "data").glob("usage.*")
    path = lake(tmp_path / "lake", f"from '{usage}'")
    usage.unlink()
    (home / "data" / "sources.toml").write_text(section(engine, path), encoding="utf-8")
    load(Workspace.whole(home))
    accounts = rows(Workspace.whole(home), "select account_id from customer.accounts order by all")
    _told_alike(home, small_sample, [account_id for (account_id,) in accounts])


def _told_alike(home: Path, other: Path, accounts: list[str]) -> None:
    """The same JSON, and the same months."""
    briefs = [["brief", one, "--audience", who] for one in accounts for who in ("customer", "internal")]
    adopted = 0
    for told in (["book"], *briefs):
        there, here = (CliRunner().invoke(app, [*told, "--json", "--home", str(one)]) for one in (home, other))
        assert there.exit_code == here.exit_code == 0, there.output
        assert there.stdout == here.stdout
        adopted += "adoption" in there.stdout
    assert adopted
    assert rows(Workspace.whole(home), MONTHS) == rows(Workspace.whole(other), MONTHS) != []


def test_the_recipe_of_the_documentation_is_one_that_loads(tmp_path: Path, engine: str) -> None:
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    recipe = dedent(text.partition("```toml\n")[2].partition("```")[0])
    path = lake(
        tmp_path / "lake",
        f"select account_id as customer_no, used as quantity, * exclude (account_id, used) from ({SOUND})",
    )
    for told, real in (("sc://spark.example.com:15002", engine), ("lake.billing.usage", f"parquet.`{path}`")):
        assert told in recipe
        recipe = recipe.replace(told, real)
    report = load(desk(tmp_path / "home", sources__toml=recipe, **UNTIL_APRIL))
    assert table(report, "usage").loaded == 160
    assert found(report)["usage_months_missing"] == 12  # since = 2024-01-01


def test_what_is_tested_is_what_the_extra_installs() -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(extra["spark"]) <= set(
        re.findall(r"^\S+==\S+", (ROOT / "requirements-dev.txt").read_text(), re.MULTILINE)
    )
    assert all(one in (ROOT / "docs" / "scale.md").read_text(encoding="utf-8") for one in extra["spark"])
