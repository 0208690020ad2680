"""Which file feeds which table, read from the draft's text and written into it."""

import fnmatch
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from steward.errors import SourcesUnreadable
from steward.plans.files.sources_text import drop_section, put_column, put_files, put_section
from steward.services.data.bring.draft import SOURCES, Draft
from steward.warehouse.canonical import BY_NAME, TABLES
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.sources.looking import FileLook, look_at
from steward.warehouse.loading.sources.matching import (
    match_table,
    tables_for,
)
from steward.warehouse.loading.sources.proposing import Proposal, propose, proposed_as
from steward.warehouse.loading.sources.recognise import recognise

NO_TABLE = ""


@dataclass(frozen=True)
class Feed:
    """A table and what feeds it. `section`: whether `sources.toml` says so, and not the name of its file alone."""

    table: str
    files: tuple[str, ...]
    sheet: str = ""
    preset: str = ""
    sql: str = ""
    columns: Mapping[str, str] | None = None
    section: bool = True

    @property
    def by(self) -> str:
        """What its columns are told by."""
        if self.sql:
            return "a query"
        return f"the preset “{self.preset}”" if self.preset else "its columns" if self.columns else "our own names"

    def sure(self, look: FileLook) -> str:
        """How sure that is, as it is said of a file that nobody mapped by hand."""
        if self.preset:
            known = recognise(look.names, look.sheet or look.file)
            sure = next((one.confidence for one in known if (one.preset, one.table) == (self.preset, self.table)), 0.0)
        else:
            sure = match_table(BY_NAME[self.table], look, {}).confidence if self.columns else 1.0
        return f", {sure:.0%} sure"


def feeds(draft: Draft) -> tuple[Feed, ...]:
    """Every table that is fed, in the order of the tables. Raises SourcesUnreadable."""
    said = _said(draft.text)
    mapped = {name: _feed(name, entry, draft) for name, entry in said.items() if isinstance(entry, dict)}
    named = {
        table: Feed(table, (name,), section=False)
        for name in _all_names(draft)
        if (table := stem(name).lower()) in BY_NAME and table not in mapped
    }
    found = {**named, **mapped}
    return tuple(found[table.name] for table in TABLES if table.name in found)


def not_there(draft: Draft) -> list[str]:
    """What is wrong with files that the mapping names and that nothing is called, in sentences. Raises
    SourcesUnreadable."""
    named = ((table, file) for table, entry in _said(draft.text).items() for file in _named(entry))
    names = _all_names(draft)
    return [
        f"{table} reads data/{file}, and there is no such file: it may have been renamed{nearest(file, names)}."
        for table, file in dict.fromkeys(named)
        if not _is_there(draft, file)
    ]


def _named(entry: Any) -> list[str]:
    """The names of files, or what they are like, that a section has for itself and for what it joins."""
    if not isinstance(entry, dict):
        return []
    joins = entry.get("join", {})
    return _files_of(entry) + [
        name for one in (joins.values() if isinstance(joins, dict) else ()) for name in _named(one)
    ]


def _files_of(entry: dict[str, Any]) -> list[str]:
    said = entry.get("file", [])
    return [str(one) for one in (said if isinstance(said, list) else [said])]


def _is_there(draft: Draft, name: str) -> bool:
    if fnmatch.filter(draft.brought, name):
        return True
    data = draft.home.data
    return not draft.replaces_sample and ((data / name).exists() or _is_like_any(data, name))


def _is_like_any(data: Path, name: str) -> bool:
    try:
        return any(data.glob(name))
    except (NotImplementedError, ValueError):  # what leads out of the folder is told by the load
        return True


def fed_by(draft: Draft, name: str) -> tuple[Feed, ...]:
    """The tables that a file feeds."""
    return tuple(one for one in feeds(draft) if name in one.files)


def feed_of(draft: Draft, look: FileLook) -> Feed | None:
    """The first table that a file, or this sheet of it, feeds."""
    fed = fed_by(draft, look.file)
    return next((one for one in fed if not look.sheet or one.sheet in ("", look.sheet)), None)


def table_names(look: FileLook) -> tuple[str, ...]:
    """Every table that a file could be taken for, the likeliest first; behind none."""
    return (NO_TABLE, *(one.table for one in tables_for(look, {})))


