"""The same CSV files loaded with the same checks: ours, pandas, and dbt with DuckDB."""

import csv
import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.measure import line
from benchmarks.peers import dbt_project
from benchmarks.peers.environments import THEIRS, Ended, ended, program
from benchmarks.peers.figures import Taken, beside
from steward.warehouse.canonical import TABLES, Canonical
from steward.warehouse.files import current_warehouse
from steward.workspace import Workspace

ROUNDS = 3
BESIDE = ("workspace.toml", "*.csv")


def main(home: Path, folder: Path) -> None:
    """Take turns, each a whole process; and their rows compared."""
    place = _csv_alone(home, folder / "csv")
    tables = rules(place / "data")
    (folder / "rules.json").write_text(json.dumps(tables), encoding="utf-8")
    taken: dict[str, list[Taken]] = {"Steward": [], "pandas": [], "dbt with DuckDB": []}
    for number in range(ROUNDS):
        taken["Steward"].append(_figure(_ours(place)))
        theirs = _pandas(folder, place / "data")
        taken["pandas"].append(_figure(theirs))
        project = folder / f"dbt{number}"
        taken["dbt with DuckDB"].append(_figure(_dbt(tables, place / "data", project)))
        the_same_rows(place, json.loads(theirs.told)["rows"], project / "load.duckdb")
        shutil.rmtree(project)
    rows = sum(json.loads(theirs.told)["rows"].values())
    line(f"load of {len(tables)} CSV files, {rows:,} rows, whole process", "")
    beside(taken)


def _csv_alone(home: Path, place: Path) -> Path:
    """A home with the files that all of them read: usage, which is Parquet, is not among them."""
    (place / "data").mkdir(parents=True)
    for pattern in BESIDE:
        for file in (home / "data").glob(pattern):
            shutil.copy(file, place / "data")
    return place


def rules(data: Path) -> Mapping[str, Mapping[str, Any]]:
    """What is checked of each table that has a file: columns, what must be filled, key, references."""
    there = [one for one in TABLES if (data / f"{one.name}.csv").exists()]
    names = {one.name for one in there}
    return {one.name: _rules(one, names, _header(data / f"{one.name}.csv")) for one in there}


def _rules(table: Canonical, there: set[str], header: list[str]) -> Mapping[str, Any]:
    unique = [table.key] if table.key else list(table.together)
    references = {**dict.fromkeys(table.must_exist, True), **dict.fromkeys(table.should_exist, False)}
    named = {**table.must_exist, **table.should_exist}
    return {
        "columns": {one.name: one.kind.name for one in table.fields if one.name in header},
        "required": [name for name in table.required if name in header],
        "unique": unique if set(unique) <= set(header) else [],
        "references": {
            column: (named[column], strict)
            for column, strict in references.items()
            if named[column] in there and column in header
        },
    }


def _header(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as rows:
        return next(csv.reader(rows))


def _ours(place: Path) -> Ended:
    return ended(sys.executable, "-m", "steward", "load", "--quiet", "--home", str(place))


def _pandas(folder: Path, data: Path) -> Ended:
    out = folder / "parquet"
    out.mkdir(exist_ok=True)
    return ended(program("pandas"), str(THEIRS / "pandas_load.py"), str(folder / "rules.json"), str(data), str(out))


def _dbt(tables: Mapping[str, Mapping[str, Any]], data: Path, project: Path) -> Ended:
    dbt_project.made(tables, data, project)
    where = ("--project-dir", str(project), "--profiles-dir", str(project))
    return ended(program("dbt", "dbt"), "--quiet", "build", *where)


def the_same_rows(place: Path, by_pandas: Mapping[str, int], by_dbt: Path) -> None:
    """Raises AssertionError where one of them came to other rows of a table."""
    path = current_warehouse(Workspace.whole(place))
    assert path is not None
    for file, schema in ((path, "staging"), (by_dbt, "main")):
        with duckdb.connect(str(file), read_only=True) as rows:
            for name, count in by_pandas.items():
                found = rows.execute(f"select count(*) from {schema}.{name}").fetchall()[0][0]
                assert found == count, f"{name}: {found:,} rows in {schema}, {count:,} by pandas"


def _figure(run: Ended) -> Taken:
    return Taken(run.seconds, run.processor, run.megabytes)
