"""A file (or a query's result) as rows of text: the SQL that reads it, and its rows by number afterwards."""

import csv
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

import duckdb

from steward.warehouse.loading.files.csv_records import Record, records
from steward.warehouse.loading.files.dialect import Dialect
from steward.warehouse.loading.files.encodings import Text
from steward.warehouse.loading.invisible import broken, edged
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.loading.typing.columns import NULL_WORDS

Found = Iterator[tuple[int, Record]]
Row = TypeVar("Row")
AT_ONCE = 50_000
NO_DOUBT = "e0"
"""Behind a number: its point marks decimals, however those of other cells are marked."""
NO_TEXT = re.compile(r"(DOUBLE|FLOAT|DECIMAL\(.*\)|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DATE|TIME.*|BOOLEAN|UUID)$")
"""Types whose values hold no letters but their own."""
WITH_DECIMALS = re.compile(r"DOUBLE|FLOAT|DECIMAL")
WHOLE_UNTIL = "9e15"
"""A double tells whole numbers from their neighbours up to there."""


@dataclass(frozen=True, kw_only=True)
class Feed(ABC):
    """Where rows come from. `records`: how many there must be, counted without DuckDB; `refused`: records that are no
    rows of this file, kept in `odd`, one JSON list a line; `left_out`: rows that a condition leaves out; `unended`: the
    line of the last row, where the file ends and it does not; `columns`: the names of the file's own columns."""

    name: str
    columns: tuple[str, ...]
    records: int
    encoding: str = ""
    delimiter: str = ""
    line_ends: str = ""
    null_words: bool = True
    bare: bool = False
    scrub: bool = True
    points: bool = True
    notes: tuple[str, ...] = ()
    refused: int = 0
    left_out: int = 0
    odd: Path | None = None
    unended: int = 0
    types: dict[str, str] = field(default_factory=dict)
    """Of a file that has types: column → DuckDB's name for it."""
    values: dict[str, str] = field(default_factory=dict)
    """Columns that were gone through for it → the table with each of their texts once, in its column `v`."""

    def looked_at(
        self, connection: duckdb.DuckDBPyConnection, columns: Iterable[str], ids: Collection[str] = ()
    ) -> "Feed":
        """The same, with what can be told of the texts of these columns before they are read. `ids`: those that refer
        to other tables, so that their values are asked for again."""
        return self

    @property
    @abstractmethod
    def relation(self) -> str:
        """SQL that stands behind `from`: every column as text, under its own name, in the file's order."""

    @property
    def native(self) -> str:
        """The same with every column as it is in the file, where that has types."""
        return self.relation

    def figures(self, column: str) -> str:
        """SQL over the relation for a column's texts, to be read as numbers."""
        return identifier(column)

    def marked(self, column: str) -> str:
        """SQL over the relation for a column's texts, in which what is a number by its type is marked as one."""
        return self.figures(column)

    def shown_in(self, column: str) -> str:
        """SQL for the currency a column's numbers are shown in, where the file tells it apart from their texts."""
        return ""

    @abstractmethod
    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Iterable[int]) -> Found:
        """The rows with these ascending numbers (from 0, as read), each with its line and original fields."""

    def refusals(self) -> Iterator[Record]:
        """The records that are no rows, each with its problem."""
        if self.odd:
            with self.odd.open(encoding="ascii") as stream:
                for written in stream:
                    yield Record(*json.loads(written))


@dataclass(frozen=True, kw_only=True)
class CsvFeed(Feed):
    """A clean CSV file, which DuckDB reads as it is."""

    text: Text
    dialect: Dialect

    @property
    def relation(self) -> str:
        """DuckDB's own reader, with nothing left to guess."""
        return csv_relation(self.text.path, self.columns, self.dialect.delimiter)

    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Iterable[int]) -> Found:
        """Read the file again, record by record."""
        rows = records(self.text.path, self.dialect.delimiter, len(self.columns), self.dialect.lines_above)
        return _picked(rows, numbers)


