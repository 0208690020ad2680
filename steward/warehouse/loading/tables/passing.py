"""Daily rows that are too many to be kept: worked on beside the warehouse, and let go once their months are made.

Nothing but the months of them is read later, and to write them would take longer than all else of a load. Meanwhile
`staging.<table>` is a view: of a table in memory, which DuckDB moves to the disk where memory is short, or of a Parquet
file, which is read where it lies as long as all of its rows are sound."""

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from steward.errors import LoadFailed
from steward.warehouse.canonical import BY_NAME, Canonical
from steward.warehouse.loading.sqltext import listed
from steward.warehouse.loading.tables.identical import identical_of_months

MANY = 2_000_000
"""Rows. As many are written within a second, and whoever asks the warehouse by hand finds them."""
IN_PASSING = "memory.main"


class PassingRows:
    """What one load works on beside its warehouse."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._tables: dict[str, str] = {}
        self._lying: dict[Path, tuple[int, int]] = {}

    def takes(self, table: Canonical, rows: int) -> bool:
        """Whether so many rows of a table are worked on here."""
        return table.monthly and rows > MANY

    def create(self, table: Canonical, columns: Iterable[str]) -> None:
        """An empty table, which `staging.<table>` shows. `columns`: each with its type."""
        self._tables[table.name] = f"{IN_PASSING}.{table.name}"
        self._connection.execute(f"create table {self._tables[table.name]} ({', '.join(columns)})")
        self._show_what_is_held(table)

    def written_to(self, table: Canonical) -> str:
        """Where rows of a table are put."""
        return self._tables.get(table.name, f"staging.{table.name}")

    def holds(self, table: Canonical) -> bool:
        """Whether the table is worked on here."""
        return table.name in self._tables

    def look_through(self, table: Canonical, path: Path, rows: Callable[[bool], str]) -> int:
        """Show the rows of a file where they lie; how many there are. `rows`: SQL for them with all columns and
        `rowid`, by whether every value is known to be sound."""
        self._lying[path] = _state(path)
        self._show(table, rows(False))
        if not self._connection.execute(f"select count(_bad) from staging.{table.name}").fetchall()[0][0]:
            self._show(table, rows(True))
        return self._count(table)

    def keep(self, table: Canonical) -> int:
        """Let go of the rejected rows; how many are left. What is shown of a file is copied then."""
        refused = "select row from refused"
        if self._connection.execute(f"select count(*) from ({refused})").fetchall()[0][0]:
            held, names = self._tables[table.name], listed(table.columns)
            self._connection.execute(f"delete from {held} where rowid in ({refused})")
            if self._lying:
                sound = f"select {names} from staging.{table.name} where rowid not in ({refused})"
                self._connection.execute(f"insert into {held} ({names}) {sound}")
                self._show_what_is_held(table)
        return self._count(table)

    def identical(self) -> None:
        """Note how many rows repeat another, which their months tell once they are made."""
        for name in self._tables:
            found = identical_of_months(self._connection, BY_NAME[name])
            self._connection.execute('update meta.tables set identical = ? where "table" = ?', [found, name])

    def let_go(self) -> None:
        """The months are made. Raises LoadFailed where a file became another meanwhile."""
        for path, state in self._lying.items():
            if _state(path) != state:
                raise LoadFailed(f"{path.name} was changed while it was read; nothing was changed here, so load again.")
        for name, held in self._tables.items():
            self._connection.execute(f"drop view staging.{name}")
            self._connection.execute(f"drop table {held}")

    def _show_what_is_held(self, table: Canonical) -> None:
        self._show(table, f"select rowid, * from {self._tables[table.name]}")

    def _show(self, table: Canonical, rows: str) -> None:
        self._connection.execute(f"create or replace view staging.{table.name} as {rows}")

    def _count(self, table: Canonical) -> int:
        return int(self._connection.execute(f"select count(*) from staging.{table.name}").fetchall()[0][0])


def _state(path: Path) -> tuple[int, int]:
    """What differs when a file was written again."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns
