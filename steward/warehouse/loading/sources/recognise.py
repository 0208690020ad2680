"""Which table and preset a file is of, told by the names of its columns, and by its own where that says something.

Nothing is read but the header: the file is not opened here."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import PurePath

from steward.warehouse.canonical import BY_NAME, TABLES, Canonical
from steward.warehouse.loading.sources.headings import Headings, Named, alike, named_in
from steward.warehouse.loading.sources.preset_files import Preset, every_preset
from steward.warehouse.loading.sources.ways import chosen

LEAST = 0.3
"""What is less like a file than this is not told."""
REQUIRED, EXPLAINED, FOUND, CALLED = 0.45, 0.3, 0.1, 0.15
"""What counts for how much: the needed columns that are there, how much of the header is used (a name that many exports
share counts for less), how many of our columns it fills, and what the file is called."""
INCOMPLETE = 0.75
"""What is left of it where a needed column cannot be made of the file."""
NUMBERED = re.compile(r"(?<![^\W_])(\(?\d[\d\W_]*\)?|export|extract|report|copy|all|list)(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True)
class Recognised:
    """What a file may be. `preset`: none where its columns have our names; `found` and `missing`: our columns that the
    header fills and does not; `required_missing`: those of them that every row needs; `confidence`: 0 to 1."""

    preset: str | None
    table: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    required_missing: tuple[str, ...]
    confidence: float


def recognise(columns: Sequence[str], file_name: str = "") -> list[Recognised]:
    """What a file with these columns may be, the likeliest first."""
    headings, called = Headings(columns), _called(file_name)
    ours = (_as_ours(table, headings, called) for table in TABLES)
    theirs = (_as_preset(preset, headings, called) for preset in every_preset())
    found = [one for one in chain(ours, theirs) if one.confidence >= LEAST and one.found]
    return sorted(found, key=lambda one: (-one.confidence, one.preset is not None, one.preset or "", one.table))


def _as_ours(table: Canonical, headings: Headings, called: str) -> Recognised:
    there = {name.lower() for name in headings.columns}
    found = tuple(name for name in table.columns if name in there)
    return _weighed(None, table, table.columns, found, (frozenset(found), headings), called == alike(table.name))


def _as_preset(preset: Preset, headings: Headings, called: str) -> Recognised:
    def find(each: Named) -> str | None:
        return None if each.of else headings.find(each.column)

    choice = chosen(preset, find)
    found = tuple(name for name, one in choice.columns.items() if one)
    texts = (*(one.sql for one in choice.columns.values() if one), *choice.filters.values())
    used = frozenset(
        column for sql in texts for each in named_in(sql) if not each.of and (column := headings.find(each.column))
    )
    names = {alike(name) for name in (*preset.files, preset.export, preset.table)}
    return _weighed(preset.name, BY_NAME[preset.table], preset.columns, found, (used, headings), called in names)


def _weighed(
    preset: str | None,
    table: Canonical,
    known: Iterable[str],
    found: tuple[str, ...],
    used: tuple[frozenset[str], Headings],
    called: bool,
) -> Recognised:
    """`known`: our columns that could be found; `used`: the names of the header that were, and the header."""
    missing = tuple(name for name in known if name not in found)
    required_missing = tuple(name for name in table.required if name not in found)
    share = 1 - len(required_missing) / len(table.required)
    # Of a file that has our own names nothing more is to be expected than what it has.
    filled = len(found) / (len(found) + len(missing) or 1) if preset else share
    sure = REQUIRED * share + EXPLAINED * _explained(*used) + FOUND * filled + CALLED * called
    if required_missing:
        sure *= INCOMPLETE
    return Recognised(preset, table.name, found, missing, required_missing, round(min(sure, 1.0), 3))


def _explained(used: frozenset[str], headings: Headings) -> float:
    """How much of the header is used, by weight."""
    weights = {name: 1 / (_shared()[alike(name)] or 1) for name in headings.columns}
    small = {name.lower() for name in used}
    told = sum(weight for name, weight in weights.items() if name.lower() in small)
    return told / (sum(weights.values()) or 1)


@cache
def _shared() -> Counter[str]:
    """How many exports have a column of a name."""
    presets = (
        {
            alike(each.column)
            for ways in one.columns.values()
            for way in ways
            for each in named_in(way.sql)
            if not each.of
        }
        for one in every_preset()
    )
    return Counter(chain(chain.from_iterable(presets), chain.from_iterable(map(alike, one.columns) for one in TABLES)))


def _called(file_name: str) -> str:
    """What a file is called, without its ending, its date and words that say nothing."""
    stem = PurePath(file_name).stem
    return alike(NUMBERED.sub(" ", stem)) if stem else ""
