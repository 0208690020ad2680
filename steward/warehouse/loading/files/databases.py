"""Tables of a DuckDB or SQLite file in `data/`: which there are, and a copy of one that is read like any other file."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.loading.files.sqlite_files import columns_by_table, is_sqlite, opened
from steward.warehouse.loading.sqltext import identifier, literal

DATABASES = (".duckdb", ".sqlite", ".sqlite3", ".db")
BESIDE = (".wal", "-wal", "-shm", "-journal")
"""What a program that writes a database keeps beside it."""
MAIN = "main"
IN_USE = "is in use by another program; load again once it is done, or have it write a copy"


class DatabaseTable(NamedTuple):
    """A table or view. `schema`: empty where the file has none but its own."""

    schema: str
    name: str
    columns: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """As it is told apart from one of another schema."""
        return f"{self.schema}.{self.name}" if self.schema else self.name


def is_database(path: Path) -> bool:
    """By its ending."""
    return path.suffix.lower() in DATABASES


def tables_in(path: Path, name: str) -> tuple[DatabaseTable, ...]:
    """All there are. `name`: what the file is called in a sentence. Raises FileUnreadable."""
    if is_sqlite(path):
        with opened(path, name) as database:
            found = columns_by_table(database)
            return tuple(DatabaseTable("", table, columns) for table, columns in found.items())
    with _opened(path, name) as connection:
        columns: dict[tuple[str, str], list[str]] = {}
        sql = """select schema_name, table_name, column_name from duckdb_columns()
            where database_name = 'held' and not internal order by schema_name, table_name, column_index"""
        for schema, table, column in connection.execute(sql).fetchall():
            columns.setdefault(("" if schema == MAIN else schema, table), []).append(column)
    return tuple(DatabaseTable(schema, table, tuple(names)) for (schema, table), names in columns.items())


def chosen(tables: tuple[DatabaseTable, ...], said: str) -> DatabaseTable | None:
    """The table that somebody means by a name, with its schema or without; none where there is none, or several."""
    sought = said.lower()
    exact = [one for one in tables if one.full_name.lower() == sought]
    found = exact or [one for one in tables if one.name.lower() == sought]
    return found[0] if len(found) == 1 else None


def copied(path: Path, name: str, table: DatabaseTable, target: Path) -> str:
    """The rows of a table in a Parquet file of ours; the kind of database. Raises FileUnreadable."""
    if is_sqlite(path):
        # Imported here: pyarrow takes longer to begin than all else that a load of plain files imports.
        from steward.warehouse.loading.files.sqlite_rows import copy

        with opened(path, name) as database:
            copy(database, table.name, table.columns, target)
        return "SQLite"
    with _opened(path, name, target.parent) as connection:
        relation = ".".join(map(identifier, ("held", table.schema or MAIN, table.name)))
        try:
            rows = (
                f"select * replace ({huge}) from {relation}"
                if (huge := _huge(connection, relation))
                else f"from {relation}"
            )
            connection.execute(f"copy ({rows}) to {literal(str(target.resolve()))} (format parquet)")
        except duckdb.Error as problem:
            raise FileUnreadable(f"{name}: its table “{table.full_name}” {_why(problem)}.") from problem
    return "DuckDB"


def _huge(connection: duckdb.DuckDBPyConnection, relation: str) -> str:
    """SQL for the digits of whole numbers that Parquet has no type for: DuckDB would round them to a double."""
    described = connection.execute(f"describe {relation}").fetchall()
    names = (identifier(row[0]) for row in described if row[1] in ("HUGEINT", "UHUGEINT"))
    return ", ".join(f"{name}::varchar as {name}" for name in names)


@contextmanager
def _opened(path: Path, name: str, into: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB file, read-only: what is in it, such as a view, reaches nothing outside of it."""
    with closing(duckdb.connect()) as connection:
        try:
            connection.execute(f"attach {literal(str(path.resolve()))} as held (read_only, type duckdb)")
            for setting in _locks(into):
                connection.execute(f"set global {setting}")
            connection.execute("select count(*) from duckdb_columns() where database_name = 'held'")
        except duckdb.Error as problem:
            raise FileUnreadable(f"{name} {_why(problem)}.") from problem
        yield connection


def _locks(into: Path | None) -> Iterator[str]:
    if into:
        yield f"allowed_directories = [{literal(str(into.resolve()))}]"
    yield from (
        "memory_limit = '50%'", "autoinstall_known_extensions = false", "autoload_known_extensions = false",
        "python_enable_replacements = false", "enable_external_access = false", "lock_configuration = true",
    )  # fmt: skip


SAID: Mapping[str, str] = {
    "Could not set lock": IN_USE,
    "not a valid DuckDB database": "is no DuckDB or SQLite file",
    "newer version": "was written by a newer DuckDB; have it written for an older one, or put Parquet files there",
    "Cannot access": "reaches for files outside of it, which is not done; keep its rows in the file",
    "checksum": "is damaged; put it there again",
    "Could not read enough bytes": "is cut off; put it there again",
}


def _why(problem: duckdb.Error) -> str:
    message = str(problem)
    return next((why for words, why in SAID.items() if words in message), "cannot be read; put it there again")
