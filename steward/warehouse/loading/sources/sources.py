"""Which file feeds which table: by its name, or as `data/sources.toml` says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from encodings.aliases import aliases
from pathlib import Path
from typing import Any

from steward.errors import SourcesUnreadable
from steward.warehouse.canonical import BY_NAME, TABLES, Canonical
from steward.warehouse.loading.engine.settings import Engine, read_engine
from steward.warehouse.loading.files.encodings import is_encoding
from steward.warehouse.loading.files.layout import AS_FOUND, Layout
from steward.warehouse.loading.files.read_files import KINDS
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.sources.presets import Ways, of_table
from steward.warehouse.loading.toml_lines import Place, lines_of
from steward.workspace import Workspace, read_toml

LAID_OUT = ("sheet", "encoding", "delimiter", "fill_down")
KEYS = ("file", "columns", "preset", "sql", "scale", *LAID_OUT)
SCORES = {"0-10": (0, 10), "1-5": (1, 5), "1-10": (1, 10)}
"""The scales of surveys that can be read as NPS."""


@dataclass(frozen=True)
class Source:
    """Where one table comes from: files whose columns are named (`columns` None) or mapped, or a query. `ways`: what a
    preset and the section itself say of each column, to be fitted to each file; `engine`: what adds its rows up
    elsewhere."""

    table: Canonical
    files: tuple[Path, ...] = ()
    columns: dict[str, str] | None = None
    sql: str | None = None
    layout: Layout = AS_FOUND
    scale: str | None = None
    ways: Ways | None = None
    engine: Engine | None = None
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where it stands in `sources.toml`."""
        return Place(self.table.name, self.lines)


@dataclass(frozen=True)
class Sources:
    """Every table's source, and every file in `data/` that could be one."""

    by_table: dict[str, Source] = field(default_factory=dict)
    files: tuple[Path, ...] = ()


def find_sources(workspace: Workspace) -> Sources:
    """Read `sources.toml` and look at the folder. Raises SourcesUnreadable."""
    files = _data_files(workspace.data)
    path = workspace.data / "sources.toml"
    mapped = _mapped(path, workspace.data) if path.exists() else {}
    named = _named(files, mapped)
    by_table = {table.name: found for table in TABLES if (found := mapped.get(table.name) or named.get(table.name))}
    outside = {path for source in by_table.values() for path in source.files} - set(files)
    return Sources(by_table, (*files, *sorted(outside)))


def _data_files(data: Path) -> tuple[Path, ...]:
    """Files directly in `data/`, hidden ones left out."""
    if not data.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(data.iterdir())
        if path.is_file() and path.suffix.lower() in KINDS and not path.name.startswith((".", "~$"))
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
    for name, entry in entries.items():
        place = Place(name, lines)
        if name not in BY_NAME:
            raise SourcesUnreadable(f"{place.at()}: [{name}] is not a table{nearest(name, BY_NAME)}.")
        if not isinstance(entry, dict):
            raise SourcesUnreadable(f"{place.at()}: “{name}” should be a section [{name}] with file or sql.")
        found[name] = _source(BY_NAME[name], entry, data, place)
    return found


def _source(table: Canonical, entry: dict[str, Any], data: Path, place: Place) -> Source:
    """One section, checked."""
    if "engine" in entry:
        return Source(table, engine=read_engine(place, table, entry), lines=place.lines)
    for key in entry:
        if key not in KEYS:
            raise SourcesUnreadable(f"{place.at(key)}: “{key}” is not a setting{nearest(key, KEYS)}.")
    if ("file" in entry) == ("sql" in entry):
        raise SourcesUnreadable(f"{place.at()}: give either file or sql.")
    scale = _scale(place, table, entry)
    if "sql" in entry:
        for key in (*LAID_OUT, "preset"):
            if key in entry:
                where = place.at(key)
                raise SourcesUnreadable(f"{where}: {key} belongs to a file; a query reads files as they are found.")
        if "columns" in entry:
            where = place.at("columns")
            raise SourcesUnreadable(f"{where}: a query names its own columns; leave [{table.name}.columns] out.")
        return Source(table, sql=_text(place, "sql", entry["sql"]), scale=scale, lines=place.lines)
    ways = _preset(place, table, entry["preset"]) if "preset" in entry else None
    columns, files = _columns(place, table, entry.get("columns"), ways or {}), _files(place, entry["file"], data)
    if ways is not None:
        ways = {**ways, **{name: (said,) for name, said in (columns or {}).items()}}
        columns = {name: said[0] for name, said in ways.items()}
    return Source(table, files, columns, layout=_layout(place, entry), scale=scale, ways=ways, lines=place.lines)


def _preset(place: Place, table: Canonical, name: Any) -> Ways:
    known = of_table(table.name)
    if not isinstance(name, str) or name not in known:
        near = nearest(str(name), known) or f"; there is none for {table.name}"
        raise SourcesUnreadable(f"{place.at('preset')}: “{name}” is not a preset of {table.name}{near}.")
    return known[name]


def _scale(place: Place, table: Canonical, entry: dict[str, Any]) -> str | None:
    if "scale" not in entry:
        return None
    scale = _text(place, "scale", entry["scale"])
    if table.name != "nps_responses" or scale not in SCORES:
        raise SourcesUnreadable(
            f"{place.at('scale')}: scale belongs to [nps_responses] and is one of {', '.join(SCORES)}."
        )
    return scale


def _layout(place: Place, entry: dict[str, Any]) -> Layout:
    sheet, encoding, delimiter = (_text(place, key, entry[key]) if key in entry else None for key in LAID_OUT[:3])
    names = entry.get("fill_down", [])
    names = names if isinstance(names, list) else [names]
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise SourcesUnreadable(
            f"{place.at('fill_down')}: fill_down should be a column of the file, or a list of them."
        )
    if encoding and not is_encoding(encoding):
        near = nearest(encoding.lower(), sorted(filter(is_encoding, {*aliases, *aliases.values()})))
        raise SourcesUnreadable(f"{place.at('encoding')}: there is no encoding “{encoding}”{near}.")
    return Layout(sheet, encoding, delimiter, tuple(names), place)


def _text(place: Place, key: str, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise SourcesUnreadable(f"{place.at(key)}: {key} should be a text in quotes.")
    if key == "delimiter" and len(value) != 1:
        raise SourcesUnreadable(f"{place.at(key)}: delimiter should be one character.")
    return value


def _columns(place: Place, table: Canonical, entry: Any, preset: Ways) -> dict[str, str] | None:
    """Canonical column → SQL expression. A number or a flag stands for itself. `preset`: what is said already."""
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
    missing = [column for column in table.required if column not in entry and column not in preset]
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
    found = sorted(data.glob(name)) if re.search(r"[*?\[]", name) and not (data / name).exists() else [data / name]
    if not found or not all(path.is_file() for path in found):
        known = [path.relative_to(data).as_posix() for path in _data_files(data)]
        raise SourcesUnreadable(f"{where}: there is no file {name} in data/{nearest(name, known)}.")
    for path in found:
        if path.suffix.lower() not in KINDS:
            raise SourcesUnreadable(f"{where}: {path.name} is none of {', '.join(KINDS)}.")
    return found
