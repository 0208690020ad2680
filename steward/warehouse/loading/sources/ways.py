"""Which of the ways of a preset fit a file: of each column the first of which it has every name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from steward.warehouse.loading.sources.headings import Named, named_in, spelled
from steward.warehouse.loading.sources.preset_files import Preset, PresetWay

PART = re.compile(r"\{(\w+)\}")
Find = Callable[[Named], str | None]


class Chosen(NamedTuple):
    """An expression as a file spells it, and the ways that made it, its own and those of its parts, each with what it
    tells."""

    sql: str
    ways: tuple[PresetWay, ...]
    tells: str = ""


class Choice(NamedTuple):
    """What fits of a preset: of each column of ours what makes it, and the conditions by their names."""

    columns: dict[str, Chosen | None]
    filters: dict[str, str]


def chosen(preset: Preset, find: Find) -> Choice:
    """The first way that fits, of each. `find`: a column as its file spells it."""
    parts: dict[str, Chosen | None] = {}
    for name, ways in preset.parts.items():
        parts[name] = _first(ways, parts, find)
    columns = {name: _first(ways, parts, find) for name, ways in preset.columns.items()}
    filters = {name: _first(map(PresetWay, ways), parts, find) for name, ways in preset.filters.items()}
    return Choice(columns, {name: one.sql for name, one in filters.items() if one})


def first_fitting(ways: Iterable[str], find: Find) -> str | None:
    """The first condition that fits, as the files spell it."""
    return next((found for way in ways if (found := spelled(way, find))), None)


def names_of(preset: Preset, column: str) -> Iterator[Named]:
    """The columns of files that may make a column of ours, also through its parts."""
    ways = list(preset.columns.get(column, ()))
    seen = set[str]()
    while ways:
        way = ways.pop(0)
        yield from named_in(way.sql)
        for part in PART.findall(way.sql):
            if part not in seen:
                seen.add(part)
                ways += preset.parts[part]


def _first(ways: Iterable[PresetWay], parts: Mapping[str, Chosen | None], find: Find) -> Chosen | None:
    return next((found for way in ways if (found := _made(way, parts, find))), None)


def _made(way: PresetWay, parts: Mapping[str, Chosen | None], find: Find) -> Chosen | None:
    used = {name: parts[name] for name in PART.findall(way.sql)}
    there = {name: part for name, part in used.items() if part}
    own = spelled(way.sql, find) if len(there) == len(used) else None
    if own is None:
        return None
    ways = dict.fromkeys((way, *(one for part in there.values() for one in part.ways)))
    filled = PART.sub(lambda part: f"({there[part[1]].sql})", own)
    tells = PART.sub(lambda part: f"({there[part[1]].sql})", way.tells) if way.tells else ""
    return Chosen(filled, tuple(ways), tells)
