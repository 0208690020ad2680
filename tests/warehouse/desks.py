"""Folders of a company's files, as they came, for tests of loading."""

import csv
from pathlib import Path
from typing import Any

import duckdb

from steward.warehouse.files import current_warehouse
from steward.warehouse.loading.load import load
from steward.warehouse.loading.report import LoadReport, TableReport
from steward.workspace import Workspace

ACCOUNTS = "account_id,name\nA-1,Acme\nA-2,Bolt\n"
CHARGES = "account_id,month,amount\nA-1,2025-01-01,100\nA-2,2025-02-01,200\n"


def desk(folder: Path, **files: str | bytes) -> Workspace:
    """A home with these files in `data/`, each called `stem__ending`; accounts and charges are there unless given."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    named = {name.replace("__", "."): content for name, content in files.items()}
    stems = {name.split(".")[0] for name in named}
    for name, content in (("accounts.csv", ACCOUNTS), ("charges.csv", CHARGES)):
        if name.split(".")[0] not in stems:
            named[name] = content
    for name, content in named.items():
        (data / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return Workspace.whole(folder)


def table(report: LoadReport, name: str) -> TableReport:
    """What became of one table."""
    return next(each for each in report.tables if each.table == name)


def rows(workspace: Workspace, sql: str) -> list[tuple[Any, ...]]:
    """A query over the warehouse in use."""
    path = current_warehouse(workspace)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def rejects(workspace: Workspace, name: str) -> list[dict[str, str]]:
    """The rejected rows of a table, as written."""
    path = workspace.rejects / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def loaded(folder: Path, **files: str | bytes) -> tuple[Workspace, LoadReport]:
    """Such a home, and the report of loading it."""
    workspace = desk(folder, **files)
    return workspace, load(workspace)
