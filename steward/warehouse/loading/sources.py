"""Which file feeds which table: by its name, or as `data/sources.toml` says."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.canonical import BY_NAME, TABLES, Canonical
from steward.warehouse.loading.read_files import KINDS
from steward.workspace import Workspace, read_toml

KEYS = ("file", "columns", "sql", "sheet", "encoding", "delimiter", "scale")
SCORES = {"0-10": (0, 10), "1-5": (1, 5), "1-10": (1, 10)}
"""The scales of surveys that can be read as NPS."""


@dataclass(frozen=True)
class Source:
    """Where one table comes from: files whose columns are named (`columns` None) or mapped, or a query."""

    table: Canonical
    files: tuple[Path, ...] = ()
    columns: dict[str, str] | None = None
    sql: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    scale: str | None = None


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
    for name, entry in read_toml(path).items():
        if name not in BY_NAME:
            raise SourcesUnreadable(f"sources.toml: [{name}] is not a table{nearest(name, BY_NAME)}.")
        if not isinstance(entry, dict):
            raise SourcesUnreadable(f"sources.toml: “{name}” should be a section [{name}] with file or sql.")
        found[name] = _source(BY_NAME[name], entry, data)
    return found


def _source(table: Canonical, entry: dict[str, Any], data: Path) -> Source:
    """One section, checked."""
    where = f"sources.toml [{table.name}]"
    for key in entry:
        if key not in KEYS:
            raise SourcesUnreadable(f"{where}: “{key}” is not a setting{nearest(key, KEYS)}.")
    if ("file" in entry) == ("sql" in entry):
        raise SourcesUnreadable(f"{where}: give either file or sql.")
    texts = {
        key: _text(where, key, entry[key]) for key in ("sql", "sheet", "encoding", "delimiter", "scale") if key in entry
    }
    if "scale" in entry and (table.name != "nps_responses" or texts["scale"] not in SCORES):
        raise SourcesUnreadable(f"{where}: scale belongs to [nps_responses] and is one of {', '.join(SCORES)}.")
    if "sql" in entry:
        for key in ("sheet", "encoding", "delimiter"):
            if key in entry:
                raise SourcesUnreadable(f"{where}: {key} belongs to a file; a query reads files as they are found.")
        if "columns" in entry:
            raise SourcesUnreadable(f"{where}: a query names its own columns; leave [{table.name}.columns] out.")
        return Source(table, sql=texts["sql"], scale=texts.get("scale"))
    return Source(table, _files(where, entry["file"], data), _columns(where, table, entry.get("columns")), **texts)


def _text(where: str, key: str, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise SourcesUnreadable(f"{where}: {key} should be a text in quotes.")
    if key == "delimiter" and len(value) != 1:
        raise SourcesUnreadable(f"{where}: delimiter should be one character.")
    return value


def _columns(where: str, table: Canonical, entry: Any) -> dict[str, str] | None:
    """Canonical column → SQL expression. A number or a flag stands for itself."""
    if entry is None:
        return None
    if not isinstance(entry, dict):
        raise SourcesUnreadable(f"{where}: columns should be a section [{table.name}.columns].")
    for column, expression in entry.items():
        if column not in table.columns:
            raise SourcesUnreadable(f"{where}: “{column}” is not a column{nearest(column, table.columns)}.")
        if isinstance(expression, dict | list) or not str(expression).strip():
            raise SourcesUnreadable(f"{where}: {column} should be an SQL expression in quotes.")
    missing = [column for column in table.required if column not in entry]
    if missing:
        raise SourcesUnreadable(f"{where}: {missing[0]} is required and not mapped.")
    return {column: str(expression).strip() for column, expression in entry.items()}


def _files(where: str, entry: Any, data: Path) -> tuple[Path, ...]:
    """One file name, several, or a pattern such as `charges-*.csv`; all inside `data/`."""
    names = entry if isinstance(entry, list) else [entry]
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


def nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean …?` or, where nothing is near, the whole list."""
    names = list(known)
    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.5)
    if near:
        return f"; did you mean “{near[0]}”"
    return f"; there are {', '.join(names[:20])}" if names else ""
