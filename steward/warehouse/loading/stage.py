"""One canonical table, from its files to typed rows in `staging`, with what could not be read noted per row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import duckdb

from steward.errors import FileUnreadable, SourcesUnreadable
from steward.warehouse.loading.canonical import Canonical, Kind
from steward.warehouse.loading.column_formats import Decision
from steward.warehouse.loading.columns_used import Names, columns_used, either, expression_uses, only_used
from steward.warehouse.loading.currency_in_names import asked_of_name, currency_in_name
from steward.warehouse.loading.exchange import (
    CURRENCY,
    CURRENCY_COMPUTED,
    CURRENCY_FOUND,
    CURRENCY_LOST,
    RateUsed,
    currency_column,
    rates_told,
)
from steward.warehouse.loading.feeds import CsvFeed, Feed, QueryFeed
from steward.warehouse.loading.forms import USUAL, House
from steward.warehouse.loading.infer import CLOCK_CAST, as_written, clocks_cast, make_typed
from steward.warehouse.loading.mapping import (
    bare_name,
    check_columns,
    check_expression,
    check_query,
    is_named_in,
    plain_column,
    query_fails,
)
from steward.warehouse.loading.number_formats import Beside
from steward.warehouse.loading.read_files import Reader, first_line
from steward.warehouse.loading.sources import Source, Sources
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.loading.values import (
    NUMBERS,
    Texts,
    bookkeeping,
    count_null_words,
    decisions,
    exchanged,
    insert,
    native_sql,
)

# No file has this stem: names of files do not begin with a space.
MAPPED = identifier(" mapped")


@dataclass(frozen=True)
class Part:
    """What one file gave a table: rows `first` … `first + rows − 1` of it, and the records that are no rows.
    `unclear`: column → why values of an unknown form were turned down; `rates`: at which amounts in another currency
    than the company's were turned into that; `signed`: columns whose every number says that it is a percentage."""

    feed: Feed
    first: int
    rows: int
    notes: tuple[str, ...] = ()
    unclear: dict[str, str] = field(default_factory=dict)
    rates: tuple[RateUsed, ...] = ()
    signed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Staged:
    """A table as read. Its rows carry `_bad` (number of the first column that could not be read, `:`, the text)."""

    table: Canonical
    parts: tuple[Part, ...]

    @property
    def read(self) -> int:
        """Every record of its files, rows or not."""
        return sum(part.rows + part.feed.refused for part in self.parts)


