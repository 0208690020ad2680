"""A file (or a query's result) as rows of text: the SQL that reads it, and its rows by number afterwards."""

import csv
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb

from steward.warehouse.csv_records import Record, records
from steward.warehouse.dialect import Dialect
from steward.warehouse.encodings import Text
from steward.warehouse.sqltext import identifier, literal

Found = dict[int, Record]


@dataclass(frozen=True, kw_only=True)
class Feed(ABC):
    """Where rows come from. `records`: how many there must be, counted without DuckDB; `refused`: records that are no
    rows of this file; `columns`: the names of the file's own columns."""

    name: str
    columns: tuple[str, ...]
    records: int
    encoding: str = ""
    delimiter: str = ""
    line_ends: str = ""
    null_words: bool = True
    notes: tuple[str, ...] = ()
    refused: tuple[Record, ...] = field(default=(), repr=False)

    @property
    @abstractmethod
    def relation(self) -> str:
        """SQL that stands behind `from`: every column as text, under its own name, in the file's order."""

    @abstractmethod
    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Sequence[int]) -> Found:
        """The rows with these numbers (from 0, as read), each with its line and original fields."""


@dataclass(frozen=True, kw_only=True)
class CsvFeed(Feed):
    """A clean CSV file, which DuckDB reads as it is."""

    text: Text
    dialect: Dialect

    @property
    def relation(self) -> str:
        """DuckDB's own reader, with nothing left to guess."""
        return csv_relation(self.text.path, self.columns, self.dialect.delimiter)

    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Sequence[int]) -> Found:
        """Read the file again, record by record."""
        rows = records(self.text.path, self.dialect.delimiter, len(self.columns), self.dialect.lines_above)
        wanted = set(numbers)
        return {n: record for n, record in enumerate(islice(rows, max(wanted, default=-1) + 1)) if n in wanted}


@dataclass(frozen=True, kw_only=True)
class CopiedFeed(Feed):
    """Rows copied to a clean file of our own, each with its line in the original."""

    copy: Path

    @property
    def relation(self) -> str:
        """The copy without its line numbers."""
        return csv_relation(self.copy, ("", *self.columns), ",", skipped=1, header=False)

    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Sequence[int]) -> Found:
        """Look them up in the copy."""
        wanted = set(numbers)
        with self.copy.open(encoding="utf-8", newline="") as stream:
            rows = enumerate(islice(csv.reader(stream), max(wanted, default=-1) + 1))
            return {n: Record(int(row[0]), row[1:]) for n, row in rows if n in wanted}


@dataclass(frozen=True, kw_only=True)
class ParquetFeed(Feed):
    """A Parquet file; its lines are its rows, from 1."""

    path: Path

    @property
    def relation(self) -> str:
        """Its columns as text."""
        cast = ", ".join(f"{identifier(name)}::varchar as {identifier(name)}" for name in self.columns)
        return f"(select {cast} from read_parquet({literal(str(self.path))}))"

    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Sequence[int]) -> Found:
        """Parquet knows its row numbers."""
        columns = ", ".join(f"{identifier(name)}::varchar" for name in self.columns)
        rows = connection.execute(
            f"select file_row_number, {columns} from read_parquet({literal(str(self.path))}, file_row_number = true)"
            " where file_row_number in (select unnest(?))",
            [list(numbers)],
        ).fetchall()
        return {row[0]: _numbered(row) for row in rows}


@dataclass(frozen=True, kw_only=True)
class QueryFeed(Feed):
    """The result of a query of `sources.toml`, kept in a table; its lines are its rows, from 1."""

    table: str

    @property
    def relation(self) -> str:
        """The table."""
        return self.table

    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Sequence[int]) -> Found:
        """By row number."""
        rows = connection.execute(
            f"select rowid, * from {self.table} where rowid in (select unnest(?))", [list(numbers)]
        ).fetchall()
        return {row[0]: _numbered(row) for row in rows}


def _numbered(row: tuple[object, ...]) -> Record:
    number, *values = row
    return Record(int(str(number)) + 1, ["" if value is None else str(value) for value in values])


def csv_relation(path: Path, columns: Sequence[str], delimiter: str, skipped: int = 0, header: bool = True) -> str:
    """A CSV file's columns as text. Positions, not names, are what DuckDB is given: names are hostile."""
    types = ", ".join(f"'c{number}': 'varchar'" for number in range(len(columns)))
    named = ", ".join(f"c{number} as {identifier(name)}" for number, name in enumerate(columns) if number >= skipped)
    return (
        f"(select {named} from read_csv({literal(str(path))}, auto_detect = false, header = {str(header).lower()},"
        f" delim = {literal(delimiter)}, quote = '\"', escape = '\"', columns = {{{types}}}))"
    )
