"""What separates the fields of a text file, and which line names its columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steward.errors import FileUnreadable
from steward.warehouse.loading.files.header import header_row, names_in
from steward.warehouse.loading.invisible import heading

HEAD = 200_000
ROWS = 50
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SEP_LINE = re.compile(r"sep=(.)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How a text file is laid out. `lines_above`: physical lines up to and with the header; `plain`: the header is the
    first line and nothing about it is unusual."""

    delimiter: str
    columns: tuple[str, ...]
    lines_above: int
    plain: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FirstRow:
    """One of the first rows, and the physical line it ends in. `cells`: of a workbook, what they hold."""

    last_line: int
    fields: list[str]
    cells: Sequence[Any] = ()


def sniff(path: Path, name: str, wanted: Iterable[str] = (), delimiter: str | None = None) -> Dialect:
    """Look at the first lines. `wanted`: names that the header may be known by. Raises FileUnreadable."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        head = stream.read(HEAD)
    names = {column.lower() for column in wanted}
    told = SEP_LINE.match(head.splitlines()[0]) if head.strip() else None
    chosen = delimiter or (told[1] if told else _delimiter(head, names))
    rows = [row for row in _rows(head, chosen) if any(field.strip() for field in row.fields)]
    if told:
        rows = rows[1:]
    if not rows:
        raise FileUnreadable(f"{name} is empty.")
    return dialect_of(rows, names, chosen)


def dialect_of(rows: list[FirstRow], wanted: set[str], delimiter: str = "") -> Dialect:
    """Which of the first rows is the header, and what its columns are called."""
    number = header_row([row.fields for row in rows], wanted)
    header = rows[number]
    columns, notes = column_names(header.fields)
    if number:
        said = "1 line above the header was" if number == 1 else f"{number} lines above the header were"
        notes.insert(0, f"{said} left out")
    return Dialect(delimiter, columns, header.last_line, header.last_line == 1, tuple(notes))


def _delimiter(head: str, wanted: set[str]) -> str:
    """The one by which a row names the most of the wanted columns; else the one that gives the most rows the same
    number of fields, more than one."""
    rows = {delimiter: _rows(head, delimiter) for delimiter in DELIMITERS}
    return max(rows, key=lambda delimiter: (_names(rows[delimiter], wanted), _evenness(rows[delimiter])))


def _names(rows: Sequence[FirstRow], wanted: set[str]) -> int:
    """How many of the wanted names one row has; a single one may stand in any text."""
    most = max((names_in(row.fields, wanted) for row in rows), default=0)
    return most if most > 1 else 0


def _evenness(rows: Sequence[FirstRow]) -> tuple[float, int]:
    counts = Counter(len(row.fields) for row in rows if any(row.fields))
    if not counts or max(counts) < 2:
        return 0.0, 0
    width, times = max(counts.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return round(times / counts.total(), 2), width


def _rows(head: str, delimiter: str) -> list[FirstRow]:
    """The first rows, leniently; the last is left out where the head may have cut it."""
    lines = list(io.StringIO(head, newline=""))
    if len(head) >= HEAD and len(lines) > 1:
        lines = lines[:-1]
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    found = []
    try:
        for fields in reader:
            found.append(FirstRow(reader.line_num, fields))
            if len(found) == ROWS:
                break
    except csv.Error:
        pass
    return found


def column_names(fields: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Names that differ from one another, and what had to be said about them."""
    taken: dict[str, int] = {}
    names, notes = [], []
    for number, field in enumerate(fields, 1):
        name = heading(field) or f"column{number}"
        again = taken.get(name.lower(), 0)
        taken[name.lower()] = again + 1
        if again:
            notes.append(f"two columns are called “{name[:40]}”; the later one is “{name[:40]}_{again}”")
            name = f"{name}_{again}"
            taken[name.lower()] = 1
        names.append(name)
    return tuple(names), notes
