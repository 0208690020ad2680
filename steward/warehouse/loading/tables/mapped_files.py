"""Files whose columns are mapped by expressions: each is evaluated over a typed copy of its file, row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import duckdb

from steward.errors import FileUnreadable, SourcesUnreadable
from steward.warehouse.canonical import Canonical, Kind
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.sources.columns_used import Names, either, expression_uses
from steward.warehouse.loading.sources.mapping import bare_name, check_expression, plain_column
from steward.warehouse.loading.sources.sources import Source
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.amount_currencies import AmountCurrencies
from steward.warehouse.loading.tables.exchange import CURRENCY
from steward.warehouse.loading.tables.filling import Filler
from steward.warehouse.loading.tables.fitting import Condition, Fitted
from steward.warehouse.loading.tables.infer import CLOCK_CAST, as_written, clocks_cast, commas_cast
from steward.warehouse.loading.tables.joined_files import JoinedFiles
from steward.warehouse.loading.tables.joining import Joining
from steward.warehouse.loading.tables.moments import with_moments
from steward.warehouse.loading.tables.parts import FilePart, Turn
from steward.warehouse.loading.tables.reckoning import Reckoned, Reckoner
from steward.warehouse.loading.tables.sifting import Sifting
from steward.warehouse.loading.tables.uncast import guarded, with_uncast
from steward.warehouse.loading.tables.values import DAYS, NUMBERS, Computed
from steward.warehouse.loading.typing.number_formats import Beside
from steward.warehouse.loading.typing.value_formats import House

# No file has this stem: names of files do not begin with a space.
MAPPED = identifier(" mapped")
MOST_WORDS = 20


class MappedFiles:
    """Reads them, for one load."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        filler: Filler,
        currencies: AmountCurrencies,
        joined: JoinedFiles,
        house: House,
    ) -> None:
        self._connection = connection
        self._house = house
        self._joining = Joining(connection, joined, house)
        self._sifting = Sifting(connection)
        self._filler = filler
        self._currencies = currencies

    def names_in(self, expressions: dict[str, str], columns: tuple[str, ...] = ()) -> Names:
        """What the expressions may name of a file. `columns`: its columns, once they are known, of which an expression
        may be one by itself, written without the quotes that SQL would ask for."""
        names: Names = frozenset(bare_name(text) for text in expressions.values())
        for text in expressions.values():
            if plain_column(text, columns) is None:
                used = expression_uses(self._connection, text)
                # Which columns there are is not known yet: what may be any tells nothing of the header.
                names = either(names, used) if columns else (names or frozenset()) | (used or frozenset())
        return names

    def read(
        self, source: Source, fitted: Fitted, expressions: dict[str, str], feed: Feed, turn: Turn
    ) -> list[FilePart]:
        """Evaluate them over a typed copy of the file, row by row; of each joined file a part without rows, too."""
        plain = {name: column for name, text in expressions.items() if (column := plain_column(text, feed.columns))}
        computed = {name: text for name, text in expressions.items() if name not in plain}
        written = self._currencies.texts(source.table, plain, feed, CURRENCY in expressions)
        feed = self._filler.materialised(MAPPED, feed, self._needed(fitted, computed, feed.columns), written)
        known = (*feed.columns, *self._beside(source, fitted, computed, feed))
        where = f"{source.place.at('where')}: where"
        self._sifting.refuse(where, fitted.conditions, known)
        computed, conditions, moments = self._moments(source, fitted, computed)
        conditions = self._asked(conditions, feed)
        feed = self._sifting.sifted(where, conditions, MAPPED, feed, known)
        reckoned = self._reckoned(source, computed, feed)
        for name, one in reckoned.items():
            check_expression(self._connection, _place(source, name), one.expression, MAPPED, known)
        texts, types = self._typed(source.table, reckoned)
        texts |= {name: identifier(as_written(name)) for name in written}
        self._refuse_commas(source, computed)
        said = [*moments, *self._currencies.computed(source.table, computed, feed), *self._clocks_cast(computed)]
        said += [*self._words(fitted, computed), *(note for one in reckoned.values() for note in one.notes)]
        asked = () if CURRENCY in expressions else self._currencies.asked(source.table, plain)
        told = [one for join in fitted.joins for one in self._joining.told(join, MAPPED)]
        lonely = (one.said for one in told if one.row is None)
        feed = replace(feed, notes=(*feed.notes, *said, *asked, *lonely))
        try:
            part = self._filler.typed(source.table, texts, feed, turn, computed=Computed(MAPPED, types))
        except FileUnreadable:
            kept = self._guarded(source, known, reckoned, texts)
            if kept == texts:
                raise
            types = {kept[name]: types[sql] for name, sql in texts.items() if sql in types}
            part = self._filler.typed(source.table, kept, feed, turn, computed=Computed(MAPPED, types))
        doubts = tuple((one.said, one.rows, turn.first + one.row) for one in told if one.row is not None)
        beside = [FilePart(each, 0, 0, each.notes) for join in fitted.joins for each in self._joining.read(join)]
        return [replace(part, doubts=doubts), *beside]

    def _needed(self, fitted: Fitted, computed: dict[str, str], columns: tuple[str, ...]) -> Names:
        """What the typed copy has to hold of the file."""
        names = self.names_in(computed, columns) if computed else frozenset[str]()
        for text in (*(each.sql for each in fitted.conditions), *(each.on for each in fitted.joins)):
            names = either(names, expression_uses(self._connection, text))
        return names

    def _beside(self, source: Source, fitted: Fitted, computed: dict[str, str], feed: Feed) -> list[str]:
        """Join what is to be joined; what can be named of it."""
        texts = [*computed.values(), *(each.sql for each in fitted.conditions), *(each.on for each in fitted.joins)]
        known = list[str]()
        for one in fitted.joins:
            names: Names = frozenset()
            for text in texts:
                names = either(names, expression_uses(self._connection, text))
            self._joining.join(source.place, one, MAPPED, feed.columns, names)
            known += [f"{one.join.name}.{column}" for each in self._joining.read(one) for column in each.columns]
        return known

    def _moments(
        self, source: Source, fitted: Fitted, computed: dict[str, str]
    ) -> tuple[dict[str, str], list[Condition], tuple[str, ...]]:
        """The expressions and the conditions over days and times as SQL knows them, and what is said of these."""
        days = {each.name for each in source.table.fields if each.kind in DAYS}
        columns = {name: text for name, text in computed.items() if name in days}
        # No column of ours is called like a number.
        conditions = {str(number): each.sql for number, each in enumerate(fitted.conditions)}
        read = with_moments(self._connection, MAPPED, self._house, columns, conditions)
        kept = [
            each._replace(read=read.expressions[str(number)], lost=read.lost.get(str(number), ()))
            for number, each in enumerate(fitted.conditions)
        ]
        return {name: read.expressions.get(name, text) for name, text in computed.items()}, kept, read.notes

    def _reckoned(self, source: Source, computed: dict[str, str], feed: Feed) -> dict[str, Reckoned]:
        """Each with the columns that it reckons with as numbers, where a number is to come of it."""
        numbers = {each.name for each in source.table.fields if each.kind in NUMBERS}
        reckoner = Reckoner(self._connection, MAPPED, self._house, feed.name)
        return {
            name: reckoner.reckoned(text, _beside(feed)) if name in numbers else Reckoned(text)
            for name, text in computed.items()
        }

    def _asked(self, conditions: Sequence[Condition], feed: Feed) -> list[Condition]:
        """The conditions with the columns that they hold against numbers, or reckon with, as numbers."""
        reckoner = Reckoner(self._connection, MAPPED, self._house, feed.name, "asked", chooses=True)
        read = [(each, reckoner.reckoned(each.read, _beside(feed))) for each in conditions]
        return [each._replace(read=one.expression, lost=(*each.lost, *one.lost)) for each, one in read]

    def _typed(self, table: Canonical, computed: dict[str, Reckoned]) -> tuple[dict[str, str], dict[str, str]]:
        """SQL for what each expression gives or, where it lost a value, for that one; and the type that it has: a
        number that was computed is one."""
        texts = {name: f"({one.expression}\n)" for name, one in computed.items()}
        if not texts:
            return {}, {}
        listed = ", ".join(f"{sql} as {identifier(name)}" for name, sql in texts.items())
        described = self._connection.execute(f"describe select {listed} from {MAPPED}").fetchall()
        numbers = {each.name for each in table.fields if each.kind in NUMBERS}
        told = {
            name: with_uncast(
                self._connection, MAPPED, computed[name].expression, computed[name].lost, needed=name in table.required
            )
            if name in numbers
            else sql
            for name, sql in texts.items()
        }
        return told, {sql: str(row[1]) for sql, row in zip(told.values(), described, strict=True)}

    def _guarded(
        self, source: Source, known: Sequence[str], reckoned: dict[str, Reckoned], texts: dict[str, str]
    ) -> dict[str, str]:
        """The same where rows stop an expression, which costs these rows; but what is to give a text gives one that
        nobody would know from others. Raises SourcesUnreadable then."""
        words = {each.name for each in source.table.fields if each.kind is Kind.TEXT}
        kept = dict(texts)
        for name, one in reckoned.items():
            try:
                check_expression(self._connection, _place(source, name), one.expression, MAPPED, known, computing=True)
            except SourcesUnreadable as problem:
                tried = guarded(self._connection, MAPPED, name, texts[name], one.expression)
                if name in words or not tried:
                    raise problem
                kept[name] = tried
        return kept

    def _words(self, fitted: Fitted, computed: dict[str, str]) -> Iterator[str]:
        """What became of each word of a column whose words are the company's own."""
        for name, words in fitted.tells.items():
            sql = (
                f"select distinct ({words})::varchar as w, ({computed[name]})::varchar as v from {MAPPED} order by v, w"
            )
            found = self._connection.execute(f"select w, v from ({sql}) where w is not null").fetchall()
            told = ", ".join(f"“{word}” is {value}" for word, value in found[:MOST_WORDS])
            more = f" and {len(found) - MOST_WORDS} more" if len(found) > MOST_WORDS else ""
            yield f"{name}: {told}{more}; where that is wrong, say {name} under columns"

    def _refuse_commas(self, source: Source, computed: dict[str, str]) -> None:
        """An amount that would be another is worse than none. Raises SourcesUnreadable."""
        for name, text in computed.items():
            for said in commas_cast(self._connection, MAPPED, text):
                raise SourcesUnreadable(f"{_place(source, name)}: {said}.")

    def _clocks_cast(self, computed: dict[str, str]) -> Iterator[str]:
        """What is said of expressions that cast times which are more than a date and a clock."""
        for name, text in computed.items():
            for column in clocks_cast(self._connection, MAPPED, expression_uses(self._connection, text), text):
                yield f"{name}: {CLOCK_CAST.format(column)}"


def _beside(feed: Feed) -> Beside:
    """What shows how the numbers of a file are written."""
    return ((feed.relation, tuple(map(feed.marked, feed.columns))),)


def _place(source: Source, name: str) -> str:
    return f"{source.place.at('columns', name)}: {name}"