class Stager:
    """Reads tables for one load."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, reader: Reader, sources: Sources, house: House) -> None:
        self._connection = connection
        self.house = house
        self._reader = reader
        self._sources = sources
        self._copied: dict[str, tuple[Feed, Names]] = {}

    def stage(self, source: Source) -> Staged:
        """Create `staging.<table>` from its source. Raises LoadFailed."""
        self._create_empty(source.table, *(" ".join(each) for each in bookkeeping(source.table).items()))
        if source.sql:
            parts = self._from_query(source, source.sql)
        else:
            parts = []
            for path in source.files:
                wanted = source.table.required if source.columns is None else self._mapped_names(source.columns) or ()
                feed = self._reader.open(path, wanted, source.layout)
                parts.append(self._from_file(source, feed, sum(part.rows for part in parts)))
        return Staged(source.table, tuple(parts))

    def nothing(self, table: Canonical) -> None:
        """An empty `staging.<table>`, for a feed that is missing."""
        self._create_empty(table)

    def _create_empty(self, table: Canonical, *more: str) -> None:
        columns = (f"{identifier(f.name)} {f.kind.value}" for f in table.fields)
        self._connection.execute(f"create table staging.{table.name} ({', '.join((*columns, *more))})")

    def _from_file(self, source: Source, feed: Feed, first: int) -> Part:
        beside = currency_column(source.table, feed.columns)
        if source.columns is None:
            columns = _named_columns(source.table, feed)
            if beside:
                columns.setdefault(CURRENCY, beside)
            return self._from_columns(source.table, columns, feed, first)
        expressions = dict(source.columns)
        if beside and CURRENCY not in expressions:
            expressions[CURRENCY] = identifier(beside)
            feed = replace(feed, notes=(*feed.notes, CURRENCY_FOUND.format(beside)))
        plain = {name: plain_column(text, feed.columns) for name, text in expressions.items()}
        if not all(plain.values()):
            return self._from_expressions(source, expressions, feed, first)
        return self._from_columns(source.table, {name: column for name, column in plain.items() if column}, feed, first)

    def _from_columns(self, table: Canonical, columns: dict[str, str], feed: Feed, first: int) -> Part:
        """Take columns of the file as they are."""
        feed = replace(feed, notes=(*feed.notes, *self._asked(table, columns)))
        return self._typed(table, self._as_texts(table, columns, feed, CURRENCY in columns), feed, first)

    def _as_texts(self, table: Canonical, columns: dict[str, str], feed: Feed, told: bool) -> dict[str, str]:
        """SQL for the text of each column of ours that is one of the file; behind amounts the currency that the name of
        their column or the format of their cells says. `told`: a column says it of each row."""
        kinds = {each.name: each.kind for each in table.fields}
        texts = {
            name: feed.figures(column) if kinds[name] in NUMBERS else identifier(column)
            for name, column in columns.items()
        }
        said = {name: self._currency_of(columns[name], feed) for name in columns if kinds[name] is Kind.MONEY}
        return {**texts, **{name: f"({texts[name]} || {word})" for name, word in said.items() if word and not told}}

    @cached_property
    def _rated(self) -> frozenset[str]:
        """The currencies that have a rate: they are loaded first."""
        rates = self._connection.execute("select distinct upper(currency) from staging.exchange_rates").fetchall()
        return frozenset(code for (code,) in rates)

    def _asked(self, table: Canonical, columns: dict[str, str]) -> Iterator[str]:
        """What is asked about amounts whose column may name a currency."""
        money = {each.name for each in table.fields if each.kind is Kind.MONEY} & columns.keys()
        asked = (asked_of_name(columns[name], self.house.currency, self._rated) for name in sorted(money))
        return (question for question in asked if question and CURRENCY not in columns)

    def _currency_of(self, column: str, feed: Feed) -> str:
        """SQL for what is put behind the amounts of a column."""
        if shown := feed.shown_in(column):
            return f"coalesce(' ' || {shown}, '')"
        named = currency_in_name(column, self.house.currency, self._rated)
        return literal(f" {named}") if named else ""

    def _from_expressions(self, source: Source, expressions: dict[str, str], feed: Feed, first: int) -> Part:
        """Evaluate them over a typed copy of the file, row by row."""
        plain = {name: column for name, text in expressions.items() if (column := plain_column(text, feed.columns))}
        written = self._as_texts(source.table, plain, feed, CURRENCY in expressions)
        feed = self._materialised(MAPPED, feed, self._mapped_names(expressions, feed.columns), written)
        computed = {name: text for name, text in expressions.items() if name not in plain}
        for name, expression in computed.items():
            where = f"{source.place.at('columns', name)}: {name}"
            check_expression(self._connection, where, expression, MAPPED, feed.columns)
        texts = {name: f"({text}\n)::varchar" for name, text in computed.items()}
        texts |= {name: identifier(as_written(name)) for name in written}
        feed = replace(feed, notes=(*feed.notes, *self._currencies_lost(source.table, computed, feed)))
        feed = replace(feed, notes=(*feed.notes, *self._clocks_cast(computed)))
        if CURRENCY not in expressions:
            feed = replace(feed, notes=(*feed.notes, *self._asked(source.table, plain)))
        try:
            return self._typed(source.table, texts, feed, first, relation=MAPPED)
        except FileUnreadable:
            # Where a value cannot be computed, it is the expression that is to be looked at.
            for name, expression in computed.items():
                where = f"{source.place.at('columns', name)}: {name}"
                check_expression(self._connection, where, expression, MAPPED, feed.columns, computing=True)
            raise

    def _clocks_cast(self, computed: dict[str, str]) -> Iterator[str]:
        """What is said of expressions that cast times which are more than a date and a clock."""
        for name, text in computed.items():
            for column in clocks_cast(self._connection, MAPPED, expression_uses(self._connection, text), text):
                yield f"{name}: {CLOCK_CAST.format(column)}"

    def _currencies_lost(self, table: Canonical, computed: dict[str, str], feed: Feed) -> Iterator[str]:
        """What is said of amounts that are computed from a column which names another currency than the company's."""
        money = {each.name for each in table.fields if each.kind is Kind.MONEY} & computed.keys()
        for name in sorted(money) if CURRENCY not in computed else ():
            used = expression_uses(self._connection, computed[name])
            for column in only_used(feed.columns, used) if used else ():
                if self._currency_of(column, feed):
                    yield CURRENCY_COMPUTED.format(name, column, self.house.currency)

    def _mapped_names(self, expressions: dict[str, str], columns: tuple[str, ...] = ()) -> Names:
        """What the expressions may name of a file. `columns`: its columns, once they are known, of which an expression
        may be one by itself, written without the quotes that SQL would ask for."""
        names: Names = frozenset(bare_name(text) for text in expressions.values())
        for text in expressions.values():
            if plain_column(text, columns) is None:
                used = expression_uses(self._connection, text)
                # Which columns there are is not known yet: what may be any tells nothing of the header.
                names = either(names, used) if columns else (names or frozenset()) | (used or frozenset())
        return names

    def _from_query(self, source: Source, sql: str) -> list[Part]:
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
        columns = tuple(row[0] for row in self._connection.execute(f"describe {result}").fetchall())
        check_columns(source.place, table, columns)
        count = self._connection.execute(f"select count(*) from {result}").fetchall()[0][0]
        beside = tuple((each.relation, tuple(map(identifier, each.columns))) for each in feeds)
        cast = [clocks_cast(self._connection, identifier(path.stem), names, sql) for path in named]
        lost = [CLOCK_CAST.format(column) for some in cast for column in some]
        lost += [*self._currencies_left(table, columns, names, feeds)]
        lost += [
            CURRENCY_LOST.format(column, self.house.currency)
            for each in feeds
            if (column := currency_column(table, each.columns)) and not currency_column(table, columns)
        ]
        feed = QueryFeed(name="", columns=columns, records=count, table=result, notes=tuple(lost))
        texts = {column.lower(): f"{identifier(column)}::varchar" for column in columns}
        return [*(Part(each, 0, 0, each.notes) for each in feeds), self._typed(table, texts, feed, 0, beside=beside)]

    def _currencies_left(
        self, table: Canonical, columns: tuple[str, ...], names: Names, feeds: list[Feed]
    ) -> Iterator[str]:
        """What is said of a query that takes amounts from a column which names another currency, and not that."""
        if CURRENCY not in table.columns or currency_column(table, columns) or table.name == "exchange_rates":
            return
        for feed in feeds:
            for column in feed.columns:
                if (names is None or column.lower() in names) and self._currency_of(column, feed):
                    yield CURRENCY_COMPUTED.format("what the query selects", column, self.house.currency)

    def _copied_once(self, path: Path, names: Names) -> Feed:
        """The file as a typed table under its stem, where queries find it, with every column that one named so far."""
        feed, before = self._copied.get(path.stem) or (self._reader.open(path, names or ()), frozenset())
        together = either(before, names)
        if path.stem not in self._copied or together != before:
            self._copied[path.stem] = self._materialised(identifier(path.stem), feed, together), together
        return self._copied[path.stem][0]

    def _materialised(self, name: str, feed: Feed, names: Names, written: Mapping[str, str] | None = None) -> Feed:
        """A typed table of those columns of the file that are among the names. `written`: texts to be kept, too."""

        def build(chosen: Feed) -> int:
            used = only_used(chosen.columns, names)
            others = tuple(chosen.figures(column) for column in chosen.columns if column not in used)
            make_typed(self._connection, name, chosen.relation, used, written or {}, others, chosen.numbers)
            return int(self._connection.execute(f"select count(*) from {name}").fetchall()[0][0])

        return self._reading(feed, build)

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

    def _typed(
        self,
        table: Canonical,
        expressions: dict[str, str],
        feed: Feed,
        first: int,
        relation: str | None = None,
        beside: Beside = (),
    ) -> Part:
        """Append the file's rows, in the usual form or, where that does not fit, in the form its columns show."""
        found: dict[str, Decision] = {}
        if relation is None:
            feed = feed.looked_at(self._connection, [name for name in feed.columns if _is_read(name, expressions)])

        def build(chosen: Feed) -> int:
            texts = _texts(table, chosen, expressions, relation, self.house, beside)
            self._connection.begin()
            try:
                rows = insert(self._connection, table, texts, {})
                if rows == chosen.records:
                    found.update(decisions(self._connection, table, texts, first))
                    self._read_again(table, texts, found)
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit() if rows == chosen.records else self._connection.rollback()
            return rows

        feed = self._reading(feed, build)
        texts = _texts(table, feed, expressions, relation, self.house, beside)
        forms = {name: decision.form for name, decision in found.items()}
        rates = exchanged(self._connection, table, texts, forms)
        empty = count_null_words(self._connection, table, texts) if feed.null_words else {}
        notes = [
            *feed.notes,
            *(note for each in found.values() for note in each.notes),
            *rates_told(rates, self.house),
            *(f"{name}: the word NULL was read as empty, in {count:,} rows" for name, count in empty.items()),
        ]
        unclear = {name: each.unclear for name, each in found.items() if each.unclear}
        signed = frozenset(name for name, each in found.items() if each.signed)
        return Part(feed, first, feed.records, tuple(notes), unclear, tuple(rates), signed)

    def _read_again(self, table: Canonical, texts: Texts, found: dict[str, Decision]) -> None:
        """Once more, where a column is written in another form than was tried first."""
        forms = {name: decision.form for name, decision in found.items() if decision.form != USUAL}
        if forms:
            self._connection.rollback()
            self._connection.begin()
            insert(self._connection, table, texts, forms)


