"""From a feed to a table: typed rows in `staging`, or a copy with types for SQL to work on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.another import another
from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.files.feeds import CsvFeed, Feed, ParquetFeed
from steward.warehouse.loading.files.read_files import Reader, first_line
from steward.warehouse.loading.sources.columns_used import Names, only_used
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.exchange import rates_told
from steward.warehouse.loading.tables.infer import make_typed
from steward.warehouse.loading.tables.judged import as_they_lie, insert
from steward.warehouse.loading.tables.parts import FilePart, Turn
from steward.warehouse.loading.tables.passing import PassingRows
from steward.warehouse.loading.tables.values import Computed, Texts, count_null_words, decisions, exchanged
from steward.warehouse.loading.typing.column_formats import Decision
from steward.warehouse.loading.typing.number_formats import Beside, signs_of
from steward.warehouse.loading.typing.value_formats import USUAL, House


class Filler:
    """Has DuckDB read feeds, for one load."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, reader: Reader, house: House, passing: PassingRows
    ) -> None:
        self._connection = connection
        self._reader = reader
        self._house = house
        self._passing = passing

    def materialised(self, name: str, feed: Feed, names: Names, written: Mapping[str, str] | None = None) -> Feed:
        """A typed table of those columns of the file that are among the names. `written`: texts to be kept, too."""

        said: list[str] = []

        def build(chosen: Feed) -> int:
            used = only_used(chosen.columns, names)
            others = tuple(chosen.marked(column) for column in chosen.columns if column not in used)
            marked = {column: sql for column in used if (sql := chosen.marked(column)) != identifier(column)}
            said[:] = make_typed(self._connection, name, chosen.relation, used, written or {}, others, marked)
            return int(self._connection.execute(f"select count(*) from {name}").fetchall()[0][0])

        read = self._reading(feed, build)
        return replace(read, notes=(*read.notes, *said))

    def typed(
        self,
        table: Canonical,
        expressions: dict[str, str],
        feed: Feed,
        turn: Turn,
        *,
        computed: Computed | None = None,
        beside: Beside = (),
    ) -> FilePart:
        """Append the file's rows, in the usual form or, where that does not fit, in the form its columns show."""
        found: dict[str, Decision] = {}
        if not computed:
            ids = {expressions.get(name) for name in (*table.must_exist, *table.should_exist)}
            feed = feed.looked_at(
                self._connection,
                [name for name in feed.columns if _is_read(name, expressions)],
                [name for name in feed.columns if identifier(name) in ids],
            )

        def build(chosen: Feed) -> int:
            texts = Texts(table, chosen, expressions, self._house, beside, computed, turn.shown)
            self._connection.begin()
            try:
                rows = self._put(table, texts, turn)
                if rows == chosen.records:
                    found.update(decisions(self._connection, table, texts, turn.first))
                    self._read_again(table, texts, found)
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit() if rows == chosen.records else self._connection.rollback()
            return rows

        feed = self._reading(feed, build)
        texts = Texts(table, feed, expressions, self._house, beside, computed, turn.shown)
        forms = {name: decision.form for name, decision in found.items()}
        rates = exchanged(self._connection, table, texts, forms)
        empty = count_null_words(self._connection, table, texts) if feed.null_words else {}
        notes = [
            *feed.notes,
            *(note for each in found.values() for note in each.notes),
            *rates_told(rates, self._house),
            *(f"{name}: the word NULL was read as empty, in {count:,} rows" for name, count in empty.items()),
        ]
        unclear = {name: each.unclear for name, each in found.items() if each.unclear}
        signed = frozenset(name for name, each in found.items() if each.signed)
        return FilePart(
            feed, turn.first, feed.records, tuple(notes), unclear, tuple(rates), signed, texts.values, forms=forms
        )

    def _put(self, table: Canonical, texts: Texts, turn: Turn) -> int:
        """Append the rows in the usual form, or show them in the file where they lie; how many there are."""
        if turn.alone and self._passing.holds(table) and isinstance(texts.feed, ParquetFeed) and texts.lie_typed:
            return self._passing.look_through(table, texts.feed.path, partial(as_they_lie, table, texts))
        return insert(self._connection, self._passing.written_to(table), table, texts, {})

    def signs_in(self, feed: Feed, first: Names) -> set[str]:
        """The decimal signs that the columns of a file show. `first`: names of those to be looked at in any case."""
        signs = set[str]()
        chosen = only_used(feed.columns, first)
        columns = (*chosen, *(name for name in feed.columns if name not in chosen))

        # Another file may be in the middle of a transaction, which a row that DuckDB stumbles over here would end.
        aside = another(self._connection)

        def build(chosen: Feed) -> int:
            signs.update(signs_of(aside, ((chosen.relation, tuple(map(chosen.marked, columns))),)))
            return int(aside.execute(f"select count(*) from {chosen.relation}").fetchall()[0][0])

        self._reading(feed, build)
        return signs

    def _read_again(self, table: Canonical, texts: Texts, found: dict[str, Decision]) -> None:
        """Once more, where a column is written in another form than was tried first."""
        forms = {name: decision.form for name, decision in found.items() if decision.form != USUAL}
        if forms:
            self._connection.rollback()
            self._connection.begin()
            insert(self._connection, self._passing.written_to(table), table, texts, forms)

    def _reading(self, feed: Feed, build: Callable[[Feed], int]) -> Feed:
        """Have DuckDB read the file; where it stumbles or miscounts, read it record by record first."""
        try:
            rows = build(feed)
        except duckdb.Error as problem:
            if not isinstance(feed, CsvFeed):
                raise FileUnreadable(f"{feed.name}: {first_line(problem)}") from problem
            rows = -1
        if rows == feed.records:
            return feed
        if isinstance(feed, CsvFeed):
            return self._reading(self._reader.careful(feed), build)
        raise FileUnreadable(f"{feed.name or 'sources.toml'} gives {rows:,} rows where {feed.records:,} were counted.")


def _is_read(column: str, expressions: dict[str, str]) -> bool:
    return any(identifier(column) in sql for sql in expressions.values())
