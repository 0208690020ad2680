"""What is said of a file that does not have all that its preset knows: what is not there, and what it would show."""

from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher

from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.nearest import near
from steward.warehouse.loading.sources.headings import alike, shown
from steward.warehouse.loading.sources.matching import name_likeness
from steward.warehouse.loading.sources.preset_files import Preset
from steward.warehouse.loading.sources.ways import Chosen, Find, names_of
from steward.warehouse.loading.sources.what_columns_show import SHOWS
from steward.warehouse.loading.tables.exchange import CURRENCY

NEAR = 0.8
NEAR_ENOUGH = 0.55
MOST_NAMES = 3


def said_of(preset: Preset, feed: Feed, ways: Mapping[str, Chosen | None], found: int, find: Find) -> list[str]:
    """What is assumed of the columns that are there, how many these are, and a sentence of each that is not. A currency
    is seldom exported, and then there is none but the company's own. `find`: a column as its file spells it."""
    used = dict.fromkeys(way for one in ways.values() if one for way in one.ways)
    said = [way.assumes for way in used if way.assumes]
    lacking = [name for name, one in ways.items() if not one and name != CURRENCY]
    if lacking:
        known = f"{found + len(lacking)} columns that it knows of {preset.table}"
        said.append(f"the preset “{preset.name}” found {found} of the {known}")
    return said + [_lacks(preset, feed, column, find) for column in lacking]


def sought(preset: Preset, column: str, find: Find) -> str:
    """The names by which a preset looks for a column and that are not there: of those that it needs together with
    others, some may be."""
    named = list(names_of(preset, column))
    lacking = [each for each in named if not find(each)] or named
    names = dict.fromkeys(f"{each.of}.{each.column}" if each.of else shown(each.column) for each in lacking)
    return " or ".join(f"“{name}”" for name in [*names][:MOST_NAMES])


def meant(preset: Preset, column: str, feed: Feed, find: Find) -> str:
    """`; did you mean “…”`, where the file has a column whose name is near one that is not there."""
    columns = {alike(name): name for name in reversed(feed.columns)}
    names = (alike(each.column) for each in names_of(preset, column) if not each.of and not find(each))
    found = next((columns[one] for name in names if (one := near(name, columns, NEAR))), None)
    return f"; did you mean “{found}”" if found else ""


def meant_most(preset: Preset, column: str, feed: Feed, taken: Collection[str]) -> str:
    """The same of a column that every row needs: the nearest of those that are not taken for something else, by its
    name in the preset or by any that columns like ours have elsewhere."""
    free = [name for name in feed.columns if name not in taken]
    names = [alike(each.column) for each in names_of(preset, column) if not each.of]
    sure = {name: _likeness(preset.table, column, names, name) for name in free}
    best = max(sure, key=lambda name: sure[name], default="")
    return f"; did you mean “{best}”" if best and sure[best] >= NEAR_ENOUGH else ""


def _likeness(table: str, column: str, names: Iterable[str], called: str) -> float:
    """How like a name is to those of a column, 0 to 1."""
    ratios = (SequenceMatcher(None, name, alike(called)).ratio() for name in names)
    return max(name_likeness(table, column, called), *ratios, 0.0)


def _lacks(preset: Preset, feed: Feed, column: str, find: Find) -> str:
    shows = SHOWS.get(preset.table, {}).get(column)
    would = f"; it would show {shows}" if shows else ""
    return f"{column}: there is no {sought(preset, column, find)}{meant(preset, column, feed, find)}{would}"
