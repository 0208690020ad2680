"""One canonical table, from its files to typed rows in `staging`, with what could not be read noted per row."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.sources.columns_used import Names
from steward.warehouse.loading.sources.headings import every_spelling
from steward.warehouse.loading.sources.mapping import plain_column
from steward.warehouse.loading.sources.sources import Source, Sources
from steward.warehouse.loading.sources.ways import names_of
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.amount_currencies import AmountCurrencies
from steward.warehouse.loading.tables.changed_values import with_values_read
from steward.warehouse.loading.tables.databases import Databases
from steward.warehouse.loading.tables.exchange import CURRENCY, CURRENCY_FOUND, currency_column
from steward.warehouse.loading.tables.filling import Filler
from steward.warehouse.loading.tables.fitting import Fitted, fitted
from steward.warehouse.loading.tables.its_files import TableFiles
from steward.warehouse.loading.tables.joined_files import JoinedFiles
from steward.warehouse.loading.tables.judged import bookkeeping
from steward.warehouse.loading.tables.mapped_files import MappedFiles
from steward.warehouse.loading.tables.parts import FilePart, Staged, Turn
from steward.warehouse.loading.tables.passing import PassingRows
from steward.warehouse.loading.tables.queries import Queries
from steward.warehouse.loading.typing.value_formats import House


class Stager:
    """Reads tables for one load."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, reader: Reader, sources: Sources, house: House) -> None:
        self._connection = connection
        self.house = house
        self._reader = reader
        self.passing = PassingRows(connection)
        self._filler = Filler(connection, reader, house, self.passing)
        self._currencies = AmountCurrencies(connection, house)
        self._joined = JoinedFiles(connection, reader, self._filler)
        self._mapped = MappedFiles(connection, self._filler, self._currencies, self._joined, house)
        self._databases = Databases(reader, sources)
        self._queries = Queries(connection, reader, sources, self._filler, self._currencies)

    def stage(self, source: Source) -> Staged:
        """Create `staging.<table>` from its source. Raises LoadFailed."""
        if source.sql:
            self._create_for_rows(source.table)
            parts = self._queries.read(source, source.sql)
        else:
            parts = self._from_files(source)
        return with_values_read(self._connection, Staged(source.table, tuple(parts)), self.house)

    def _from_files(self, source: Source) -> list[FilePart]:
        feeds = (
            [self._databases.rows_of(source.asked)]
            if source.asked
            else [self._reader.open(path, self._wanted(source), source.layout) for path in source.files]
        )
        self._create_for_rows(source.table, sum(feed.records for feed in feeds))
        files = TableFiles(self._filler, feeds, partial(self._taken_of, source))
        parts: list[FilePart] = []
        for number, feed in enumerate(feeds):
            turn = Turn(sum(part.rows for part in parts), partial(files.shown_beside, number), len(feeds) == 1)
            own, *joined = self._from_file(source, feed, turn)
            known = {part.feed.name for part in parts}
            parts += [own, *(part for part in joined if part.feed.name not in known)]
        return parts

    def _wanted(self, source: Source) -> Iterable[str]:
        """The names that a header may be known by."""
        if source.preset:
            named = (each for column in source.preset.columns for each in names_of(source.preset, column))
            return {*every_spelling(named), *(self._mapped.names_in(source.columns or {}) or ())}
        return source.table.required if source.columns is None else self._mapped.names_in(source.columns) or ()

    def _taken_of(self, source: Source, feed: Feed) -> Names:
        columns = fitted(self._connection, source, feed, self._joined).columns
        if columns is None:
            return frozenset(source.table.columns)
        return self._mapped.names_in(columns, feed.columns)

    def _create_for_rows(self, table: Canonical, rows: int = 0) -> None:
        """An empty table, with what rows carry while they are loaded; of very many rows it is beside the warehouse."""
        columns = (*_with_types(table), *(" ".join(each) for each in bookkeeping(table).items()))
        if self.passing.takes(table, rows):
            self.passing.create(table, columns)
        else:
            self._connection.execute(f"create table staging.{table.name} ({', '.join(columns)})")

    def _from_file(self, source: Source, feed: Feed, turn: Turn) -> list[FilePart]:
        """The part of the file, and a part of each that was joined to it."""
        found = fitted(self._connection, source, feed, self._joined)
        feed = replace(feed, notes=(*feed.notes, *found.notes))
        if found.columns is None:
            return self._from_named(source, found, feed, turn)
        expressions, beside = dict(found.columns), currency_column(source.table, feed.columns)
        if beside and CURRENCY not in expressions:
            expressions[CURRENCY] = identifier(beside)
            feed = replace(feed, notes=(*feed.notes, CURRENCY_FOUND.format(beside)))
        plain = {name: plain_column(text, feed.columns) for name, text in expressions.items()}
        if not all(plain.values()) or found.conditions or found.joins:
            parts = self._mapped.read(source, found, expressions, feed, turn)
        else:
            columns = {name: column for name, column in plain.items() if column}
            parts = [self._from_columns(source.table, columns, feed, turn)]
        return [replace(parts[0], mapped=expressions), *parts[1:]]

    def _from_named(self, source: Source, found: Fitted, feed: Feed, turn: Turn) -> list[FilePart]:
        """Columns that have our names."""
        columns = _named_columns(source.table, feed)
        if beside := currency_column(source.table, feed.columns):
            columns.setdefault(CURRENCY, beside)
        if not found.conditions and not found.joins:
            return [self._from_columns(source.table, columns, feed, turn)]
        expressions = {name: identifier(column) for name, column in columns.items()}
        return self._mapped.read(source, found, expressions, feed, turn)

    def _from_columns(self, table: Canonical, columns: dict[str, str], feed: Feed, turn: Turn) -> FilePart:
        """Take columns of the file as they are."""
        feed = replace(feed, notes=(*feed.notes, *self._currencies.asked(table, columns)))
        return self._filler.typed(table, self._currencies.texts(table, columns, feed, CURRENCY in columns), feed, turn)


def nothing(connection: duckdb.DuckDBPyConnection, tables: Iterable[Canonical]) -> None:
    """An empty `staging.<table>` of each, for feeds that are missing."""
    for table in tables:
        connection.execute(f"create table staging.{table.name} ({', '.join(_with_types(table))})")


def _with_types(table: Canonical) -> Iterator[str]:
    return (f"{identifier(each.name)} {each.kind.value}" for each in table.fields)


def _named_columns(table: Canonical, feed: Feed) -> dict[str, str]:
    """The file's columns that are called like the table's. Raises FileUnreadable where a required one is missing."""
    known = {name.lower(): name for name in feed.columns}
    missing = [name for name in table.required if name not in known]
    if missing:
        there = ", ".join(name[:40] for name in feed.columns[:12])
        raise FileUnreadable(f"{feed.name} has no column “{missing[0]}”; it has {there}.")
    return {name: known[name] for name in table.columns if name in known}
