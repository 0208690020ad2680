"""Which file feeds which table: by its name, or as `data/sources.toml` says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from encodings.aliases import aliases
from pathlib import Path
from typing import Any

from steward.errors import SourcesUnreadable
from steward.warehouse.canonical import BY_NAME, TABLES, Canonical
from steward.warehouse.loading.connections.settings import SECTION, Connection, DatabaseQuery, asked_of, connections_in
from steward.warehouse.loading.engine.settings import Engine, read_engine
from steward.warehouse.loading.files.databases import is_database
from steward.warehouse.loading.files.encodings import is_encoding
from steward.warehouse.loading.files.layout import AS_FOUND, Layout
from steward.warehouse.loading.files.partitions import parts_of
from steward.warehouse.loading.files.read_files import KINDS
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.sources.inside import (
    Inside,
    of_canonical_names,
    partitioned,
    table_named,
    tables_of,
)
from steward.warehouse.loading.sources.joins import Join, joins_said
from steward.warehouse.loading.sources.preset_files import Preset, of_table, preset, preset_names
from steward.warehouse.loading.toml_lines import Place, lines_of
from steward.workspace import Workspace, read_toml

LAID_OUT = ("sheet", "encoding", "delimiter", "fill_down", "table")
OF_FILES = (*LAID_OUT, "preset", "where", "join")
ASKED = ("connection", "query")
KEYS = ("file", "columns", "sql", "scale", *OF_FILES, *ASKED)
OF_WINDOWS = "thumbs.db"
"""No database, but pictures of files, which Windows puts into folders."""
SCORES = {"0-10": (0, 10), "1-5": (1, 5), "1-10": (1, 10)}
"""The scales of surveys that can be read as NPS."""


@dataclass(frozen=True)
class Source:
    """Where one table comes from: files whose columns are named (`columns` and `preset` None) or mapped, or a query.
    `preset`: fitted to each file, what `columns` say goes before it; `where`: the condition of the rows that are
    taken; `joins`: files that stand beside each of these; `asked`: a query of a database, whose rows stand for those
    of a file; `engine`: what adds its rows up elsewhere."""

    table: Canonical
    files: tuple[Path, ...] = ()
    columns: dict[str, str] | None = None
    sql: str | None = None
    layout: Layout = AS_FOUND
    scale: str | None = None
    preset: Preset | None = None
    where: str | None = None
    joins: tuple[Join, ...] = ()
    asked: DatabaseQuery | None = None
    engine: Engine | None = None
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def every_file(self) -> tuple[Path, ...]:
        """Its own files and those that stand beside them."""
        return (*self.files, *(path for join in self.joins for path in join.files))

    @property
    def place(self) -> Place:
        """Where it stands in `sources.toml`."""
        return Place(self.table.name, self.lines)


@dataclass(frozen=True)
class Sources:
    """Every table's source, and every file in `data/` that could be one."""

    by_table: dict[str, Source] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    inside: tuple[Inside, ...] = ()
    """The tables of the databases among them."""

    @property
    def readable(self) -> Iterator[Path]:
        """The files that SQL may read where they lie; of a database only copies are read."""
        for path in self.files:
            if path.is_dir():
                yield from parts_of(path)
            elif not is_database(path):
                yield path

    @property
    def more_than_files(self) -> bool:
        """Whether rows come from where nobody can tell yet how many there are."""
        return any(source.asked or any(map(is_database, source.files)) for source in self.by_table.values())


def find_sources(workspace: Workspace) -> Sources:
    """Read `sources.toml` and look at the folder. Raises SourcesUnreadable."""
    files = _data_files(workspace.data)
    path = workspace.data / "sources.toml"
    mapped = _mapped(path, workspace.data) if path.exists() else {}
    inside = tables_of(filter(is_database, files), workspace.data)
    named = _named([one for one in files if not is_database(one)], mapped)
    named |= {
        name: Source(BY_NAME[name], (one.path,), layout=Layout(table=one.table.full_name))
        for name, one in of_canonical_names(inside, mapped, {name: one.files[0] for name, one in named.items()})
    }
    by_table = {table.name: found for table in TABLES if (found := mapped.get(table.name) or named.get(table.name))}
    outside = {path for source in by_table.values() for path in source.every_file} - set(files)
    every_file = (*files, *sorted(outside))
    _refuse_links(every_file, workspace.data)
    return Sources(by_table, every_file, inside)