def _is_read(column: str, expressions: dict[str, str]) -> bool:
    return any(identifier(column) in sql for sql in expressions.values())


def _texts(
    table: Canonical, feed: Feed, expressions: dict[str, str], relation: str | None, house: House, beside: Beside
) -> Texts:
    read = set(expressions.values())  # of a wide file the rest need not be looked at
    quoted = {identifier(name): name for name in feed.columns}
    others = (
        *beside,
        (feed.relation, tuple(feed.figures(name) for name in feed.columns if relation or identifier(name) not in read)),
    )
    if relation:
        return Texts(feed.name, relation, expressions, house, {}, feed.null_words, scrub=feed.scrub, beside=others)
    header = {name: column for name, column in quoted.items() if name in read}
    types = {identifier(name): kind for name, kind in feed.types.items()}
    kinds = {each.name: each.kind for each in table.fields}
    native = {
        name: sql for name, column in expressions.items() if (sql := native_sql(column, kinds[name], types.get(column)))
    }
    return Texts(
        feed.name, feed.relation, expressions, house, {} if native else header, feed.null_words, feed.bare, feed.scrub,
        others, feed.native, native, feed.points,
    )  # fmt: skip


def _named_columns(table: Canonical, feed: Feed) -> dict[str, str]:
    """The file's columns that are called like the table's. Raises FileUnreadable where a required one is missing."""
    known = {name.lower(): name for name in feed.columns}
    missing = [name for name in table.required if name not in known]
    if missing:
        there = ", ".join(name[:40] for name in feed.columns[:12])
        raise FileUnreadable(f"{feed.name} has no column “{missing[0]}”; it has {there}.")
    return {name: known[name] for name in table.columns if name in known}