@dataclass(frozen=True, kw_only=True)
class CopiedFeed(Feed):
    """Rows copied to a clean file of our own, each with its line in the original. `decimals`: columns of a workbook
    in which some cells are numbers with decimals; `currencies`: in which some are shown in another currency."""

    copy: Path
    decimals: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()

    @property
    def relation(self) -> str:
        """The copy without its line numbers."""
        aside = (*map(_number_in, self.decimals), *map(_currency_in, self.currencies))
        return csv_relation(self.copy, ("", *self.columns, *aside), ",", skipped=1, header=False)

    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Iterable[int]) -> Found:
        """Look them up in the copy."""
        with self.copy.open(encoding="utf-8", newline="") as stream:
            for number, row in _picked(csv.reader(stream), numbers):
                yield number, Record(int(row[0]), row[1 : 1 + len(self.columns)])

    def figures(self, column: str) -> str:
        """A cell that is a number with decimals, written so that no other number tells how it is read: `1.234e0`."""
        text = identifier(column)
        return f"coalesce({undoubted(identifier(_number_in(column)))}, {text})" if column in self.decimals else text

    def shown_in(self, column: str) -> str:
        """The word that the format of the cell shows beside its number."""
        return identifier(_currency_in(column)) if column in self.currencies else ""


@dataclass(frozen=True, kw_only=True)
class ParquetFeed(Feed):
    """A Parquet file; its lines are its rows, from 1."""

    path: Path

    def looked_at(
        self, connection: duckdb.DuckDBPyConnection, columns: Iterable[str], ids: Collection[str] = ()
    ) -> "Feed":
        """Whether any text needs care is told by its distinct values, of which there are few among millions."""
        texts = [name for name in columns if not NO_TEXT.match(self.types[name])]
        if not texts:
            return replace(self, bare=True, scrub=False, null_words=False)
        each = {one: f"select distinct {identifier(one)}::varchar as v from {self.native}" for one in texts}
        values = {one: identifier(f"{one} of {self.name}") for one in texts if one in ids}
        for one, held in values.items():
            connection.execute(f"create or replace temp table {held} as {each[one]}")
        distinct = " union all ".join(f"from {values[one]}" if one in values else sql for one, sql in each.items())
        asked = ", ".join(f"coalesce(bool_or({one}), false)" for one in (edged("v"), broken("v"), f"v in {NULL_WORDS}"))
        around, inside, words = connection.execute(f"select {asked} from ({distinct})").fetchall()[0]
        return replace(self, bare=not around, scrub=inside, null_words=words, values=values)

    @property
    def native(self) -> str:
        """DuckDB's own reader."""
        return f"read_parquet({literal(str(self.path))})"

    @property
    def counted(self) -> bool:
        """Whether DuckDB can tell the number of a row: no column of the file is called like that."""
        return "file_row_number" not in map(str.lower, self.columns)

    @property
    def numbered(self) -> str:
        """The same with `file_row_number`, from 0."""
        return f"read_parquet({literal(str(self.path))}, file_row_number = true)"

    @property
    def relation(self) -> str:
        """Its columns as text."""
        return as_texts(self.columns, self.native, self.types)

    def marked(self, column: str) -> str:
        """A number is one by the type of its column."""
        text = identifier(column)
        return undoubted(text) if WITH_DECIMALS.match(self.types[column]) else text

    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Iterable[int]) -> Found:
        """Parquet knows its row numbers, but under a name that a column of the file may have."""
        columns = ", ".join(f"{identifier(name)}::varchar" for name in self.columns)
        told = f"file_row_number as n, {columns} from {self.numbered}"
        by_place = f"row_number() over () - 1 as n, {columns} from {self.native}"
        return _by_number(connection, f"select {told if self.counted else by_place}", numbers)


