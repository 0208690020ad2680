"""Open a data file, whatever its kind, as a feed of text rows."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from steward.errors import FileUnreadable, SourcesUnreadable
from steward.warehouse.loading.currencies.in_cells import currencies_of
from steward.warehouse.loading.files.ahead import Ahead
from steward.warehouse.loading.files.copies import new_copy
from steward.warehouse.loading.files.csv_records import Record, is_cut, records, surplus, without_cut_row
from steward.warehouse.loading.files.databases import DATABASES, chosen, copied, tables_in
from steward.warehouse.loading.files.dialect import DELIMITERS, dialect_of, sniff
from steward.warehouse.loading.files.encodings import delimiters, ends_in, line_without_end, read_as_utf8
from steward.warehouse.loading.files.excel import has_errors, sheet_rows
from steward.warehouse.loading.files.feeds import CopiedFeed, CsvFeed, Feed, KeptFeed, ParquetFeed
from steward.warehouse.loading.files.footers import may_have_footers, told_apart
from steward.warehouse.loading.files.layout import AS_FOUND, Layout, filled_down
from steward.warehouse.loading.files.partitions import PartitionedFeed, keys_of, parts_of, reading
from steward.warehouse.loading.sqltext import literal

TEXT, EXCEL, PARQUET = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm"), (".parquet",)
PLACE = re.compile(r"/(?:[^/']*/)+([^/']+)")
"""A path in what DuckDB says: where the home lies is nobody's business, and what was brought lies elsewhere for now."""
KINDS = (*TEXT, *EXCEL, *PARQUET, *DATABASES)
ERRORS = ("cells with errors such as #REF! were read as empty",)
CONTROLS = ("holds control characters: vertical tabs were read as spaces, others were kept",)
DAMAGED = ("some lines are not UTF-8 like the rest, and were rejected",)


class _Copy(NamedTuple):
    """A clean copy of the rows of a file, and what is no row. `ends_in_row`: whether its last record is one."""

    path: Path
    rows: int
    odd: Path
    refused: int
    ends_in_row: bool


