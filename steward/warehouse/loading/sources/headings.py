"""Names of columns as an export may spell them: `AccountId`, `Account ID`, `account_id`, `property_accountid` are one.

A report, a data loader and a connector spell the columns of one product each in its own way, so a preset names each of
them once. Its expressions write every name in double quotes; what of them is a name is told without parsing SQL."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

CONNECTORS = ("property_", "properties_", "properties.")
"""What connectors put before the properties of a CRM."""
EXACTLY = "="
"""Before a name that is one only where it is spelled so: `Amount` of a report is in whole units, `amount` in cents."""
PARTS = re.compile(r"""'(?:[^']|'')*'|(?:(\w+)\.)?"((?:[^"]|"")*)\"""")
WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])|[^\W_a-z0-9A-Z]+")


class Named(NamedTuple):
    """A column that an expression names; `of`: the joined file it is of, empty for the file itself."""

    of: str
    column: str


@lru_cache(maxsize=1 << 14)
def alike(name: str) -> str:
    """What is the same of a name however it is spelled."""
    small = name.lower()
    for before in CONNECTORS:
        small = small.removeprefix(before)
    return re.sub(r"[\W_]+", "", small) or small


class Headings:
    """The columns of a file, found by any spelling of their names."""

    def __init__(self, columns: Iterable[str]) -> None:
        self.columns = tuple(columns)
        self._exact = {name.lower(): name for name in reversed(self.columns)}
        times = Counter(map(alike, self.columns))
        self._alike = {alike(name): name for name in self.columns if times[alike(name)] == 1}

    def find(self, name: str) -> str | None:
        """The column called so; one that is only spelled alike where no other is. `=Amount`: spelled just so."""
        if name.startswith(EXACTLY):
            return next((column for column in self.columns if column == name[len(EXACTLY) :]), None)
        return self._exact.get(name.lower()) or self._alike.get(alike(name))


@lru_cache(maxsize=1 << 12)
def named_in(expression: str) -> tuple[Named, ...]:
    """The columns that an expression of a preset names."""
    found = (
        Named(part[1] or "", part[2].replace('""', '"')) for part in PARTS.finditer(expression) if part[2] is not None
    )
    return tuple(dict.fromkeys(found))


def spelled(expression: str, find: Callable[[Named], str | None]) -> str | None:
    """The expression with each name as its file spells it; nothing where one of them is not there."""
    spellings = {each: find(each) for each in named_in(expression)}
    if not all(spellings.values()):
        return None
    return _with_names(expression, lambda each: spellings[each] or each.column)


def _with_names(expression: str, name: Callable[[Named], str]) -> str:
    def written(part: re.Match[str]) -> str:
        if part[2] is None:
            return part[0]
        said = name(Named(part[1] or "", part[2].replace('""', '"'))).replace('"', '""')
        return f'{part[1]}."{said}"' if part[1] else f'"{said}"'

    return PARTS.sub(written, expression)


def shown(name: str) -> str:
    """A name of a preset as a person is told of it."""
    return name.removeprefix(EXACTLY)


@lru_cache(maxsize=1 << 12)
def spellings(name: str) -> tuple[str, ...]:
    """A name in small letters as a header may spell it, by which the header is told from the lines above it."""
    name = shown(name)
    words = [word.lower() for word in WORDS.findall(name)]
    return tuple(dict.fromkeys((name.lower(), " ".join(words), "_".join(words), "".join(words))))


def every_spelling(names: Iterable[Named], of: str = "") -> Iterator[str]:
    """How a header may spell those that are of a file."""
    for each in names:
        if each.of == of:
            yield from spellings(each.column)
