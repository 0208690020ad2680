"""Rows of text become typed rows of a staging table, in one pass where the file is written in the usual way."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import duckdb

from steward.warehouse.canonical import Canonical, Field, Kind
from steward.warehouse.loading.files.feeds import Feed, ParquetFeed, as_text
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.loading.tables.exchange import RateUsed, in_other_money, rates_used
from steward.warehouse.loading.tables.parts import Shown, nothing_shown
from steward.warehouse.loading.typing.column_formats import Decision, decide_other
from steward.warehouse.loading.typing.columns import NULL_WORDS, typed
from steward.warehouse.loading.typing.date_formats import decide_dates, like_the_files_dates
from steward.warehouse.loading.typing.number_formats import Beside, decide_numbers, like_the_others, signs_of
from steward.warehouse.loading.typing.reading_dates import other_end
from steward.warehouse.loading.typing.value_formats import NATIVE, USUAL, House, ValueFormat

CLEAR = (
    "{0} like '%.%' and not {0} like '%e0' and not regexp_full_match(trim({0}), '[-+]?[1-9]\\d{{0,2}}(\\.\\d{{3}})+')"
)
CLEAR_VALUE = "{0} <> trunc({0}) and (abs({0}) < 1 or abs({0}) > 1000 or round({0}, 3) <> {0})"
"""That the point in a number cannot mark thousands, told by the text of it, and by its value."""
HEADER_AGAIN = "h:"
ROW = "file_row_number"
DAYS, NUMBERS = (Kind.DATE, Kind.TIME), (Kind.MONEY, Kind.NUMBER)
EXACT = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(.*")
WHOLE_OR_EXACT = f"DOUBLE|{EXACT.pattern}"
NATIVE_TYPES: dict[Kind, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {
    Kind.NUMBER: (re.compile(WHOLE_OR_EXACT), re.compile("FLOAT")),
    Kind.MONEY: (None, re.compile(f"FLOAT|{WHOLE_OR_EXACT}")),
    Kind.DATE: (re.compile("DATE"), None),
    Kind.TIME: (re.compile(r"TIMESTAMP(_S|_MS)?"), None),
}


class Computed(NamedTuple):
    """Rows that expressions are evaluated over: SQL behind `from`, and SQL of an expression → the type it has."""

    relation: str
    types: dict[str, str]


@dataclass(frozen=True)
class Texts:
    """A feed's rows as text, for a table. `expressions`: column of the table → SQL for its text, over what was
    `computed` where the rows do not come from the feed itself; `elsewhere`: columns of other files, and of this one
    what the table does not take, show how its numbers are written; `others`: the signs of the table's other files."""

    table: Canonical
    feed: Feed
    expressions: dict[str, str]
    house: House = field(default_factory=House)
    elsewhere: Beside = ()
    computed: Computed | None = None
    others: Shown = nothing_shown

    @property
    def relation(self) -> str:
        """SQL behind `from` for the rows as text."""
        return self.computed.relation if self.computed else self.feed.relation

    @property
    def rows(self) -> str:
        """The canonical columns as text, and whether the row is the header once more."""
        # What an expression computed may be a moment where the table has a day, and is told by its text.
        cast = "::varchar" if self.computed else ""
        columns = [f"{sql}{cast} as {identifier(name)}" for name, sql in self.expressions.items()]
        return f"(select {', '.join(columns)}, {self._header_again} as _header from {self.relation})"

    @cached_property
    def native(self) -> dict[str, str]:
        """Columns that are numbers, days or times in the file, or were computed as such → SQL over the rows so."""
        of_feed = {identifier(name): kind for name, kind in self.feed.types.items()}
        types = self.computed.types if self.computed else of_feed
        kinds = {each.name: each.kind for each in self.table.fields}
        found = {name: native_sql(sql, kinds[name], types.get(sql)) for name, sql in self.expressions.items()}
        return {name: sql for name, sql in found.items() if sql}

    @property
    def _header(self) -> dict[str, str]:
        """What a row holds that is the header once more; a file with types has no header."""
        read = set() if self.computed or self.native else set(self.expressions.values())
        return {identifier(name): name for name in self.feed.columns if identifier(name) in read}

    @property
    def beside(self) -> Beside:
        """Columns that the table does not take: of a wide file those it does need not be looked at twice."""
        read = (
            set[str]() if self.computed else {sql for name, sql in self.expressions.items() if name not in self.native}
        )
        others = tuple(self.feed.marked(name) for name in self.feed.columns if identifier(name) not in read)
        return (*self.elsewhere, (self.feed.relation, others))

    @property
    def _header_again(self) -> str:
        """SQL for whether a row is the header once more; that its first value is no heading tells it of most."""
        first, *others = [f"{column} = {literal(name)}" for column, name in self._header.items()] or ["false"]
        return f"case when {first} then {' and '.join(others)} else false end" if others else first

    @property
    def lie_typed(self) -> bool:
        """Whether they are rows of a Parquet file in which every column is text or of its type."""
        numbered = isinstance(self.feed, ParquetFeed) and self.feed.counted
        return numbered and not self.computed and all(each.kind is Kind.TEXT for each in self.written(self.table))

    def _as_they_are(self, numbered: bool) -> str:
        """The same, with the columns that need not become text and be read again."""
        if not self.native:
            return self.rows
        types = {} if self.computed else {identifier(name): kind for name, kind in self.feed.types.items()}
        columns = [
            f"{self.native.get(name) or as_text(sql, types.get(sql))} as {identifier(name)}"
            for name, sql in self.expressions.items()
        ]
        relation = self.computed.relation if self.computed else self.feed.native
        if numbered and isinstance(self.feed, ParquetFeed):
            columns, relation = [*columns, ROW], self.feed.numbered
        return f"(select {', '.join(columns)}, false as _header from {relation})"

    @cached_property
    def certain(self) -> frozenset[str]:
        """Numbers that are whole or exact in their file: each of them is one, and finite."""
        types = {} if self.computed else {identifier(name): kind for name, kind in self.feed.types.items()}
        numbers = {each.name for each in self.table.fields if each.kind is Kind.NUMBER} & self.native.keys()
        return frozenset(one for one in numbers if EXACT.fullmatch(types.get(self.expressions[one], "")))

    def forms(self, found: dict[str, ValueFormat]) -> dict[str, ValueFormat]:
        """How each column is written: as was found, or not at all."""
        return {**found, **dict.fromkeys(self.native, NATIVE)}

    def written(self, table: Canonical) -> list[Field]:
        """The table's columns that it fills with what somebody wrote."""
        return [each for each in self.fields(table) if each.name not in self.native]

    def fields(self, table: Canonical) -> list[Field]:
        """The table's columns that it fills."""
        return [each for each in table.fields if each.name in self.expressions]

    def typed(self, table: Canonical, forms: dict[str, ValueFormat], numbered: bool = False) -> str:
        """SQL for its rows with each column in its type, what was no text beside it as it came. `numbered`: and each
        row's number, of rows that lie typed in a file."""
        fields, forms = self.fields(table), self.forms(forms)
        told = [f"{self._typed(each, forms, table.lasts)} as {each.name}" for each in fields]
        raw = [f"t.{each.name} as raw_{each.name}" for each in fields if each.kind is not Kind.TEXT]
        more = ["_header", *([ROW] if numbered else [])]
        return f"(select {', '.join([*told, *raw, *more])} from {self._as_they_are(numbered)} as t)"

    @property
    def values(self) -> dict[str, str]:
        """Columns whose texts were gone through already → SQL for each of their values, in a column of that name."""
        held = {} if self.computed else {identifier(name): each for name, each in self.feed.values.items()}
        return {
            each.name: f"select {self._typed(each, {}, None)} as {each.name} from"
            f" (select v as {each.name} from {held[self.expressions[each.name]]}) as t"
            for each in self.fields(self.table)
            if self.expressions[each.name] in held
        }

    def _typed(self, each: Field, forms: dict[str, ValueFormat], lasts: tuple[str, str] | None) -> str:
        form, value = forms.get(each.name, USUAL), f"t.{each.name}"
        if lasts and each.name == lasts[1] and form.odd and self.house.zone != "UTC":
            begun = forms.get(lasts[0], USUAL)
            return other_end(f"t.{lasts[0]}::varchar", value, USUAL if begun.native else begun, form)
        feed, bare = self.feed, self.feed.bare and not self.computed
        return typed(each, value, form, null_words=feed.null_words, bare=bare, scrub=feed.scrub)


