"""`sources.toml` and `workspace.toml` as text: a section, a column or a setting put in, and all else left as it is."""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

from steward.errors import SourcesUnreadable


def put_section(text: str, table: str, keys: Mapping[str, str | Sequence[str]], columns: Mapping[str, str]) -> str:
    """The section of a table, with `columns` of its own where there are any. What it says besides `keys` and `columns`
    goes; comments within it stay."""
    document = _read(text)
    section = document.get(table)
    if not isinstance(section, MutableMapping):
        document[table] = section = tomlkit.table()
    for name in [name for name in section if name not in keys and name != "columns"]:
        del section[name]
    for name, value in keys.items():
        _put(section, name, value)
    _put_columns(section, columns)
    return _written(document)


def put_column(text: str, table: str, column: str, expression: str) -> str:
    """One column of a section; an empty expression takes it out."""
    document = _read(text)
    section = document[table]
    held = section.get("columns")
    said = {**(held or {}), column: expression}
    _put_columns(section, {name: str(one) for name, one in said.items() if str(one)})
    return _written(document)


def drop_section(text: str, table: str) -> str:
    """Without the section of a table."""
    document = _read(text)
    document.pop(table, None)
    return _written(document)


def put_settings(text: str, settings: Mapping[str, Any]) -> str:
    """Settings by name; None takes one out."""
    document = _read(text)
    for name, value in settings.items():
        if value is None:
            document.pop(name, None)
        elif document.get(name) != value:
            document[name] = value
    return _written(document)


def section_texts(text: str) -> dict[str, str]:
    """What each section says, comments and all, to be held against another state of the file."""
    document = _read(text)
    return {name: tomlkit.dumps({name: value}) for name, value in document.items()}


def take_over(text: str, theirs: str, tables: Sequence[str]) -> str:
    """Another state of the file, with these sections as they stand in `text`, or gone where they do."""
    ours, document = _read(text), _read(theirs)
    for table in tables:
        if table in ours:
            document[table] = ours[table]
        else:
            document.pop(table, None)
    return _written(document)


def ended_like(base: str, text: str) -> str:
    """A text whose lines end as those of another do, where all of those end alike."""
    ends = set(re.findall(r"\r?\n", base))
    return re.sub(r"\r?\n", min(ends), text) if len(ends) == 1 else text


def _read(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text.removeprefix("\ufeff"))
    except TOMLKitError as problem:
        raise SourcesUnreadable(f"sources.toml is not valid TOML: {problem}.") from problem


def _put_columns(section: MutableMapping[str, Any], columns: Mapping[str, str]) -> None:
    held = section.get("columns")
    if not columns:
        section.pop("columns", None)
        return
    if not isinstance(held, MutableMapping):
        section["columns"] = held = tomlkit.table()
    for name in [name for name in held if name not in columns]:
        del held[name]
    for name, expression in columns.items():
        if str(held.get(name, "")) != expression:
            held[name] = _string(expression)


def _put(section: MutableMapping[str, Any], name: str, value: str | Sequence[str]) -> None:
    wanted = value if isinstance(value, str) else list(value)
    if section.get(name) == wanted:
        return
    if isinstance(wanted, str):
        section[name] = _string(wanted)
    else:
        many = tomlkit.array()
        many.extend(_string(one) for one in wanted)
        section[name] = many.multiline(len(wanted) > 2)


def _string(text: str) -> Item:
    """In the quotes that leave it readable: SQL has double ones inside."""
    if "\\" in text or '"""' in text or text.endswith('"'):
        return tomlkit.string(text, literal="'" not in text and text.isprintable())
    if "\n" in text or ('"' in text and "'" in text):
        return tomlkit.string(text, multiline=True)
    return tomlkit.string(text, literal='"' in text)


def _written(document: tomlkit.TOMLDocument) -> str:
    return tomlkit.dumps(document)
