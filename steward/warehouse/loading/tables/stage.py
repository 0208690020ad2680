"""One canonical table, from its files to typed rows in `staging`, with what could not be read noted per row."""

from dataclasses import replace
from functools import partial

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.sources.columns_used import Names
from steward.warehouse.loading.sources.mapping import plain_column
from steward.warehouse.loading.sources.sources import Source, Sources
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.amount_currencies import AmountCurrencies
from steward.warehouse.loading.tables.exchange import CURRENCY, CURRENCY_FOUND, currency_column
from steward.warehouse.loading.tables.filling import Filler
from steward.warehouse.loading.tables.its_files import TableFiles
from steward.warehouse.loading.tables.mapped_files import MappedFiles
from steward.warehouse.loading.tables.parts import FilePart, Staged, Turn
from steward.warehouse.loading.tables.queries import Queries
from steward.warehouse.loading.tables.values import bookkeeping
from steward.warehouse.loading.typing.value_formats import House


class Stager:
    """Reads tables for one load."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, reader: Reader, sources: Sources, house: House) -> None:
        self._connection = connection
        self.house = house
        self._reader = reader
        self._filler = Filler(connection, reader, house)
        self._currencies = AmountCurrencies(connection, house)
        self._mapped = MappedFiles(connection, self._filler, self._currencies)
        self._queries = Queries(connection, reader, sources, self._filler, self._currencies)

    def stage(self, source: Source) -> Staged:
        """Create `staging.<table>` from its source. Raises LoadFailed."""
        self._create_empty(source.table, *(" ".join(each) for each in bookkeeping(source.table).items()))
        parts = self._queries.read(source, source.sql) if source.sql else self._from_files(source)
        return Staged(source.table, tuple(parts))

    def _from_files(self, source: Source) -> list[FilePart]:
        wanted = source.table.required if source.columns is None else self._mapped.names_in(source.columns) or ()
        feeds = [self._reader.open(path, wanted, source.layout) for path in source.files]

        files = TableFiles(self._filler, feeds, partial(self._taken_of, source))
        parts: list[FilePart] = []
        for number, feed in enumerate(feeds):
            turn = Turn(sum(part.rows for part in parts), partial(files.shown_beside, number))
            parts.append(self._from_file(source, feed, turn))
        return parts

    def _taken_of(self, source: Source, feed: Feed) -> Names:
        if source.columns is None:
            return frozenset(source.table.columns)
        return self._mapped.names_in(source.columns, feed.columns)

    def nothing(self, table: Canonical) -> None:
        """An empty `staging.<table>`, for a feed that is missing."""
        self._create_empty(table)

    def _create_empty(self, table: Canonical, *more: str) -> None:
        columns = (f"{identifier(f.name)} {f.kind.value}" for f in table.fields)
        self._connection.execute(f"create table staging.{table.name} ({', '.join((*columns, *more))})")

    def _from_file(self, source: Source, feed: Feed, turn: Turn) -> FilePart:
        beside = currency_column(source.table, feed.columns)
        if source.columns is None:
            columns = _named_columns(source.table, feed)
            if beside:
                columns.setdefault(CURRENCY, beside)
            return self._from_columns(source.table, columns, feed, turn)
        expressions = dict(source.columns)
        if beside and CURRENCY not in expressions:
            expressions[CURRENCY] = identifier(beside)
            feed = replace(feed, notes=(*feed.notes, CURRENCY_FOUND.format(beside)))
        plain = {name: plain_column(text, feed.columns) for name, text in expressions.items()}
        if not all(plain.values()):
            return self._mapped.read(source, expressions, feed, turn)
        return self._from_columns(source.table, {name: column for name, column in plain.items() if column}, feed, turn)

    def _from_columns(self, table: Canonical, columns: dict[str, str], feed: Feed, turn: Turn) -> FilePart:
        """Take columns of the file as they are."""
        feed = replace(feed, notes=(*feed.notes, *self._currencies.asked(table, columns)))
        return self._filler.typed(table, self._currencies.texts(table, columns, feed, CURRENCY in columns), feed, turn)


def _named_columns(table: Canonical, feed: Feed) -> dict[str, str]:
    """The file's columns that are called like the table's. Raises FileUnreadable where a required one is missing."""
    known = {name.lower(): name for name in feed.columns}
    missing = [name for name in table.required if name not in known]
    if missing:
        there = ", ".join(name[:40] for name in feed.columns[:12])
        raise FileUnreadable(f"{feed.name} has no column “{missing[0]}”; it has {there}.")
    return {name: known[name] for name in table.columns if name in known}
