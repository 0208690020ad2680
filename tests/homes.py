"""Small homes for tests: tables as readable text, loaded for real."""

import textwrap
from pathlib import Path

from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse, open_warehouse
from steward.workspace import Workspace

SETTINGS = 'company = "Northwind Networks"\ncurrency = "EUR"\nas_of = 2026-09-30\n'


def home(folder: Path, settings: str = SETTINGS, **tables: str) -> Workspace:
    """A workspace whose data/ holds each table as CSV; `|` may stand for commas, for columns that line up."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data / "workspace.toml").write_text(settings, encoding="utf-8")
    for name, text in tables.items():
        (data / f"{name}.csv").write_text(_csv(text), encoding="utf-8")
    return Workspace(folder)


def loaded(folder: Path, settings: str = SETTINGS, **tables: str) -> Warehouse:
    """The warehouse of such a home."""
    workspace = home(folder, settings, **tables)
    load(workspace)
    return open_warehouse(workspace)


def _csv(text: str) -> str:
    lines = textwrap.dedent(text).strip().splitlines()
    return "\n".join(",".join(cell.strip() for cell in line.split("|")) for line in lines) + "\n"


ACCOUNTS = """
    account_id | name
    A1         | Steadily Growing
"""