def native_sql(column: str, kind: Kind, type_name: str | None) -> str:
    """SQL for a file's column that is numbers, days or times by its type, and need not be looked at; else nothing.

    Of an amount the shortest text tells how many decimals it has, of a number in four bytes which it was meant to be:
    the double behind them does neither."""
    if kind not in NATIVE_TYPES or not type_name:
        return ""
    as_it_is, by_its_text = NATIVE_TYPES[kind]
    if as_it_is and as_it_is.fullmatch(type_name):
        return column
    return f"{column}::varchar" if by_its_text and by_its_text.fullmatch(type_name) else ""


def exchanged(
    connection: duckdb.DuckDBPyConnection, table: Canonical, texts: Texts, forms: dict[str, ValueFormat]
) -> list[RateUsed]:
    """At which rates amounts were turned into the company's currency."""
    return rates_used(connection, table, texts.fields(table), forms, texts.house, texts.typed(table, forms))


def decisions(connection: duckdb.DuckDBPyConnection, table: Canonical, texts: Texts, first: int) -> dict[str, Decision]:
    """Which columns of the rows just appended (from `first` on) are not written in the usual way.

    What one column cannot tell, the other dates or numbers of its file do: so where one is looked at, all are."""
    fields = [each for each in texts.written(table) if each.kind is not Kind.TEXT]
    if not fields:
        return {}
    odd = _columns_with_odd_values(connection, table, first)
    numbers = [each for each in fields if each.kind in NUMBERS]
    doubtful = not odd and _could_be_thousands(connection, table, texts, numbers, first)
    asked = fields if odd else numbers if doubtful else []
    found = {each.name: _decided(connection, each, texts) for each in asked}
    found.update(like_the_files_dates(found))
    told = {each.name: found[each.name] for each in asked if each.kind in NUMBERS}
    if any(each.open for each in told.values()):
        found.update(like_the_others(told, lambda: signs_of(connection, texts.beside), texts.others))
    return found