def _refuse_links(files: Iterable[Path], data: Path) -> None:
    """A link to somewhere else is no file of `data/`. Raises SourcesUnreadable."""
    for path in files:
        below = parts_of(path) if path.is_dir() else (path,)
        if not all(one.resolve().is_relative_to(data.resolve()) for one in below):
            name = path.relative_to(data).as_posix()
            raise SourcesUnreadable(f"{name} in data/ leads to a file elsewhere, which is not read: put a copy there.")


def _data_files(data: Path) -> tuple[Path, ...]:
    """Files directly in `data/`, hidden ones left out."""
    if not data.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(data.iterdir())
        if path.is_file()
        and path.suffix.lower() in KINDS
        and not path.name.startswith((".", "~$"))
        and path.name.lower() != OF_WINDOWS
    )


def _named(files: Iterable[Path], mapped: dict[str, Source]) -> dict[str, Source]:
    """Files called like a table that nothing else feeds."""
    found: dict[str, Source] = {}
    for path in files:
        table = BY_NAME.get(path.stem.lower())
        if table is None or table.name in mapped:
            continue
        if table.name in found:
            other = found[table.name].files[0].name
            raise SourcesUnreadable(f"{other} and {path.name} both claim to be {table.name}; keep one of them.")
        found[table.name] = Source(table, (path,))
    return found


def _mapped(path: Path, data: Path) -> dict[str, Source]:
    found = {}
    entries = read_toml(path)
    lines = lines_of(path.read_text(encoding="utf-8-sig"))
    connections = connections_in(entries.pop(SECTION, {}), lines)
    for name, entry in entries.items():
        place = Place(name, lines)
        if name not in BY_NAME:
            raise SourcesUnreadable(f"{place.at()}: [{name}] is not a table{nearest(name, BY_NAME)}.")
        if not isinstance(entry, dict):
            raise SourcesUnreadable(f"{place.at()}: “{name}” should be a section [{name}] with file or sql.")
        found[name] = _source(BY_NAME[name], entry, data, place, connections)
    return found


def _source(
    table: Canonical, entry: dict[str, Any], data: Path, place: Place, connections: Mapping[str, Connection]
) -> Source:
    """One section, checked."""
    if "engine" in entry:
        return Source(table, engine=read_engine(place, table, entry), lines=place.lines)
    for key in entry:
        if key not in KEYS:
            raise SourcesUnreadable(f"{place.at(key)}: “{key}” is not a setting{nearest(key, KEYS)}.")
    asked = _asked(place, entry, connections)
    if ("file" in entry) + ("sql" in entry) + (asked is not None) != 1:
        raise SourcesUnreadable(f"{place.at()}: give either file or sql, or connection and query.")
    scale = _scale(place, table, entry)
    if "sql" in entry:
        for key in OF_FILES:
            if key in entry:
                where = place.at(key)
                raise SourcesUnreadable(f"{where}: {key} belongs to a file; a query reads files as they are found.")
        if "columns" in entry:
            where = place.at("columns")
            raise SourcesUnreadable(f"{where}: a query names its own columns; leave [{table.name}.columns] out.")
        return Source(table, sql=_text(place, "sql", entry["sql"]), scale=scale, lines=place.lines)
    known = _preset(place, table, entry["preset"]) if "preset" in entry else None
    columns = _columns(place, table, entry.get("columns"), known)
    files = () if asked else _files(place, entry["file"], data)
    there = tuple(path for path in _data_files(data) if path not in files)
    joins = joins_said(
        place, entry.get("join"), known.joins if known else {}, there, lambda at, said: _files(at, said, data), _layout
    )
    return Source(
        table,
        files,
        columns,
        layout=table_named(_layout(place, entry), files, table.name, data),
        scale=scale,
        preset=known,
        where=_text(place, "where", entry["where"]) if "where" in entry else None,
        joins=joins,
        asked=asked,
        lines=place.lines,
    )


def _asked(place: Place, entry: dict[str, Any], connections: Mapping[str, Connection]) -> DatabaseQuery | None:
    if not any(key in entry for key in ASKED):
        return None
    for key in LAID_OUT:
        if key in entry:
            raise SourcesUnreadable(f"{place.at(key)}: {key} belongs to a file, and not to the rows of a database.")
    return asked_of(place, entry, connections)


