"""Tables as a load reads them, without the relations over them: what a file comes to, for a tenth of a load."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from steward.warehouse.canonical import TABLES
from steward.warehouse.loading.connection import connect
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.sources.sources import find_sources
from steward.warehouse.loading.tables.stage import Stager, nothing
from steward.warehouse.loading.tables.table import TableLoader, TableOutcome
from steward.warehouse.loading.tables.unread import create_unread
from steward.warehouse.loading.typing.value_formats import House
from steward.workspace import Workspace


@dataclass(frozen=True)
class Tables:
    """What became of each table, and their rows. `rejects`: the folder of what was turned down."""

    outcomes: dict[str, TableOutcome]
    connection: duckdb.DuckDBPyConnection
    rejects: Path

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """A query over `staging`."""
        return self.connection.execute(sql).fetchall()

    def counts(self, table: str) -> tuple[int, int, int, int]:
        """Of a table, rows read, loaded, rejected and left out."""
        one = self.outcomes[table]
        return one.read, one.loaded, one.rejected, one.left_out

    def said(self, table: str) -> list[str]:
        """What is said of it, with the kind of saying."""
        return [f"{each.severity}: {each.reason}" for each in self.outcomes[table].problems]


@contextmanager
def tables_alone(workspace: Workspace) -> Iterator[Tables]:
    """Those tables of a home that have a source, loaded in the order of their references. Raises LoadFailed."""
    sources, settings = find_sources(workspace), workspace.settings
    with TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "rejects").mkdir()
        (work / "copies").mkdir()
        connection = connect(work / "tables.duckdb", work, list(sources.files))
        try:
            connection.execute("create schema staging")
            create_unread(connection)
            reader = Reader(connection, workspace.data, work / "copies", settings.currency)
            stager = Stager(connection, reader, sources, House(settings.currency, settings.timezone))
            loader = TableLoader(connection, stager, work / "rejects", sources.by_table.keys())
            nothing(connection, (table for table in TABLES if table.name not in sources.by_table))
            outcomes = {name: loader.load(source) for name, source in sources.by_table.items()}
            there = {table.name: outcomes.get(table.name, TableOutcome(table)) for table in TABLES}
            yield Tables(there, connection, work / "rejects")
        finally:
            connection.close()