def accept(draft: Draft, looks: Sequence[FileLook]) -> Draft:
    """What these files are taken for, written into the mapping. A file that it names already stays what it is; one with
    the columns of such a file is one more of its section, and changes nothing else there."""
    sections = [one for one in feeds(draft) if one.section]
    known = {name for one in sections for name in one.files}
    new = [look for look in looks if look.file not in known]
    more = {look.file: _like(draft, look, sections) for look in new}
    text = draft.text
    for one in propose([look for look in new if not more[look.file]]):
        text = _with(text, one)
    for name, tables in more.items():
        for table in tables:
            text = _with_file(text, table, name)
    return draft.with_text(text)


def take_as(draft: Draft, look: FileLook, table: str, looks: Sequence[FileLook]) -> Draft:
    """The file feeds this table and no other, or (no table) none. Where it has the columns of those that feed the table
    already, it is one more of them."""
    text = without_file(draft, look.file, look.sheet)
    others_of = [one for one in feeds(replace(draft, text=text)) if one.section and one.table == table]
    if _like(draft, look, others_of):
        text = _with_file(text, table, look.file)
    elif table:
        text = _with(text, proposed_as(table, look, [one for one in looks if one is not look]))
    return draft.with_text(text)


def without_file(draft: Draft, name: str, sheet: str = "") -> str:
    """The mapping without a file, or without one sheet of it."""
    text = draft.text
    for one in feeds(draft):
        if not one.section or name not in one.files or (sheet and one.sheet and one.sheet != sheet):
            continue
        left = [other for other in one.files if other != name]
        text = put_files(text, one.table, _files(left)) if left else drop_section(text, one.table)
    return text


def _like(draft: Draft, look: FileLook, sections: Sequence[Feed]) -> tuple[str, ...]:
    """The tables that are fed by a file with the same columns as this one."""
    names = {name.lower() for name in look.names}
    return tuple(
        one.table
        for one in sections
        if any(
            {name.lower() for name in other.names} == names
            for file in one.files[:1]
            if draft.path(file).is_file()
            for other in look_at(draft.path(file), draft.folder)
            if other.sheet == look.sheet or other.sheet == one.sheet != ""
        )
    )


def _with_file(text: str, table: str, name: str) -> str:
    """The mapping with one more file of a section."""
    return put_files(text, table, _files([*dict.fromkeys((*_files_of(_said(text)[table]), name))]))


def choose(draft: Draft, table: str, column: str, expression: str) -> Draft:
    """One column is filled by this; by nothing where it is empty."""
    return draft.with_text(put_column(draft.text, table, column, expression.strip()))


def _with(text: str, one: Proposal) -> str:
    if one.columns is None and not one.sheet and not one.preset:
        return drop_section(text, one.table)
    keys: dict[str, str | Sequence[str]] = {"file": _files(one.files)}
    if one.sheet:
        keys["sheet"] = one.sheet
    if one.preset:
        keys["preset"] = one.preset
    return put_section(text, one.table, keys, one.columns or {})


def _files(names: Sequence[str]) -> str | list[str]:
    return names[0] if len(names) == 1 else list(names)


def _feed(table: str, entry: dict[str, Any], draft: Draft) -> Feed:
    columns = entry.get("columns")
    return Feed(
        table,
        tuple(dict.fromkeys(_matching(_files_of(entry), draft))),
        str(entry.get("sheet", "")),
        str(entry.get("preset", "")),
        str(entry.get("sql", "")),
        {name: str(one) for name, one in columns.items()} if isinstance(columns, dict) else None,
    )


def _matching(patterns: Sequence[str], draft: Draft) -> Iterator[str]:
    for pattern in patterns:
        if draft.path(pattern).is_file():
            yield pattern
        else:
            yield from fnmatch.filter(_all_names(draft), pattern)


def _all_names(draft: Draft) -> list[str]:
    """What would lie in `data/`."""
    there = (
        []
        if draft.replaces_sample or not draft.home.data.is_dir()
        else [path.name for path in draft.home.data.iterdir()]
    )
    return sorted({*draft.brought, *(name for name in there if not name.startswith("."))})


def _said(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SourcesUnreadable(f"{SOURCES} is not valid TOML: {problem}.") from problem


def stem(file: str) -> str:
    """What a query calls a file."""
    return file.rpartition(".")[0]


def quoted(name: str) -> str:
    """The name of a column or a file, as SQL has it."""
    return '"' + name.replace('"', '""') + '"'