def _decided(connection: duckdb.DuckDBPyConnection, each: Field, texts: Texts) -> Decision:
    if each.kind in DAYS:
        return decide_dates(connection, texts.rows, each, texts.house)
    if each.kind in NUMBERS:
        return decide_numbers(connection, texts.rows, each, texts.house, texts.feed.name or "sources.toml")
    return decide_other(connection, texts.rows, each, texts.house)


def _columns_with_odd_values(connection: duckdb.DuckDBPyConnection, table: Canonical, first: int) -> bool:
    """Whether any row could not be read; each names only its first column."""
    rows = connection.execute(
        f"select count(*) from staging.{table.name} where _bad is not null and _bad <> '{HEADER_AGAIN}' and rowid >= ?",
        [first],
    ).fetchall()
    return bool(rows[0][0])


def _could_be_thousands(
    connection: duckdb.DuckDBPyConnection, table: Canonical, texts: Texts, numbers: list[Field], first: int
) -> bool:
    """Whether the points of any column of numbers, every one of them followed by three digits, could mark thousands."""
    if not texts.feed.points:
        return False
    unproven = _without_clear_decimals(connection, table, texts, numbers, first)
    if not unproven:
        return False
    tests = [f"bool_or({value} like '%.%') and not bool_or({CLEAR.format(value)})" for value in unproven]
    row = connection.execute(f"select {', '.join(tests)} from {texts.rows}").fetchall()[0]
    return any(row)


def _without_clear_decimals(
    connection: duckdb.DuckDBPyConnection, table: Canonical, texts: Texts, numbers: list[Field], first: int
) -> list[str]:
    """Those of which some typed value could be thousands (1.2, 5) and none proves that the point marks decimals (0.5,
    1234.5, 1.25004). Most columns are told by that, and their texts need not be gone through once more. What was turned
    into our currency, or is not the text of a column alone, proves nothing."""
    turned = in_other_money(texts.fields(table), {})
    typed = [each.name for each in numbers if each not in turned and texts.expressions[each.name].startswith('"')]
    proven = set[str]()
    if typed:
        tests = [
            f"bool_or({CLEAR_VALUE.format(name)}) or not bool_or(abs({name}) >= 1 and abs({name}) < 1000)"
            for name in typed
        ]
        row = connection.execute(
            f"select {', '.join(tests)} from staging.{table.name} where rowid >= ?", [first]
        ).fetchall()[0]
        proven = {name for name, is_clear in zip(typed, row, strict=True) if is_clear}
    return [each.name for each in numbers if each.name not in proven]


def count_null_words(connection: duckdb.DuckDBPyConnection, table: Canonical, texts: Texts) -> dict[str, int]:
    """Column → how many values were the word NULL."""
    names = [each.name for each in texts.written(table)]
    if not names:
        return {}
    counts = ", ".join(f"count(*) filter (where {name} in {NULL_WORDS})" for name in names)
    row = connection.execute(f"select {counts} from {texts.rows}").fetchall()[0]
    return {name: count for name, count in zip(names, row, strict=True) if count}
