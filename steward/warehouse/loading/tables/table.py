"""One table of a load: staged, checked, its rejects written, its rows kept; and the law that none is lost."""

import time
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from steward.errors import LoadFailed
from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.report import Problem
from steward.warehouse.loading.sources.sources import Source
from steward.warehouse.loading.tables.grouped import grouped
from steward.warehouse.loading.tables.identical import identical
from steward.warehouse.loading.tables.judged import bookkeeping
from steward.warehouse.loading.tables.parts import FilePart, Staged
from steward.warehouse.loading.tables.rejects import Rejected, RejectsFile, locate, rejected_rows
from steward.warehouse.loading.tables.scale_percentages import adjust
from steward.warehouse.loading.tables.stage import Stager
from steward.warehouse.loading.tables.unread import note_unread
from steward.warehouse.loading.tables.validate import Warned, refuse, warnings

MOST_DETAILS = 10_000
UNENDED = "the file ends in the middle of a line or without a line end; check the last row"


@dataclass(frozen=True)
class TableOutcome:
    """What became of one table. `by_file`: rejected rows of each file; `span`: its first and its last day, where its
    rows do not tell."""

    table: Canonical
    present: bool = False
    source: str = ""
    parts: tuple[FilePart, ...] = ()
    read: int = 0
    loaded: int = 0
    rejected: int = 0
    identical: int = 0
    by_file: dict[str, int] | None = None
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    left_out: int = 0
    span: tuple[date | None, date | None] | None = None


@dataclass
class _Rejects:
    """Rejected rows, counted; the first of them in detail."""

    count: int = 0
    by_file: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def add(self, table: str, row: Rejected) -> None:
        """One more."""
        self.count += 1
        self.by_file[row.file] += 1
        if self.count <= MOST_DETAILS:
            self.problems.append(Problem(table, row.file, row.line, row.column, row.reason, "rejected", 1))


class TableLoader:
    """Loads tables, each after those that it refers to. `present`: those that there are, loaded by now or not yet."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, stager: Stager, rejects: Path, present: Set[str]) -> None:
        self._connection = connection
        self._house = stager.house
        self._stager = stager
        self._passing = stager.passing
        self._rejects = rejects
        self._present = present

    def load(self, source: Source) -> TableOutcome:
        """Make and fill `staging.<table>`."""
        started, table = time.perf_counter(), source.table
        staged = self._stager.stage(source)
        scaled = adjust(self._connection, source, frozenset[str]().union(*(part.signed for part in staged.parts)))
        rejected = self._reject(staged)
        doubts = (Warned("", *doubt) for part in staged.parts for doubt in part.doubts)
        warned = [*scaled, *doubts, *warnings(self._connection, staged, self._present)]
        above = grouped(self._connection, staged, source)
        problems = (*rejected.problems, *self._warnings(staged, warned), *above, *_unended(staged), *_notes(staged))
        loaded = self._keep(table)
        outcome = TableOutcome(
            table,
            True,
            _spoken(source),
            staged.parts,
            staged.read,
            loaded,
            rejected.count,
            0 if self._passing.holds(table) else identical(self._connection, table),
            dict(rejected.by_file),
            problems,
            time.perf_counter() - started,
            staged.left_out,
        )
        _obey_the_law(outcome)
        return outcome

    def _reject(self, staged: Staged) -> "_Rejects":
        """Write the rows turned down to their file, and count them."""
        refuse(self._connection, staged, self._house)
        found = _Rejects()
        for row in RejectsFile(self._rejects, staged).write(rejected_rows(self._connection, staged)):
            found.add(staged.table.name, row)
        return found

    def _keep(self, table: Canonical) -> int:
        """Let go of the rejected rows and the bookkeeping; how many rows are left."""
        note_unread(self._connection, table)
        if self._passing.holds(table):
            return self._passing.keep(table)
        name = f"staging.{table.name}"
        self._connection.execute(f"delete from {name} where rowid in (select row from refused)")
        for column in bookkeeping(table):
            self._connection.execute(f"alter table {name} drop column {column}")
        return int(self._connection.execute(f"select count(*) from {name}").fetchall()[0][0])

    def _warnings(self, staged: Staged, warned: list[Warned]) -> list[Problem]:
        """Each with the first row it concerns."""
        places = locate(self._connection, staged.parts, (each.row for each in warned if each.row is not None))
        found = []
        for each in warned:
            part, line = places.get(-1 if each.row is None else each.row, (None, None))
            file = part.feed.name if part else ""
            found.append(Problem(staged.table.name, file, line, each.column, each.reason, "warning", each.count))
        return found


def _unended(staged: Staged) -> list[Problem]:
    """Files that may have been cut off within the last value of their last row: nothing in it can tell."""
    feeds = (part.feed for part in staged.parts if part.feed.unended)
    return [Problem(staged.table.name, feed.name, feed.unended, "", UNENDED, "note", 0) for feed in feeds]


def _notes(staged: Staged) -> list[Problem]:
    """What was assumed about a file."""
    return [
        Problem(staged.table.name, part.feed.name, None, "", note, "note", 0)
        for part in staged.parts
        for note in part.notes
    ]


def _spoken(source: Source) -> str:
    if source.asked:
        return str(source.asked.connection)
    return "query in sources.toml" if source.sql else ", ".join(path.name for path in source.files)


def _obey_the_law(outcome: TableOutcome) -> None:
    """Rows read = rows loaded + rows rejected + rows left out, counted each by hands of its own."""
    if outcome.read != outcome.loaded + outcome.rejected + outcome.left_out:
        left_out = f", {outcome.left_out:,} left out" if outcome.left_out else ""
        raise LoadFailed(
            f"{outcome.source}: {outcome.read:,} rows were read, but {outcome.loaded:,} loaded{left_out} and"
            f" {outcome.rejected:,} rejected for {outcome.table.name}; nothing was changed."
        )