@dataclass(frozen=True, kw_only=True)
class KeptFeed(ParquetFeed):
    """Rows from elsewhere, kept in a Parquet file for the length of a load. `numbers`: columns of exact numbers that
    stand there as their digits."""

    numbers: frozenset[str] = frozenset()

    def figures(self, column: str) -> str:
        """A number is one by the type it had where it came from."""
        return undoubted(identifier(column)) if column in self.numbers else super().figures(column)

    def marked(self, column: str) -> str:
        """The same of the other columns by the type they have here."""
        return self.figures(column) if column in self.numbers else super().marked(column)


@dataclass(frozen=True, kw_only=True)
class QueryFeed(Feed):
    """The result of a query of `sources.toml`, kept in a table; its lines are its rows, from 1."""

    table: str

    @property
    def native(self) -> str:
        """The table."""
        return self.table

    @property
    def relation(self) -> str:
        """Its columns as text."""
        return as_texts(self.columns, self.table, self.types)

    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Iterable[int]) -> Found:
        """By row number."""
        return _by_number(connection, f"select rowid as n, columns(*)::varchar from {self.table}", numbers)


def as_texts(columns: Iterable[str], relation: str, types: Mapping[str, str]) -> str:
    """SQL behind `from`: these columns of a relation, each as text."""
    cast = ", ".join(f"{as_text(identifier(name), types.get(name))} as {identifier(name)}" for name in columns)
    return f"(select {cast} from {relation})"


def as_text(column: str, type_name: str | None) -> str:
    """SQL for a column's value as text. A whole number has no decimals whatever its type has, lest the id 1 be 1.0."""
    if not type_name or not WITH_DECIMALS.match(type_name):
        return f"{column}::varchar"
    if type_name.startswith("DECIMAL"):
        return f"regexp_replace({column}::varchar, '\\.0+$', '')"
    whole = f"{column} = trunc({column}) and abs({column}) < {WHOLE_UNTIL}"
    return f"case when {whole} then {column}::bigint::varchar else {column}::varchar end"


def undoubted(number: str) -> str:
    """SQL for the text of a number, marked as one: no other number tells how `1.234e0` or `1e-05` is read."""
    return f"case when {number} like '%.%' and {number} not like '%e%' then {number} || '{NO_DOUBT}' else {number} end"


def _number_in(column: str) -> str:
    """What a copy calls a column of ours beside one of the file, whose names begin with no space."""
    return f" number in {column}"


def _currency_in(column: str) -> str:
    return f" currency in {column}"


def _picked(rows: Iterable[Row], numbers: Iterable[int]) -> Iterator[tuple[int, Row]]:
    """The rows with these ascending numbers."""
    rest, behind = iter(rows), 0
    for number in numbers:
        for row in islice(rest, number - behind, number - behind + 1):
            yield number, row
        behind = number + 1


def _by_number(connection: duckdb.DuckDBPyConnection, sql: str, numbers: Iterable[int]) -> Found:
    """The same of a query whose first column is the number."""
    rest = iter(numbers)
    while some := list(islice(rest, AT_ONCE)):
        found = connection.execute(f"from ({sql}) where n in (select unnest(?)) order by n", [some]).fetchall()
        for number, *values in found:
            yield number, Record(number + 1, ["" if value is None else str(value) for value in values])


def csv_relation(path: Path, columns: Sequence[str], delimiter: str, skipped: int = 0, header: bool = True) -> str:
    """A CSV file's columns as text. Positions, not names, are what DuckDB is given: names are hostile."""
    types = ", ".join(f"'c{number}': 'varchar'" for number in range(len(columns)))
    named = ", ".join(f"c{number} as {identifier(name)}" for number, name in enumerate(columns) if number >= skipped)
    return (
        f"(select {named} from read_csv({literal(str(path))}, auto_detect = false, header = {str(header).lower()},"
        f" delim = {literal(delimiter)}, quote = '\"', escape = '\"', columns = {{{types}}}))"
    )
