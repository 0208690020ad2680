"""Tables that a query of `sources.toml` makes, out of files that stand there as tables under their stems."""

from pathlib import Path
from typing import NamedTuple

import duckdb

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.files.databases import is_database
from steward.warehouse.loading.files.feeds import Feed, QueryFeed
from steward.warehouse.loading.files.layout import AS_FOUND, Layout
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.sources.columns_used import Names, columns_used, either, tables_used
from steward.warehouse.loading.sources.mapping import check_columns, check_query, is_named_in, query_fails
from steward.warehouse.loading.sources.sources import Source, Sources
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.amount_currencies import AmountCurrencies
from steward.warehouse.loading.tables.filling import Filler
from steward.warehouse.loading.tables.infer import CLOCK_CAST, clocks_cast
from steward.warehouse.loading.tables.parts import FilePart, Turn


class _Nameable(NamedTuple):
    """What a query may name: a file by its stem, a table of a database by its own name."""

    name: str
    path: Path
    layout: Layout = AS_FOUND


class Queries:
    """Runs them, for one load: a file that two of them name is copied once."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        reader: Reader,
        sources: Sources,
        filler: Filler,
        currencies: AmountCurrencies,
    ) -> None:
        self._connection = connection
        self._reader = reader
        self._sources = sources
        self._filler = filler
        self._currencies = currencies
        self._copied: dict[str, tuple[Feed, Names]] = {}

    def read(self, source: Source, sql: str) -> list[FilePart]:
        """Run the query, and read its result like a file."""
        table = source.table
        query = check_query(self._connection, source.place, sql)
        named = self._named(query)
        called = [one.name.lower() for one in named]
        for one in named:
            if called.count(one.name.lower()) > 1:
                where = source.place.at("sql")
                raise SourcesUnreadable(f"{where}: “{one.name}” may be one of several files; keep one of that name.")
        names = columns_used(self._connection, query)
        feeds = [self._copied_once(one, names) for one in named]
        result = f"temp.main.{identifier('query ' + table.name)}"
        try:
            self._connection.execute(f"create temp table {identifier('query ' + table.name)} as ({query}\n)")
        except duckdb.Error as problem:
            there = [column for feed in feeds for column in feed.columns]
            raise query_fails(source.place, problem, there, [one.name for one in self._nameable()]) from problem
        types = {row[0]: str(row[1]) for row in self._connection.execute(f"describe {result}").fetchall()}
        columns = tuple(types)
        check_columns(source.place, table, columns)
        count = self._connection.execute(f"select count(*) from {result}").fetchall()[0][0]
        beside = tuple((each.relation, tuple(map(each.marked, each.columns))) for each in feeds)
        cast = [clocks_cast(self._connection, identifier(one.name), names, sql) for one in named]
        said = [CLOCK_CAST.format(column) for some in cast for column in some]
        said += self._currencies.left_out(table, columns, names, feeds)
        feed = QueryFeed(name="", columns=columns, records=count, table=result, notes=tuple(said), types=types)
        texts = {column.lower(): identifier(column) for column in columns}
        return [
            *(FilePart(each, 0, 0, each.notes) for each in feeds),
            self._filler.typed(table, texts, feed, Turn(), beside=beside),
        ]

    def _named(self, query: str) -> list["_Nameable"]:
        """What a query names of all that it may: tables of databases by what they are called, and there are many, only
        where a table is meant."""
        tables = tables_used(self._connection, query)
        return [
            one
            for one in self._nameable()
            if (one.name.lower() in tables if one.layout.table else is_named_in(one.name, query))
        ]

    def _nameable(self) -> list["_Nameable"]:
        files = [_Nameable(path.stem, path) for path in self._sources.files if not is_database(path)]
        inside = (
            _Nameable(name, one.path, Layout(table=one.table.full_name))
            for one in self._sources.inside
            for name in one.in_sql
        )
        return [*files, *inside]

    def _copied_once(self, one: "_Nameable", names: Names) -> Feed:
        """The file as a typed table under its name, where queries find it, with every column that one named so far."""
        feed, before = self._copied.get(one.name) or (
            self._reader.open(one.path, names or (), one.layout),
            frozenset(),
        )
        together = either(before, names)
        if one.name not in self._copied or together != before:
            self._copied[one.name] = self._filler.materialised(identifier(one.name), feed, together), together
        return self._copied[one.name][0]
