"""Rejected rows, as they came, with file, line and reason: one CSV per table in `data/rejects/`.

They are the owner's own rows and are not touched: a field that begins with `=` stays so. `docs/data.md` says to open
these files as text, for a spreadsheet would run it.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, tee
from pathlib import Path

import duckdb

from steward.warehouse.canonical import BY_NAME
from steward.warehouse.loading.tables.parts import FilePart, Staged
from steward.warehouse.loading.tables.validate import refusals
from steward.whole_files import make_folder, move

LEADING = ("file", "line", "column", "reason")


@dataclass(frozen=True)
class Rejected:
    """One rejected row with its place in the file it came in."""

    file: str
    line: int
    column: str
    reason: str
    fields: tuple[str, ...]


def locate(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[FilePart], rows: Iterable[int]
) -> dict[int, tuple[FilePart, int]]:
    """The file and line of rows of a staged table."""
    wanted = sorted(set(rows))
    found = {}
    for part in parts:
        inside = [row - part.first for row in wanted if part.first <= row < part.first + part.rows]
        for number, record in part.feed.find(connection, inside):
            found[part.first + number] = part, record.line
    return found


def rejected_rows(connection: duckdb.DuckDBPyConnection, staged: Staged) -> Iterator[Rejected]:
    """Every rejected row of a table, file by file: those that are no rows of the file, then those turned down."""
    repeated = connection.execute("select distinct repeats from refused where repeats is not null").fetchall()
    earlier = locate(connection, staged.parts, (row for (row,) in repeated))
    for part in staged.parts:
        source = _source(staged, part)
        for record in part.feed.refusals():
            yield Rejected(source, record.line, "", record.problem or "", tuple(record.fields))
        yield from _turned_down(connection, part, source, earlier)


def _turned_down(
    connection: duckdb.DuckDBPyConnection, part: FilePart, source: str, earlier: dict[int, tuple[FilePart, int]]
) -> Iterator[Rejected]:
    """Each with its line and fields, found while the reasons are read."""
    listed, ahead = tee(refusals(connection, part.first, part.rows))
    found = part.feed.find(connection, (refusal.row - part.first for refusal in ahead))
    for refusal, (_, record) in zip(listed, found, strict=True):
        reason = refusal.reason
        if refusal.repeats is not None:
            reason += _where(earlier[refusal.repeats], part)
        yield Rejected(source, record.line, refusal.column, reason, tuple(record.fields))


def _where(place: tuple[FilePart, int], part: FilePart) -> str:
    first, line = place
    return f", in line {line}" + ("" if first is part else f" of {first.feed.name}")


def _source(staged: Staged, part: FilePart) -> str:
    return part.feed.name or f"sources.toml [{staged.table.name}]"


class RejectsFile:
    """One CSV with the original columns behind the reasons; files with other columns follow with theirs."""

    def __init__(self, folder: Path, staged: Staged) -> None:
        self._path = folder / f"{staged.table.name}.csv"
        # A file that was joined gives no rows, and so stands here only with what is no row of its own.
        shown = [part for part in staged.parts if part.rows or part.feed.refused] or staged.parts
        self._headers = {_source(staged, part): part.feed.columns for part in shown}
        self._columns = list(dict.fromkeys(name for header in self._headers.values() for name in header))

    def write(self, rows: Iterator[Rejected]) -> Iterator[Rejected]:
        """Pass the rows on as they are written; without rows there is no file."""
        first = next(rows, None)
        if first is None:
            return
        with self._path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as out:
            writer = csv.writer(out)
            writer.writerow([*LEADING, *self._columns])
            for row in chain([first], rows):
                fields = _arranged(row.fields, self._headers[row.file], self._columns)
                writer.writerow([row.file, row.line, row.column, row.reason, *fields])
                yield row


def _arranged(fields: Sequence[str], own: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Fields under their own columns; what the header has no name for stands behind."""
    by_name = dict(zip(own, fields, strict=False))
    return [by_name.get(name, "") for name in columns] + list(fields[len(own) :])


def publish_rejects(fresh: Path, folder: Path) -> None:
    """Put this load's rejects in place of the last one's."""
    make_folder(folder)
    written = {path.name for path in fresh.glob("*.csv")}
    for name in written:
        move(fresh / name, folder / name)
    for path in folder.glob("*.csv"):
        if path.name not in written and path.stem in BY_NAME:
            path.unlink()
