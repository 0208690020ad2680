"""A look at a file nobody has mapped: its columns, and what stands in them."""

import re
import secrets
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.loading.connection import connect
from steward.warehouse.loading.files.excel import seen_sheets
from steward.warehouse.loading.files.feeds import CsvFeed, Feed
from steward.warehouse.loading.files.head import is_large, write_head
from steward.warehouse.loading.files.layout import AS_FOUND, Layout
from steward.warehouse.loading.files.read_files import EXCEL, Reader, first_line
from steward.warehouse.loading.sources.vocabulary import known_names
from steward.warehouse.loading.sqltext import identifier
from steward.whole_files import make_folder

MOST_VALUES = 2_000
SAMPLES = 3
SHAPES = {
    "date": re.compile(
        r"\d{4}-\d\d?-\d\d?|\d{4}/\d\d?/\d\d?|\d\d?[./]\d\d?[./](\d{4}|\d\d)|\d\d?[- ][A-Za-zäÄ]{3,9}\.?[- ]\d{2,4}"
        r"|[A-Za-z]{3,9}\.? \d\d?,? \d{4}|(19|20)\d{6}"
    ),
    "time": re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*|\d\d?[./]\d\d?[./]\d{2,4},? \d\d?:\d\d.*"),
    "month": re.compile(
        r"(19|20)\d\d-?(0[1-9]|1[0-2])|(0?[1-9]|1[0-2])[./-](19|20)\d\d|[A-Za-zäÄ]{3,9}\.? (19|20)\d\d"
    ),
    "number": re.compile(r"[-+(]?\s*\D{0,3}\s*\d[\d.,' ’]*\s*(%|[A-Za-z€$£]{1,3})?\s*[-)]?"),
    "yesno": re.compile(r"true|false|yes|no|ja|nein|[01tfynj]", re.IGNORECASE),
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "currency": re.compile(r"[A-Z]{3}|[€$£]"),
}


@dataclass(frozen=True)
class ColumnLook:
    """A column of a file. `samples`: a few of its values, as they stand there; `values`: the different ones that were
    looked at; `shapes`: which share of them is written like a date, a number and so on; `distinct`: which share of the
    rows has a value of its own; `filled`: which share has any."""

    name: str
    samples: tuple[str, ...]
    values: frozenset[str]
    shapes: dict[str, float]
    distinct: float
    filled: float

    def is_like(self, *shapes: str) -> float:
        """Which share of its values is written in one of these ways."""
        return max((self.shapes.get(shape, 0.0) for shape in shapes), default=0.0)


@dataclass(frozen=True)
class FileLook:
    """A file, or one sheet of a workbook. `problem`: why it cannot be read; `whole`: whether it is no beginning."""

    file: str
    sheet: str = ""
    columns: tuple[ColumnLook, ...] = ()
    rows: int = 0
    whole: bool = True
    problem: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What its columns are called."""
        return tuple(one.name for one in self.columns)

    def column(self, name: str) -> ColumnLook | None:
        """The column of this name, in any case."""
        return next((one for one in self.columns if one.name.lower() == name.lower()), None)


def look_at(path: Path, work: Path, layout: Layout = AS_FOUND) -> tuple[FileLook, ...]:
    """The file, or every sheet of it that Excel shows. `work`: a folder in which a new one may be made."""
    with _beside(path, work) as (copied, apart):
        try:
            if path.suffix.lower() in EXCEL and not layout.sheet:
                sheets = seen_sheets(copied, path.name)
                if len(sheets) > 1:
                    looks = (_look(path, copied, apart, Layout(sheet=sheet)) for sheet in sheets)
                    return tuple(one for one in looks if one.columns) or (FileLook(path.name, problem="holds nothing"),)
            return (_look(path, copied, apart, layout),)
        except FileUnreadable as problem:
            return (FileLook(path.name, layout.sheet or "", problem=str(problem)),)


def _look(path: Path, copied: Path, apart: Path, layout: Layout) -> FileLook:
    work = apart / secrets.token_hex(4)
    make_folder(work)
    connection = connect(work / "look.duckdb", work, [copied])
    try:
        reader = Reader(connection, copied.parent, work, "EUR")
        feed = reader.open(copied, known_names(), layout)
        try:
            rows = _first_rows(connection, feed)
        except duckdb.Error:
            if not isinstance(feed, CsvFeed):
                raise
            feed = reader.careful(feed)  # as a load does it
            rows = _first_rows(connection, feed)
        looks = tuple(_column(name, [row[number] for row in rows]) for number, name in enumerate(feed.columns))
        return FileLook(path.name, layout.sheet or "", looks, feed.records, not is_large(path))
    except FileUnreadable as problem:
        return FileLook(path.name, layout.sheet or "", problem=str(problem))
    except duckdb.Error as problem:
        return FileLook(path.name, layout.sheet or "", problem=f"{path.name}: {first_line(problem)}")
    finally:
        connection.close()


def _first_rows(connection: duckdb.DuckDBPyConnection, feed: Feed) -> list[tuple[Any, ...]]:
    texts = ", ".join(f"{identifier(name)}::varchar" for name in feed.columns)
    return connection.execute(f"select {texts} from {feed.relation} limit {MOST_VALUES}").fetchall()


@contextmanager
def _beside(path: Path, work: Path) -> Iterator[tuple[Path, Path]]:
    """The head of a large file, the file itself where it is none; and a folder to work in."""
    apart = work / f"look-{secrets.token_hex(4)}"
    make_folder(apart)
    try:
        if is_large(path):
            write_head(path, apart / path.name)
            yield apart / path.name, apart
        else:
            yield path, apart
    finally:
        shutil.rmtree(apart, ignore_errors=True)


def _column(name: str, cells: Sequence[str | None]) -> ColumnLook:
    filled = [text for cell in cells if (text := (cell or "").strip())]
    counted = Counter(filled)
    return ColumnLook(
        name,
        tuple(counted)[:SAMPLES],
        frozenset(counted),
        {shape: _share(filled, shape) for shape in SHAPES},
        len(counted) / max(1, len(filled)),
        len(filled) / max(1, len(cells)),
    )


def _share(values: Iterable[str], shape: str) -> float:
    found = [SHAPES[shape].fullmatch(value) is not None for value in values]
    return sum(found) / max(1, len(found))
