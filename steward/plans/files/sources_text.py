"""`sources.toml` and `workspace.toml` as text: a section, a column or a setting put in, and all else left as it is."""

import re
import tomllib
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

from steward.errors import SourcesUnreadable

HEADING = re.compile(r"([ \t]*\[[^\r\n]*\])([ \t]*(?:#[^\r\n]*)?)(\r?\n?)")
NO_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?\r?\n")
MARK = "\N{INVISIBLE SEPARATOR}"
MARKED = re.compile(f" # {MARK}([0-9a-f]*){MARK}")


def put_section(text: str, table: str, keys: Mapping[str, str | Sequence[str]], columns: Mapping[str, str]) -> str:
    """The section of a table, with `columns` of its own where there are any. What it says besides `keys` and `columns`
    goes; comments within it stay."""
    document = _with_section(_read(text), table)
    section = document.get(table)
    if not isinstance(section, MutableMapping):
        document[table] = section = tomlkit.table()
    for name in [name for name in section if name not in keys and name != "columns"]:
        del section[name]
    for name, value in keys.items():
        _put(section, name, value)
    _put_columns(section, columns)
    return _written(document)


def put_files(text: str, table: str, files: str | Sequence[str]) -> str:
    """The files of a section, and all else that it says as it is."""
    document = _with_section(_read(text), table)
    _put(document[table], "file", files)
    return _written(document)


def put_column(text: str, table: str, column: str, expression: str) -> str:
    """One column of a section; an empty expression takes it out."""
    document = _with_section(_read(text), table)
    section = document[table]
    held = section.get("columns")
    said = {**(held or {}), column: expression}
    _put_columns(section, {name: str(one) for name, one in said.items() if str(one)})
    return _written(document)


def drop_section(text: str, table: str) -> str:
    """Without the section of a table."""
    document = _with_section(_read(text), table)
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
        _with_section(ours, table)
        _with_section(document, table)
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
        return tomlkit.parse(_with_marks(text.removeprefix("\ufeff")))
    except TOMLKitError as problem:
        raise SourcesUnreadable(f"sources.toml is not valid TOML: {problem}.") from problem


def _with_marks(text: str) -> str:
    """The same where comments that stand above a heading are written into its line: tomlkit counts them to the section
    before, with which they would go."""
    lines = text.splitlines(keepends=True)
    for number in range(len(lines) - 1, 0, -1):
        heading = HEADING.fullmatch(lines[number])
        if not heading:
            continue
        first = next((at for at in range(number, 0, -1) if not NO_LINE.fullmatch(lines[at - 1])), 0)
        above = "".join(lines[first:number])
        if not first or "#" not in above:
            continue
        name, rest, end = heading.groups()
        marked = [
            *lines[:first],
            f"{name} # {MARK}{(above + MARK + rest).encode().hex()}{MARK}{end}",
            *lines[number + 1 :],
        ]
        if _said("".join(marked)) == _said("".join(lines)):  # what stands within a text is no heading
            lines = marked
    return "".join(lines)


def _said(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _with_section(document: tomlkit.TOMLDocument, table: str) -> tomlkit.TOMLDocument:
    """The same, where a table that is said with points, `accounts.file = …`, has a section: what is put into one of
    those would swallow the lines below it."""
    if any(key and key.is_dotted() and key.key == table for key, _ in document.body):
        said = document[table].unwrap()
        document.pop(table)
        document[table] = tomlkit.item(said)
    return document


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
    """Its text, with the comments above their headings again."""
    lines = tomlkit.dumps(document).splitlines(keepends=True)
    return "".join(map(_unmarked, lines))


def _unmarked(line: str) -> str:
    mark = MARKED.search(line)
    if not mark:
        return line
    above, rest = bytes.fromhex(mark[1]).decode().split(MARK)
    return above + line[: mark.start()] + rest + line[mark.end() :]
