"""Every table of a load, read, typed and checked: of a load that is put to use, and of one that is only tried.

Most tables are too small to keep more than one processor busy. Where there is much to read, two that do not look at
each other's rows are loaded at a time; what comes of it is the same, and told in the same order."""

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import duckdb

from steward.warehouse.another import one_thread, several
from steward.warehouse.canonical import BY_NAME, TABLES, Canonical
from steward.warehouse.loading.connection import know_amounts
from steward.warehouse.loading.engine.months import Pulled
from steward.warehouse.loading.files.ahead import Ahead
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.in_turn import AT_ONCE, two_at_a_time
from steward.warehouse.loading.sources.sources import Source, Sources
from steward.warehouse.loading.tables.passing import PassingRows
from steward.warehouse.loading.tables.stage import Stager, nothing
from steward.warehouse.loading.tables.table import TableLoader, TableOutcome
from steward.warehouse.loading.tables.unread import create_unread
from steward.warehouse.loading.tables.usage_months import USAGE, stage_months
from steward.warehouse.loading.typing.value_formats import House
from steward.workspace import Workspace

Progress = Callable[[str, float], None]
FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
RATES = "exchange_rates"


class StagedTables(NamedTuple):
    """What became of each table, in their order; `passing`: rows that lie beside the warehouse."""

    outcomes: tuple[TableOutcome, ...]
    passing: PassingRows


def staged(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    sources: Sources,
    work: Path,
    told: Progress,
    tables: Sequence[Canonical] = TABLES,
    pulled: Pulled | None = None,
    ahead: Ahead | None = None,
) -> StagedTables:
    """Fill `staging`; a table that is none of `tables` stays empty. What is turned down lies in `work/rejects`.
    `pulled`: the months of usage that were added up elsewhere, where its readings are not read here;
    `ahead`: what is found of files before their turn. Raises LoadFailed, of several for the first table."""
    # Imported here: the relations belong to the reading half, which this half does not need until now.
    from steward.warehouse.relations import text_of

    connection.execute("create schema staging")
    create_unread(connection)
    (work / "rejects").mkdir()
    (work / "copies").mkdir()
    filling = _Filling(connection, workspace, sources, work, tables, pulled, ahead)
    nothing(connection, (table for table in TABLES if table.name not in filling.names))
    outcomes = []
    with closing(filling.one_by_one() if one_thread(connection) else filling.two_at_a_time()) as filled:
        for number, table in enumerate(TABLES):
            told(f"Reading {table.name.replace('_', ' ')}", number / len(TABLES))
            outcomes.append(next(filled) if table.name in filling.names else TableOutcome(table))
    if not pulled:
        connection.execute(f"create view staging.usage_month as {text_of('rollup.usage_month')}")
    return StagedTables(tuple(outcomes), filling.passing)


class _Filling:
    """The tables that rows come for. `names`: what they are called, in their order."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        workspace: Workspace,
        sources: Sources,
        work: Path,
        tables: Sequence[Canonical],
        pulled: Pulled | None,
        ahead: Ahead | None,
    ) -> None:
        self._connection, self._workspace, self._sources, self._work = connection, workspace, sources, work
        self._pulled, self._ahead = pulled, ahead
        found = {table.name: sources.by_table.get(table.name) for table in tables}
        self._given = {name: source for name, source in found.items() if source and not source.engine}
        here = self._given.keys() | ({USAGE.name} if pulled else set())
        self.names = tuple(table.name for table in TABLES if table.name in here)
        self._own, self.passing = self._loader(connection)

    def one_by_one(self) -> Generator[TableOutcome, None, None]:
        """What becomes of each, filled when it is asked for."""
        return (self._filled(name, self._own) for name in self.names)

    def two_at_a_time(self) -> Generator[TableOutcome, None, None]:
        """The same, where two that do not look at each other are filled at a time. What lies beside the warehouse, or
        may look at what other tables read, stays on the load's own connection: a copy of a file that several tables
        read is seen by none but the one that made it."""
        with several(self._connection, AT_ONCE) as free:
            loaders = SimpleQueue[TableLoader]()
            for _ in range(AT_ONCE):
                beside = free.get()
                know_amounts(beside)
                loaders.put(self._loader(beside)[0])

            def fill(name: str) -> TableOutcome:
                if self._stays(name):
                    return self._filled(name, self._own)
                loader = loaders.get()
                try:
                    return self._filled(name, loader)
                finally:
                    loaders.put(loader)

            yield from two_at_a_time(self._waits_for(), fill)

    def _waits_for(self) -> dict[str, set[str]]:
        """Those before a table whose rows it looks at; of one that may look at any, all of them."""
        waits = dict[str, set[str]]()
        for name in self.names:
            waits[name] = {*waits} if self._stays(name) else {*waits} & {RATES, *_looks_at(BY_NAME[name])}
        return waits

    def _stays(self, name: str) -> bool:
        source = self._given.get(name)
        return source is None or source.table.monthly or _may_look_at_others(source)

    def _filled(self, name: str, loader: TableLoader) -> TableOutcome:
        if self._pulled and name == USAGE.name:
            return stage_months(self._connection, self._pulled, self._work / "rejects", {*self.names})
        return loader.load(self._given[name])

    def _loader(self, connection: duckdb.DuckDBPyConnection) -> tuple[TableLoader, PassingRows]:
        settings = self._workspace.settings
        reader = Reader(connection, self._workspace.data, self._work / "copies", settings.currency, self._ahead)
        stager = Stager(connection, reader, self._sources, House(settings.currency, settings.timezone))
        return TableLoader(connection, stager, self._work / "rejects", {*self.names}), stager.passing


def _looks_at(table: Canonical) -> set[str]:
    return {*table.must_exist.values(), *table.should_exist.values()}


def _may_look_at_others(source: Source) -> bool:
    """Whether SQL that was written for it reads what other tables read, or them."""
    written = (*(source.columns or {}).values(), source.where or "")
    return bool(source.sql or source.joins or source.asked or source.preset or any(map(FROM.search, written)))
