"""Files that stand beside those of a table: opened once, copied with types once, for one load."""

from pathlib import Path

import duckdb

from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.sources.columns_used import Names, either, references
from steward.warehouse.loading.sources.headings import Headings, every_spelling, named_in
from steward.warehouse.loading.sources.joins import Join
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.filling import Filler

# No file has such a stem: names of files do not begin with a space.
COPY = " beside {}"
APART = 1_000_000_000_000
"""Between the rows of one file and of the next: a row of a joined file is known by its number and this."""
Key = tuple[Path, str | None, str | None, str | None]


class JoinedFiles:
    """Opens them, for one load."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, reader: Reader, filler: Filler) -> None:
        self._connection = connection
        self._reader = reader
        self._filler = filler
        self._opened: dict[Key, Feed] = {}
        self._copied: dict[Key, tuple[Feed, Names, str]] = {}

    def headings(self, join: Join) -> Headings:
        """The columns of all its files."""
        return Headings(dict.fromkeys(name for path in join.files for name in self._open(join, path).columns))

    def feeds(self, join: Join) -> tuple[Feed, ...]:
        """Its files, as they were read."""
        return tuple(self._open(join, path) for path in join.files)

    def rows(self, join: Join, names: Names) -> str:
        """SQL behind `from` for the rows of its files, those columns that are among the names, each in its type; ` at`
        is the number of a row, counted through all files."""
        parts = [
            f"select rowid + {number * APART} as {identifier(' at')}, * from {self._copy(join, path, names)}"
            for number, path in enumerate(join.files)
        ]
        return f"({' union all by name '.join(parts)})"

    def line(self, join: Join, at: int) -> tuple[str, int]:
        """The file and line of a row."""
        feed = self.feeds(join)[at // APART]
        found = next(feed.find(self._connection, [at % APART]))
        return feed.name, found[1].line

    def _open(self, join: Join, path: Path) -> Feed:
        key = _key(join, path)
        if key not in self._opened:
            self._opened[key] = self._reader.open(path, self._names_before(join), join.layout)
        return self._opened[key]

    def _names_before(self, join: Join) -> set[str]:
        """By which its header may be known."""
        if join.said:
            return {names[-1].lower() for on in join.on for names in references(self._connection, on)}
        return set(every_spelling((each for on in join.on for each in named_in(on)), join.name))

    def _copy(self, join: Join, path: Path, names: Names) -> str:
        key = _key(join, path)
        feed, before, table = self._copied.get(key) or (self._open(join, path), frozenset(), "")
        together = either(before, names)
        if not table or together != before:
            table = table or f"temp.main.{identifier(COPY.format(len(self._copied)))}"
            feed = self._filler.materialised(table, feed, together)
            self._copied[key] = feed, together, table
            self._opened[key] = feed
        return table


def _key(join: Join, path: Path) -> Key:
    return path, join.layout.sheet, join.layout.encoding, join.layout.delimiter