def _preset(place: Place, table: Canonical, name: Any) -> Preset:
    if not isinstance(name, str) or name not in preset_names() or table.name not in preset(name):
        known = of_table(table.name)
        near = nearest(str(name), known) or f"; there is none for {table.name}"
        raise SourcesUnreadable(f"{place.at('preset')}: “{name}” is not a preset of {table.name}{near}.")
    return preset(name)[table.name]


def _scale(place: Place, table: Canonical, entry: dict[str, Any]) -> str | None:
    if "scale" not in entry:
        return None
    scale = _text(place, "scale", entry["scale"])
    if table.name != "nps_responses" or scale not in SCORES:
        raise SourcesUnreadable(
            f"{place.at('scale')}: scale belongs to [nps_responses] and is one of {', '.join(SCORES)}."
        )
    return scale


def _layout(place: Place, entry: Mapping[str, Any]) -> Layout:
    sheet, encoding, delimiter = (_text(place, key, entry[key]) if key in entry else None for key in LAID_OUT[:3])
    table = _text(place, "table", entry["table"]) if "table" in entry else None
    names = entry.get("fill_down", [])
    names = names if isinstance(names, list) else [names]
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise SourcesUnreadable(
            f"{place.at('fill_down')}: fill_down should be a column of the file, or a list of them."
        )
    if encoding and not is_encoding(encoding):
        near = nearest(encoding.lower(), sorted(filter(is_encoding, {*aliases, *aliases.values()})))
        raise SourcesUnreadable(f"{place.at('encoding')}: there is no encoding “{encoding}”{near}.")
    return Layout(sheet, encoding, delimiter, tuple(names), table, place)


def _text(place: Place, key: str, value: Any) -> str:
    if not isinstance(value, str) or not value or (key == "where" and not value.strip()):
        raise SourcesUnreadable(f"{place.at(key)}: {key} should be a text in quotes.")
    if key == "delimiter" and len(value) != 1:
        raise SourcesUnreadable(f"{place.at(key)}: delimiter should be one character.")
    return value


def _columns(place: Place, table: Canonical, entry: Any, known: Preset | None) -> dict[str, str] | None:
    """Canonical column → SQL expression. A number or a flag stands for itself. `known`: what is said already."""
    if entry is None:
        return None
    if not isinstance(entry, dict):
        raise SourcesUnreadable(f"{place.at('columns')}: columns should be a section [{table.name}.columns].")
    for column, expression in entry.items():
        where = place.at("columns", column)
        if column not in table.columns:
            raise SourcesUnreadable(f"{where}: “{column}” is not a column{nearest(column, table.columns)}.")
        if isinstance(expression, dict | list) or not str(expression).strip():
            raise SourcesUnreadable(f"{where}: {column} should be an SQL expression in quotes.")
    missing = [
        column for column in table.required if column not in entry and column not in (known.columns if known else ())
    ]
    if missing:
        raise SourcesUnreadable(f"{place.at('columns')}: {missing[0]} is required and not mapped.")
    return {column: str(expression).strip() for column, expression in entry.items()}


def _files(place: Place, entry: Any, data: Path) -> tuple[Path, ...]:
    """One file name, several, or a pattern such as `charges-*.csv`; all inside `data/`."""
    names = entry if isinstance(entry, list) else [entry]
    where = place.at("file")
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise SourcesUnreadable(f"{where}: file should be a file name, or a list of them.")
    return tuple(dict.fromkeys(path for name in names for path in _matching(where, name.strip(), data)))


def _matching(where: str, name: str, data: Path) -> list[Path]:
    parts = re.split(r"[\\/]", name)
    if ".." in parts or Path(name).is_absolute() or ":" in name or "\0" in name:
        raise SourcesUnreadable(f"{where}: {name} lies outside data/.")
    if (folder := partitioned(data, name)) is not None:
        return [folder]
    found = sorted(data.glob(name)) if re.search(r"[*?\[]", name) and not (data / name).exists() else [data / name]
    if not found or not all(path.is_file() for path in found):
        known = [path.relative_to(data).as_posix() for path in _data_files(data)]
        raise SourcesUnreadable(f"{where}: there is no file {name} in data/{nearest(name, known)}.")
    for path in found:
        if path.suffix.lower() not in KINDS:
            raise SourcesUnreadable(f"{where}: {path.name} is none of {', '.join(KINDS)}.")
    return found
