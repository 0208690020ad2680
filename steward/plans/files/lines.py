"""Where things stand in a TOML file: its blocks, and the line of a key. Works on broken files too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_PATH = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"^\s*(\[\[?)\s*({_PATH})\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(rf"\s*({_PATH})\s*=")
_OPENING = re.compile(rf"""\s*{_PATH}\s*=\s*(?:\"\"\"|''')""")
_TOKEN = re.compile(r'''"""|\'\'\'|"(?:\\.|[^"\\])*"?|'[^']*'?|#.*''')
"""What opens a text of several lines, or may hold such quotes without opening one: a short text, a comment."""
_CLOSING = {'"""': re.compile(r'(?:\\.|[^\\])*?"""+'), "'''": re.compile(r".*?'''+")}


@dataclass(frozen=True)
class Block:
    """The lines from one header up to the next; before the first header the name is empty. Lines count from 0."""

    name: str
    entry: bool
    """Whether the header is `[[name]]`."""
    start: int
    lines: tuple[str, ...]
    inside: tuple[bool, ...]
    """For each line, whether it begins within a text of several lines."""

    @property
    def text(self) -> str:
        """Its lines as text."""
        return "\n".join(self.lines)

    @property
    def end(self) -> int:
        """The line behind its last line that says something; comments at its foot belong to what follows."""
        silent = (not line.strip() or line.lstrip().startswith("#") for line in self.lines)
        said = [n for n, (none, inside) in enumerate(zip(silent, self.inside, strict=True)) if inside or not none]
        return self.start + (said[-1] + 1 if said else 0)

    @cached_property
    def keys(self) -> dict[str, int]:
        """The line, within the block, of each key; a dotted key is there whole and under its first part."""
        found: dict[str, int] = {}
        for number in statements(self.lines, self.inside):
            path = _path(_KEY, self.lines[number])
            found.setdefault(path, number)
            found.setdefault(path.partition(".")[0], number)
        return found


def statements(lines: Sequence[str], inside: Sequence[bool]) -> list[int]:
    """The lines that begin with a key and an equals sign."""
    return [n for n, line in enumerate(lines) if not inside[n] and _KEY.match(line)]


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a file, in order; together they are the whole file."""
    return _outline(text).blocks


@dataclass(frozen=True)
class _Outline:
    """The blocks of one text, and those of each section and entry."""

    blocks: tuple[Block, ...]
    sections: dict[str, list[Block]] = field(default_factory=dict)
    entries: dict[tuple[str, int], list[Block]] = field(default_factory=dict)


@lru_cache(maxsize=4)
def _outline(text: str) -> _Outline:
    """Kept for the text at hand, because every problem in a file asks for its line."""
    found = _Outline(tuple(_blocks(text)))
    last: dict[str, int] = {}
    for block in found.blocks:
        section = block.name.partition(".")[0]
        found.sections.setdefault(section, []).append(block)
        last[section] = last.get(section, -1) + (block.entry and block.name == section)
        found.entries.setdefault((section, last[section]), []).append(block)
    return found


def _blocks(text: str) -> Iterator[Block]:
    lines = text.split("\n")
    inside = inside_text(lines)
    heads = [(0, "", False), *_headers(lines, inside)]
    ends = [*(start for start, _, _ in heads[1:]), len(lines)]
    for (start, name, entry), end in zip(heads, ends, strict=True):
        yield Block(name, entry, start, tuple(lines[start:end]), tuple(inside[start:end]))


def inside_text(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it begins within a text between three quotes."""
    found, within = [], ""
    for line in lines:
        found.append(bool(within))
        within = _within_after(line, within)
    return found


def _within_after(line: str, within: str) -> str:
    """The three quotes that are still open at the end of a line."""
    at = 0
    while True:
        if within:
            closed = _CLOSING[within].match(line, at)
            if not closed:
                return within
            at, within = closed.end(), ""
        token = _TOKEN.search(line, at)
        if not token:
            return ""
        at, within = token.end(), token.group() if token.group() in _CLOSING else ""


def never_closed(lines: Sequence[str]) -> tuple[int, int] | None:
    """The line where a text between three quotes begins that nobody closed, and the next line that says something
    else; None where there is no such text. That another such text begins within it, or the file ends, tells."""
    inside = [*inside_text([*lines, ""])]
    for number, line in enumerate([*lines, ""]):
        if inside[number] and (number == len(lines) or _OPENING.match(line)):
            begin = max(n for n in range(number) if not inside[n])
            others = (n for n in range(begin + 1, number) if _KEY.match(lines[n]) or _HEADER.match(lines[n]))
            return begin, next(others, number)
    return None


def _headers(lines: list[str], inside: list[bool]) -> Iterator[tuple[int, str, bool]]:
    """Line, name and kind of each header."""
    for number, line in enumerate(lines):
        found = None if inside[number] else _HEADER.match(line)
        if found:
            yield number, _plain_path(found.group(2)), found.group(1) == "[["


def _path(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.match(line)
    return _plain_path(found.group(1)) if found else ""


def _plain_path(path: str) -> str:
    return re.sub(r"""["'\s]""", "", path)


def entry_blocks(text: str, section: str, index: int) -> list[Block]:
    """The blocks of the entry so numbered of a section: its own and those of its inner tables."""
    return list(_outline(text).entries.get((section, index), ())) if index >= 0 else []


def section_blocks(text: str, section: str) -> list[Block]:
    """The blocks of a section: its own, those of its entries, and those of their inner tables."""
    return list(_outline(text).sections.get(section, ())) if section else []


def line_of(text: str, section: str, index: int | None = None, key: str = "") -> int:
    """The line, counted from 1, of a section, of one of its entries, or of a key there; 1 where it is not found."""
    found = entry_blocks(text, section, index) if index is not None else []
    found = found or section_blocks(text, section)[:1]
    for block in found:
        if key and block.name == section and key in block.keys:
            return block.start + block.keys[key] + 1
        if key and block.name == f"{section}.{key}":
            return block.start + 1
    return found[0].start + 1 if found else _line_at_the_head(text, section, key)


def _line_at_the_head(text: str, section: str, key: str) -> int:
    """Of a key before the first header, or of a section that is written there."""
    head = blocks(text)[0]
    found = (head.keys.get(path) for path in (f"{section}.{key}".strip("."), section))
    return next((number + 1 for number in found if number is not None), 1)