class Reader:
    """Opens files for one load. `work`: a folder for copies; `own`: the company's currency; `ahead`: what is found of
    files before their turn."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, data: Path, work: Path, own: str, ahead: Ahead | None = None
    ) -> None:
        self._ahead = ahead
        self._own = own
        self._connection = connection
        self._data = data
        self.work = work

    def open(self, path: Path, wanted: Iterable[str] = (), layout: Layout = AS_FOUND) -> Feed:
        """The file as rows of text. `wanted`: names its header may be known by. Raises FileUnreadable with one clear
        sentence."""
        name = path.relative_to(self._data).as_posix()
        try:
            if path.is_dir():
                return self._partitioned(path, name)
            if path.suffix.lower() in EXCEL:
                return self._excel(path, name, wanted, layout)
            if path.suffix.lower() in PARQUET:
                return self._parquet(path, name, layout)
            if path.suffix.lower() in DATABASES:
                return self._table(path, name, layout)
            return self._text(path, name, wanted, layout)
        except OSError as problem:
            raise FileUnreadable(f"{name} cannot be read: {problem.strerror}.") from problem

    def _text(self, path: Path, name: str, wanted: Iterable[str], layout: Layout) -> Feed:
        try:
            read = self._ahead.read if self._ahead else partial(read_as_utf8, work=self.work)
            text = read(path, name, encoding=layout.encoding)
        except FileUnreadable as problem:
            if not layout.encoding:
                raise
            raise SourcesUnreadable(f"{layout.place.at('encoding')}: {problem}") from problem
        dialect = sniff(text.path, name, wanted, layout.delimiter)
        feed = CsvFeed(
            name=name,
            columns=dialect.columns,
            records=text.records - 1,
            encoding=text.encoding,
            delimiter=DELIMITERS.get(dialect.delimiter, dialect.delimiter),
            line_ends=text.line_ends,
            null_words=text.null_words,
            bare=text.bare,
            scrub=text.controls or text.breaks,
            points=text.points,
            unended=line_without_end(text.path) if text.records > 1 else 0,
            notes=(*dialect.notes, *(CONTROLS if text.controls else ()), *(DAMAGED if text.damaged else ())),
            text=text,
            dialect=dialect,
        )
        clean = dialect.plain and not text.damaged and not text.loose_quotes and not layout.fill_down
        below = may_have_footers(text.path, dialect.delimiter, len(dialect.columns))
        below = below or is_cut(text.path, dialect.delimiter)
        return feed if clean and not below and not _has_fields_too_many(feed) else self.careful(feed, layout)

    def careful(self, feed: CsvFeed, layout: Layout = AS_FOUND) -> CopiedFeed:
        """The same file read record by record, its odd ones set aside."""
        shape = (feed.text.path, feed.dialect.delimiter, len(feed.columns), feed.dialect.lines_above)
        more = surplus(*shape) if ends_in(feed.text.path, feed.dialect.delimiter) else 0
        found = iter(records(*shape, more))
        if is_cut(feed.text.path, feed.dialect.delimiter):
            found = without_cut_row(found, feed.columns[-1])
        rows = self._below_header(found, feed.columns, layout, feed.name)
        done = self._copy(rows)
        said = ("an empty column behind the header’s last was left out in every row",) if more else ()
        return CopiedFeed(
            name=feed.name,
            columns=feed.columns,
            records=done.rows,
            encoding=feed.encoding,
            delimiter=feed.delimiter,
            line_ends=feed.line_ends,
            notes=(*feed.notes, *said),
            refused=done.refused,
            odd=done.odd,
            unended=feed.unended if done.ends_in_row else 0,
            copy=done.path,
        )

    def _below_header(
        self, rows: Iterable[Record], columns: Sequence[str], layout: Layout, name: str
    ) -> Iterable[Record]:
        """The records as they are meant: what stands below the data set apart, what means “as above” filled in."""
        return filled_down(told_apart(rows, len(columns)), columns, layout, name)

    def _copy(self, rows: Iterable[Record]) -> "_Copy":
        """The rows in a clean file, the odd records in another."""
        copy = new_copy(self.work, ".csv")
        odd = copy.with_suffix(".odd")
        count = refused = 0
        row = False
        with (
            copy.open("w", encoding="utf-8", newline="") as clean,
            odd.open("w", encoding="ascii") as aside,
        ):
            writer = csv.writer(clean, lineterminator="\n")
            for record in rows:
                row = not record.problem
                if record.problem:
                    aside.write(json.dumps([record.line, record.fields, record.problem]) + "\n")
                    refused += 1
                else:
                    texts = (_with_plain_breaks(field) for field in record.fields)
                    writer.writerow([record.line, *texts, *record.aside])
                    count += 1
        return _Copy(copy, count, odd, refused, row)

    def _excel(self, path: Path, name: str, wanted: Iterable[str], layout: Layout) -> Feed:
        title, rows, said = sheet_rows(path, name, layout.sheet)
        if not rows:
            raise FileUnreadable(f"{name} is empty: its sheet “{title}” holds nothing.")
        dialect = dialect_of(rows[:50], {column.lower() for column in wanted})
        width = len(dialect.columns)
        shown = currencies_of(path, title, self._own)
        data = [row for row in rows if row.last_line > dialect.lines_above]
        decimals = [number for number in range(width) if any(_has_decimals(row.cells[number]) for row in data)]
        currencies = sorted({column for line, column in shown if line > dialect.lines_above and column < width})
        below = (
            Record(
                row.last_line,
                row.fields[:width],
                aside=(
                    *(row.fields[number] if _has_decimals(row.cells[number]) else "" for number in decimals),
                    *(shown.get((row.last_line, column), "") for column in currencies),
                ),
            )
            for row in data
        )
        done = self._copy(self._below_header(below, dialect.columns, layout, name))
        return CopiedFeed(
            name=name,
            columns=dialect.columns,
            records=done.rows,
            encoding=f"Excel, sheet “{title}”",
            notes=(*dialect.notes, *said, *(ERRORS if has_errors(path) else ())),
            refused=done.refused,
            odd=done.odd,
            copy=done.path,
            decimals=tuple(dialect.columns[number] for number in decimals),
            currencies=tuple(dialect.columns[column] for column in currencies),
        )

    def _parquet(self, path: Path, name: str, layout: Layout) -> Feed:
        if layout.fill_down:
            where = layout.place.at("fill_down")
            raise SourcesUnreadable(f"{where}: {name} is a Parquet file, whose empty cells mean no “as above”.")
        with path.open("rb") as stream:
            if stream.read(4) != b"PAR1":
                raise FileUnreadable(f"{name} is not a Parquet file.")
        types, count = self._described(name, f"read_parquet({literal(str(path.resolve()))})")
        return ParquetFeed(
            name=name, columns=tuple(types), records=count, encoding="Parquet", path=path.resolve(), types=types
        )

    def _table(self, path: Path, name: str, layout: Layout) -> Feed:
        """A table of a database, copied as it is now."""
        table = chosen(tables_in(path, name), layout.table or "")
        if table is None:
            raise FileUnreadable(f"{name} has no table “{layout.table}” any more.")
        target = new_copy(self.work, PARQUET[0])
        kind = copied(path, name, table, target)
        return self.kept(name, target, frozenset(), f"{kind}, table “{table.full_name}”")

    def _partitioned(self, path: Path, name: str) -> Feed:
        parts = parts_of(path)
        keys = keys_of(path, parts, name)
        types, count = self._described(name, reading(parts, bool(keys)))
        # Folders above data/ may look like keys, too.
        own = {column: kind for column, kind in types.items() if column in keys or column not in self._above(path)}
        return PartitionedFeed(
            name=name, columns=tuple(own), records=count, encoding=f"Parquet, {len(parts):,} files", path=path,
            types=own, parts=parts, keys=keys,
        )  # fmt: skip

    def _above(self, folder: Path) -> set[str]:
        return {part.partition("=")[0] for part in folder.resolve().parts if "=" in part}

    def kept(self, name: str, path: Path, numbers: frozenset[str], encoding: str) -> Feed:
        """Rows from elsewhere, in a Parquet file of this load. `numbers`: columns of digits that are numbers."""
        types, count = self._described(name, f"read_parquet({literal(str(path.resolve()))})")
        return KeptFeed(
            name=name, columns=tuple(types), records=count, encoding=encoding, path=path.resolve(), types=types,
            numbers=numbers,
        )  # fmt: skip

    def _described(self, name: str, source: str) -> tuple[dict[str, str], int]:
        """The columns with their types, and how many rows."""
        try:
            described = self._connection.execute(f"describe select * from {source}").fetchall()
            count = self._connection.execute(f"select count(*) from {source}").fetchall()[0][0]
        except duckdb.Error as problem:
            said = PLACE.sub(r"\1", first_line(problem))
            raise FileUnreadable(f"{name} is a damaged Parquet file: {said}") from problem
        return {row[0]: str(row[1]) for row in described}, int(count)


def _has_fields_too_many(feed: CsvFeed) -> bool:
    """Whether any record has more fields than the header. DuckDB passes over empty ones behind the last column in
    silence, also where they show that a row is shifted; it refuses rows that have too few."""
    path, delimiter = feed.text.path, feed.dialect.delimiter
    expected = (feed.records + 1) * (len(feed.columns) - 1)
    return delimiters(path, delimiter) != expected and ends_in(path, delimiter)


def _has_decimals(cell: Any) -> bool:
    """Whether a cell of a workbook is a number with decimals: one without reads alike however they are marked."""
    return isinstance(cell, float) and not cell.is_integer()


def _with_plain_breaks(field: str) -> str:
    """One kind of line break: DuckDB would take another for the end of the record."""
    return field.replace("\r\n", "\n").replace("\r", "\n") if "\r" in field else field


def first_line(problem: Exception) -> str:
    """The first line of a DuckDB message, without the kind of error in front, as the end of a sentence."""
    line = str(problem).strip().splitlines()[0]
    _, _, words = line.partition("Error: ")
    return (words or line).rstrip(".!") + "."
