"""Rejected rows, as they came, with file, line and reason: one CSV per table in `data/rejects/`.

They are the owner's own rows and are not touched: a field that begins with `=` stays so. `docs/data.md` says to open
these files as text, for a spreadsheet would run it.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from steward.warehouse.canonical import BY_NAME
from steward.warehouse.csv_records import Record
from steward.warehouse.stage import Part, Staged
from steward.warehouse.validate import Refusal

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
    connection: duckdb.DuckDBPyConnection, parts: Sequence[Part], rows: Iterable[int]
) -> dict[int, tuple[Part, Record]]:
    """The file, line and original fields of rows of a staged table."""
    wanted = sorted(set(rows))
    found = {}
    for part in parts:
        inside = [row - part.first for row in wanted if part.first <= row < part.first + part.rows]
        if inside:
            records = part.feed.find(connection, inside)
            found.update({part.first + number: (part, record) for number, record in records.items()})
    return found


def rejected_rows(
    connection: duckdb.DuckDBPyConnection, staged: Staged, refusals: Sequence[Refusal]
) -> Iterator[Rejected]:
    """Every rejected row of a table: those that are no rows of the file, then those turned down."""
    for part in staged.parts:
        for record in part.feed.refused:
            yield Rejected(part.feed.name, record.line, "", record.problem or "", tuple(record.fields))
    earlier = (refusal.repeats for refusal in refusals if refusal.repeats is not None)
    places = locate(connection, staged.parts, (*(refusal.row for refusal in refusals), *earlier))
    for refusal in refusals:
        part, record = places[refusal.row]
        reason = refusal.reason
        if refusal.repeats is not None:
            reason += _where(places[refusal.repeats], part)
        yield Rejected(_source(staged, part), record.line, refusal.column, reason, tuple(record.fields))


def _where(place: tuple[Part, Record], part: Part) -> str:
    first, record = place
    file = "" if first is part else f" of {first.feed.name}"
    return f", in line {record.line}{file}"


def _source(staged: Staged, part: Part) -> str:
    return part.feed.name or f"sources.toml [{staged.table.name}]"


def write_rejects(folder: Path, staged: Staged, rows: Sequence[Rejected]) -> None:
    """One CSV with the original columns behind the reasons; files with other columns follow with theirs."""
    headers = {_source(staged, part): part.feed.columns for part in staged.parts}
    columns = list(dict.fromkeys(name for header in headers.values() for name in header))
    with (folder / f"{staged.table.name}.csv").open("w", encoding="utf-8", errors="surrogateescape", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([*LEADING, *columns])
        for row in rows:
            own = headers[row.file]
            fields = _arranged(row.fields, own, columns)
            writer.writerow([row.file, row.line, row.column, row.reason, *fields])


def _arranged(fields: Sequence[str], own: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Fields under their own columns; what the header has no name for stands behind."""
    by_name = dict(zip(own, fields, strict=False))
    return [by_name.get(name, "") for name in columns] + list(fields[len(own) :])


def publish_rejects(fresh: Path, folder: Path) -> None:
    """Put this load's rejects in place of the last one's."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {path.name for path in fresh.glob("*.csv")}
    for name in written:
        (fresh / name).replace(folder / name)
    for path in folder.glob("*.csv"):
        if path.name not in written and path.stem in BY_NAME:
            path.unlink()
