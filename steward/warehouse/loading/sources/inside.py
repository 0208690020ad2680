"""Sources that are more than one file or less: tables within a database of `data/`, and folders of Parquet files."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from steward.errors import SourcesUnreadable
from steward.warehouse.canonical import BY_NAME
from steward.warehouse.loading.files.databases import DatabaseTable, chosen, is_database, tables_in
from steward.warehouse.loading.files.layout import Layout
from steward.warehouse.loading.files.partitions import parts_of
from steward.warehouse.loading.nearest import nearest

EVERY_FILE_BELOW = re.compile(r"([^*?\[]+?)/+(?:\*\*/+\*\.parquet)?$")


class Inside(NamedTuple):
    """A table of a database in `data/`."""

    path: Path
    table: DatabaseTable

    @property
    def in_sql(self) -> tuple[str, str]:
        """What a query calls it: its name, and that with the file's before it, for where another has the same."""
        return self.table.name, f"{self.path.stem}.{self.table.full_name}"

    @property
    def lacks(self) -> str:
        """The column that it would need to be the table of ours called so; empty where none is, or it has all."""
        canonical = BY_NAME.get(self.table.name.lower())
        there = {column.lower() for column in self.table.columns}
        return next((one for one in canonical.required if one not in there), "") if canonical else ""


def tables_of(databases: Iterable[Path], data: Path) -> tuple[Inside, ...]:
    """Every table of every database. Raises FileUnreadable: what cannot be looked into may be what feeds a table."""
    return tuple(
        Inside(path, table) for path in databases for table in tables_in(path, path.relative_to(data).as_posix())
    )


def of_canonical_names(
    inside: Sequence[Inside], mapped: Mapping[str, object], files: Mapping[str, Path]
) -> Iterator[tuple[str, Inside]]:
    """Those called like a table of ours that have what it needs and that nothing else feeds. Raises SourcesUnreadable
    where two are called so, or a file is."""
    claimed = {name: path.name for name, path in files.items()}
    for one in inside:
        name = one.table.name.lower()
        if name not in BY_NAME or name in mapped or one.lacks:
            continue
        called = f"{one.path.name}, table {one.table.full_name},"
        if name in claimed:
            raise SourcesUnreadable(
                f"{claimed[name]} and {called} both claim to be {name}: keep one, or say in sources.toml which it is."
            )
        claimed[name] = called
        yield name, one


def table_named(layout: Layout, files: Sequence[Path], canonical: str, data: Path) -> Layout:
    """The layout with the table that is meant of the databases among the files: the one that is said, else one called
    like ours, else the only one. Raises SourcesUnreadable."""
    databases = [path for path in files if is_database(path)]
    if not databases:
        if layout.table:
            raise SourcesUnreadable(f"{layout.place.at('table')}: table belongs to a database, such as a .duckdb file.")
        return layout
    for path in databases:
        name = path.relative_to(data).as_posix()
        there = tables_in(path, name)
        found = chosen(there, layout.table or canonical)
        found = there[0] if found is None and not layout.table and len(there) == 1 else found
        if found is None:
            known = [one.full_name for one in there]
            near = nearest(layout.table or canonical, known)
            why = (
                f"{name} has no table “{layout.table}”, or several{near}"
                if layout.table
                else (f"say with table which one of {name} is meant{near or ': ' + ', '.join(known[:8])}")
            )
            raise SourcesUnreadable(f"{layout.place.at('table' if layout.table else 'file')}: {why}.")
        layout = replace(layout, table=found.full_name)
    return layout


def partitioned(data: Path, name: str) -> Path | None:
    """The folder of Parquet files that a name stands for, `usage/` or `usage/**/*.parquet`, where it is one."""
    found = EVERY_FILE_BELOW.fullmatch(name)
    folder = data / (found[1] if found else name)
    return folder if folder.is_dir() and parts_of(folder) else None
