"""What a load did: per table and per file, with every problem next to its line."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb


@dataclass(frozen=True)
class TableReport:
    """One table. `read` = `loaded` + `rejected` + `left_out`, always. `left_out`: rows that `where` or a filter of a
    preset does not take; `identical`: rows without a key that repeat another, kept."""

    table: str
    source: str
    present: bool
    read: int
    loaded: int
    rejected: int
    warnings: int
    identical: int
    first_day: date | None
    last_day: date | None
    seconds: float
    left_out: int


@dataclass(frozen=True)
class FileReport:
    """One file in `data/` and what was assumed about it; `used_by` is empty where nothing uses it."""

    file: str
    used_by: str
    encoding: str
    delimiter: str
    line_ends: str
    rows: int
    rejected: int
    notes: str


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file people own. `severity`: rejected, warning (rows kept) or note; `line`: the first."""

    table: str
    file: str
    line: int | None
    column: str
    reason: str
    severity: str
    count: int


@dataclass(frozen=True)
class WarehouseCheck:
    """A query over the finished warehouse that returned rows which offend; `rows`: the first of them, as text."""

    name: str
    about: str
    offending: int
    rows: str


@dataclass(frozen=True)
class LoadReport:
    """The whole load."""

    tables: tuple[TableReport, ...]
    files: tuple[FileReport, ...]
    problems: tuple[Problem, ...]
    checks: tuple[WarehouseCheck, ...]
    as_of: date
    basis: str
    warehouse: Path
    seconds: float

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning and note as one line."""
        return tuple(spoken(problem) for problem in self.problems if problem.severity != "rejected")

    @property
    def rejected(self) -> int:
        """Rows turned down, in all tables."""
        return sum(table.rejected for table in self.tables)


def spoken(problem: Problem) -> str:
    """`usage.csv line 7, product_id: is not a known product (12 rows)`."""
    line = f" line {problem.line}" if problem.line else ""
    column = f", {problem.column}" if problem.column else ""
    rows = f" ({problem.count:,} row{'s' if problem.count > 1 else ''})" if problem.count else ""
    return f"{problem.file or problem.table}{line}{column}: {problem.reason}{rows}"


def read_report(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> LoadReport:
    """The report of the load that made this warehouse."""
    as_of, basis, seconds = connection.execute("select as_of, basis, seconds from meta.load").fetchall()[0]
    return LoadReport(
        tuple(TableReport(*row) for row in connection.execute("from meta.tables").fetchall()),
        tuple(FileReport(*row) for row in connection.execute("from meta.files").fetchall()),
        tuple(Problem(*row) for row in connection.execute("from meta.problems").fetchall()),
        tuple(WarehouseCheck(*row) for row in connection.execute("from meta.checks").fetchall()),
        as_of,
        basis,
        warehouse,
        seconds,
    )
