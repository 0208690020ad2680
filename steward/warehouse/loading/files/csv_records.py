"""The careful reading of a CSV file: record by record, each with its physical line.

DuckDB reads a clean file many times faster. This is the authority where the file is not clean, and finds the line and
the original fields of rows that were turned down.
"""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from steward.errors import FileUnreadable

MOST_LINES = 5_000
MOST_LETTERS = 1_000_000
MOST_STRAY_QUOTES = 1_000
NEARLY_ALL = 0.99
WHOLE = re.compile(r"\s*[-+(]?[^\d\s,]{0,3}\s*[1-9]\d{0,2}")
THREE_DIGITS = re.compile(r"\d{3}(\.\d*)?\)?\s*")
CUT = "ends where the file does, behind a delimiter, and every other row has “{}”: the file may be cut off"
csv.field_size_limit(MOST_LETTERS)


@dataclass(frozen=True)
class Record:
    """One record; `problem` says in words why it is none; `aside`: what its file knows of it besides its texts."""

    line: int
    fields: list[str]
    problem: str | None = None
    aside: tuple[str, ...] = ()


class _Lines:
    """The lines of a file, of which the last few can be given back."""

    def __init__(self, path: Path) -> None:
        # Bytes that are not UTF-8 come out as lone surrogates, which the caller finds.
        self._stream = path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
        self._returned: deque[str] = deque()
        self._letters = 0
        self.taken: list[str] = []
        self.line = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._stream)
        self.taken.append(line)
        self._letters += len(line)
        if len(self.taken) > MOST_LINES or (len(self.taken) > 1 and self._letters > MOST_LETTERS):
            raise csv.Error("a quote is not closed")
        return line

    def begin(self) -> None:
        """A new record begins behind what was taken."""
        self.line += len(self.taken)
        self.taken.clear()
        self._letters = 0

    def give_back_all_but_first(self) -> None:
        """Start over behind the first line of the record."""
        self._returned.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]

    def close(self) -> None:
        self._stream.close()


def records(path: Path, delimiter: str, width: int, skipped: int = 0, surplus: int = 0) -> Iterator[Record]:
    """Every record below the header, in order; blank lines are none. `skipped`: physical lines to leave out;
    `surplus`: how many empty fields each has behind the last column of the header."""
    lines = _Lines(path)
    try:
        yield from (_checked(record, width, surplus) for record in _raw(lines, path.name, delimiter, skipped))
    finally:
        lines.close()


def is_cut(path: Path, delimiter: str) -> bool:
    """Whether a file ends behind a delimiter: it may have been cut off there, in the middle of a row."""
    sign = delimiter.encode()
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - len(sign)))
        return stream.read() == sign


def without_cut_row(rows: Iterator[Record], last_column: str) -> Iterator[Record]:
    """The records of a file that ends behind a delimiter: the last is no row where every other has its last field."""
    before: Record | None = None
    filled = 0
    for number, record in enumerate(rows):
        if before:
            filled += before.problem is not None or bool(before.fields[-1].strip())
            yield before
        if filled < number:
            yield record
            yield from rows
            return
        before = record
    if before and filled and not before.problem and not before.fields[-1].strip():
        before = replace(before, problem=CUT.format(last_column))
    if before:
        yield before


def surplus(path: Path, delimiter: str, width: int, skipped: int = 0) -> int:
    """How many empty fields (nearly) every record has behind the last column of the header; 0 where they differ.

    A single record with an empty field too many is one whose fields were shifted: `A1,1,200.50,p,` in a file of four
    columns. The same is to be feared where each could be an amount cut at its comma."""
    counts: Counter[int] = Counter()
    cut: set[int] | None = None
    lines = _Lines(path)
    try:
        for record in _raw(lines, path.name, delimiter, skipped):
            more = _empty_behind(record.fields, width)
            counts[more] += 1
            if more and delimiter == "," and cut != set():
                found = _amounts_cut(record.fields)
                cut = found if cut is None else cut & found
    finally:
        lines.close()
    more, times = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    return more if times >= NEARLY_ALL * counts.total() and not cut else 0


def _empty_behind(fields: list[str], width: int) -> int:
    """How many fields stand behind the last column; 0 where they are none, or hold anything."""
    return max(0, len(fields) - width) if not any(field.strip() for field in fields[width:]) else 0


def _amounts_cut(fields: list[str]) -> set[int]:
    """Where `1,200.50` may have been cut in two."""
    return {
        place
        for place, (left, right) in enumerate(pairwise(fields))
        if WHOLE.fullmatch(left) and THREE_DIGITS.fullmatch(right)
    }


def _raw(lines: _Lines, name: str, delimiter: str, skipped: int) -> Iterator[Record]:
    for _ in range(skipped):
        next(lines, None)
        lines.begin()
    reader = _reader(lines, delimiter)
    stray = 0
    while True:
        lines.begin()
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            lines.give_back_all_but_first()
            reader = _reader(lines, delimiter)
            fields = _without_spaces_behind_quotes(lines.taken[0], delimiter)
            if not fields:
                stray += 1
                if stray > MOST_STRAY_QUOTES:
                    raise FileUnreadable(
                        f"{name}: quotes do not pair up, for example in line {lines.line + 1}."
                    ) from None
                yield Record(lines.line + 1, [lines.taken[0].rstrip("\r\n")], _in_words(problem))
        if any(field.strip() for field in fields) or len(fields) > 1:
            yield Record(lines.line + 1, fields)


def _reader(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)


def _without_spaces_behind_quotes(line: str, delimiter: str) -> list[str]:
    """`"1" ,2` is forgiven; [] where that is not what is wrong."""
    fixed = re.sub(rf'"[ \t]+(?={re.escape(delimiter)}|[\r\n]*$)', '"', line)
    try:
        return next(_reader([fixed], delimiter), []) if fixed != line else []
    except csv.Error:
        return []


def _in_words(problem: csv.Error) -> str:
    text = str(problem)
    if "field larger" in text:
        return f"a field is longer than {MOST_LETTERS:,} characters"
    return "a quote is opened that is not closed before the next comma or line end"


def _checked(record: Record, width: int, surplus: int) -> Record:
    """Too few or too many fields, or bytes that are no text: a problem."""
    if record.problem:
        return record
    fields = record.fields
    if len(fields) != width + surplus or _empty_behind(fields, width) != surplus:
        few = "only " if len(fields) < width + surplus else ""
        expected = f"the other rows have {width + surplus}" if surplus else f"the header has {width}"
        return Record(record.line, fields, f"has {few}{len(fields)} fields where {expected}")
    del fields[width:]
    if any(_not_text(field) for field in fields):
        return Record(record.line, fields, "holds bytes that are not UTF-8 text")
    return record


def _not_text(field: str) -> bool:
    return not field.isascii() and any("\udc80" <= sign <= "\udcff" for sign in field)
