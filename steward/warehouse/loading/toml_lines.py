"""On which line of a TOML file a key stands: the parser tells what a file holds, not where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

HEADING = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=(.*)$""", re.DOTALL)
NAME = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
LONG = ('"""', "'''")
WITHIN = ""
"""Stands behind the keys of a text for the line that the text itself begins on: it may be the next."""
Keys = tuple[str, ...]


def lines_of(text: str) -> dict[Keys, int]:
    """The line, from 1, of every heading and key."""
    found: dict[Keys, int] = {}
    heading: Keys = ()
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if inside in line else inside
        elif heads := HEADING.match(line):
            heading = _names(heads[1])
            found.setdefault(heading, number)
        elif key := KEY.match(line):
            keys = (*heading, *_names(key[1]))
            inside = next((sign for sign in LONG if key[2].count(sign) == 1), "")
            found.setdefault(keys, number)
            found.setdefault((*keys, WITHIN), number + (key[2].strip() == inside != ""))
    return found


def _names(written: str) -> Keys:
    return tuple(name.strip("\"'") for name in NAME.findall(written))


@dataclass(frozen=True)
class Place:
    """A section of `sources.toml`, and on which lines its keys stand. `within`: a section inside it."""

    table: str
    lines: Mapping[Keys, int] = field(default_factory=dict)
    within: Keys = ()

    def inside(self, *keys: str) -> "Place":
        """A section of this section."""
        return Place(self.table, self.lines, (*self.within, *keys))

    def at(self, *keys: str, inside: int | None = None) -> str:
        """`sources.toml [charges.columns] line 7`, for the key or what it stands in. `inside`: which line of the key's
        text is meant, from 1."""
        section = ".".join((self.table, *self.within, *keys[:-1]))
        number = self._line(*keys) or self._line(*keys[:-1])
        begins = self._line(*keys, WITHIN)
        if inside and begins:
            number = begins + inside - 1
        return f"sources.toml [{section}]" + (f" line {number}" if number else "")

    def _line(self, *keys: str) -> int | None:
        return self.lines.get((self.table, *self.within, *keys))
