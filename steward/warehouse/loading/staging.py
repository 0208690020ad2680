"""Every table of a load, read, typed and checked: of a load that is put to use, and of one that is only tried."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from steward.warehouse.canonical import TABLES, Canonical
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.sources.sources import Sources
from steward.warehouse.loading.tables.stage import Stager
from steward.warehouse.loading.tables.table import TableLoader
from steward.warehouse.loading.tables.unread import create_unread
from steward.warehouse.loading.typing.value_formats import House
from steward.workspace import Workspace

Progress = Callable[[str, float], None]


def staged(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    sources: Sources,
    work: Path,
    told: Progress,
    tables: Sequence[Canonical] = TABLES,
) -> tuple[Stager, TableLoader]:
    """Fill `staging`; a table that is none of `tables` stays empty. What is turned down lies in `work/rejects`."""
    connection.execute("create schema staging")
    create_unread(connection)
    (work / "rejects").mkdir()
    (work / "copies").mkdir()
    settings = workspace.settings
    reader = Reader(connection, workspace.data, work / "copies", settings.currency)
    stager = Stager(connection, reader, sources, House(settings.currency, settings.timezone))
    loader = TableLoader(connection, stager, work / "rejects")
    for number, table in enumerate(TABLES):
        told(f"Reading {table.name.replace('_', ' ')}", number / len(TABLES))
        loader.load(table, sources.by_table.get(table.name) if table in tables else None)
    return stager, loader
