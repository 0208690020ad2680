"""Every table of a load, read, typed and checked: of a load that is put to use, and of one that is only tried."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from steward.warehouse.canonical import TABLES, Canonical
from steward.warehouse.loading.engine.months import Pulled
from steward.warehouse.loading.files.ahead import Ahead
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.sources.sources import Sources
from steward.warehouse.loading.tables.stage import Stager
from steward.warehouse.loading.tables.table import TableLoader
from steward.warehouse.loading.tables.unread import create_unread
from steward.warehouse.loading.tables.usage_months import stage_months
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
    pulled: Pulled | None = None,
    ahead: Ahead | None = None,
) -> tuple[Stager, TableLoader]:
    """Fill `staging`; a table that is none of `tables` stays empty. What is turned down lies in `work/rejects`.
    `pulled`: the months of usage that were added up elsewhere, where its readings are not read here;
    `ahead`: what is found of files before their turn."""
    # Imported here: the relations belong to the reading half, which this half does not need until now.
    from steward.warehouse.relations import text_of

    connection.execute("create schema staging")
    create_unread(connection)
    (work / "rejects").mkdir()
    (work / "copies").mkdir()
    settings = workspace.settings
    reader = Reader(connection, workspace.data, work / "copies", settings.currency, ahead)
    stager = Stager(connection, reader, sources, House(settings.currency, settings.timezone))
    loader = TableLoader(connection, stager, work / "rejects")
    for number, table in enumerate(TABLES):
        told(f"Reading {table.name.replace('_', ' ')}", number / len(TABLES))
        source = sources.by_table.get(table.name) if table in tables else None
        if pulled and table.name == "usage":
            loader.outcomes.append(stage_months(connection, pulled, work / "rejects", loader.present()))
        else:
            loader.load(table, None if source and source.engine else source)
    if not pulled:
        connection.execute(f"create view staging.usage_month as {text_of('rollup.usage_month')}")
    return stager, loader
