"""Where things stand in a TOML file: its blocks, and the line of a key. Works on broken files too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = re.compile(r"""^\s*(\[\[?)\s*([A-Za-z0-9_."'-]+)\s*\]\]?\s*(#.*)?$""")
_TOKEN = re.compile(r'''"""|\'\'\'|"(?:\\.|[^"\\])*"|'[^']*'|#.*''')
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


def blocks(text: str) -> list[Block]:
    """The blocks of a file, in order; together they are the whole file."""
    lines = text.split("\n")
    inside = _inside_text(lines)
    heads = [(0, "", False), *_headers(lines, inside)]
    ends = [*(start for start, _, _ in heads[1:]), len(lines)]
    return [
        Block(name, entry, start, tuple(lines[start:end]), tuple(inside[start:end]))
        for (start, name, entry), end in zip(heads, ends, strict=True)
    ]


def _inside_text(lines: list[str]) -> list[bool]:
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


def _headers(lines: list[str], inside: list[bool]) -> Iterator[tuple[int, str, bool]]:
    """Line, name and kind of each header."""
    for number, line in enumerate(lines):
        found = None if inside[number] else _HEADER.match(line)
        if found:
            yield number, found.group(2).replace('"', "").replace("'", ""), found.group(1) == "[["


def entry_blocks(text: str, section: str, index: int) -> list[Block]:
    """The blocks of the entry so numbered of a section: its own and those of its inner tables."""
    found, seen = [], -1
    for block in blocks(text):
        seen += block.entry and block.name == section
        if seen == index and (block.name == section or block.name.startswith(f"{section}.")):
            found.append(block)
    return found


def line_of(text: str, section: str, index: int | None = None, key: str = "") -> int:
    """The line, counted from 1, of a section, of one of its entries, or of a key there; 1 where it is not found."""
    if not section:
        return next((n for n, line in enumerate(blocks(text)[0].lines, start=1) if _sets(line, key)), 1)
    found = entry_blocks(text, section, index) if index is not None else []
    found = found or [block for block in blocks(text) if block.name == section]
    for block in found:
        for number, line in enumerate(block.lines):
            if key and _sets(line, key):
                return block.start + number + 1
    return found[0].start + 1 if found else line_of(text, "", key=section)


def _sets(line: str, key: str) -> bool:
    return re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", line) is not None
