"""Tables that a query of `sources.toml` makes, out of files that stand there as tables under their stems."""

from pathlib import Path

import duckdb

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.files.feeds import Feed, QueryFeed
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.sources.columns_used import Names, columns_used, either
from steward.warehouse.loading.sources.mapping import check_columns, check_query, is_named_in, query_fails
from steward.warehouse.loading.sources.sources import Source, Sources
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.amount_currencies import AmountCurrencies
from steward.warehouse.loading.tables.filling import Filler
from steward.warehouse.loading.tables.infer import CLOCK_CAST, clocks_cast
from steward.warehouse.loading.tables.parts import FilePart, Turn


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
        named = [path for path in self._sources.files if is_named_in(path.stem, sql)]
        stems = [path.stem.lower() for path in named]
        for path in named:
            if stems.count(path.stem.lower()) > 1:
                where = source.place.at("sql")
                raise SourcesUnreadable(f"{where}: “{path.stem}” may be one of several files; keep one of that name.")
        names = columns_used(self._connection, query)
        feeds = [self._copied_once(path, names) for path in named]
        result = f"temp.main.{identifier('query ' + table.name)}"
        try:
            self._connection.execute(f"create temp table {identifier('query ' + table.name)} as ({query}\n)")
        except duckdb.Error as problem:
            there = [column for feed in feeds for column in feed.columns]
            raise query_fails(source.place, problem, there, [path.stem for path in self._sources.files]) from problem
        types = {row[0]: str(row[1]) for row in self._connection.execute(f"describe {result}").fetchall()}
        columns = tuple(types)
        check_columns(source.place, table, columns)
        count = self._connection.execute(f"select count(*) from {result}").fetchall()[0][0]
        beside = tuple((each.relation, tuple(map(each.marked, each.columns))) for each in feeds)
        cast = [clocks_cast(self._connection, identifier(path.stem), names, sql) for path in named]
        said = [CLOCK_CAST.format(column) for some in cast for column in some]
        said += self._currencies.left_out(table, columns, names, feeds)
        feed = QueryFeed(name="", columns=columns, records=count, table=result, notes=tuple(said), types=types)
        texts = {column.lower(): identifier(column) for column in columns}
        return [
            *(FilePart(each, 0, 0, each.notes) for each in feeds),
            self._filler.typed(table, texts, feed, Turn(), beside=beside),
        ]

    def _copied_once(self, path: Path, names: Names) -> Feed:
        """The file as a typed table under its stem, where queries find it, with every column that one named so far."""
        feed, before = self._copied.get(path.stem) or (self._reader.open(path, names or ()), frozenset())
        together = either(before, names)
        if path.stem not in self._copied or together != before:
            self._copied[path.stem] = self._filler.materialised(identifier(path.stem), feed, together), together
        return self._copied[path.stem][0]
