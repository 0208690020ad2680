"""What is said of a file that does not have all that its preset knows: what is not there, and what it would show."""

from collections.abc import Mapping

from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.nearest import near
from steward.warehouse.loading.sources.headings import alike, shown
from steward.warehouse.loading.sources.preset_files import Preset
from steward.warehouse.loading.sources.ways import Chosen, names_of
from steward.warehouse.loading.sources.what_columns_show import SHOWS
from steward.warehouse.loading.tables.exchange import CURRENCY

NEAR = 0.8
MOST_NAMES = 3


def said_of(preset: Preset, feed: Feed, ways: Mapping[str, Chosen | None], found: int) -> list[str]:
    """What is assumed of the columns that are there, how many these are, and a sentence of each that is not. A currency
    is seldom exported, and then there is none but the company's own."""
    used = dict.fromkeys(way for one in ways.values() if one for way in one.ways)
    said = [way.assumes for way in used if way.assumes]
    lacking = [name for name, one in ways.items() if not one and name != CURRENCY]
    if lacking:
        known = f"{found + len(lacking)} columns that it knows of {preset.table}"
        said.append(f"the preset “{preset.name}” found {found} of the {known}")
    return said + [_lacks(preset, feed, column) for column in lacking]


def sought(preset: Preset, column: str) -> str:
    """The names by which a preset looks for a column."""
    names = dict.fromkeys(
        f"{each.of}.{each.column}" if each.of else shown(each.column) for each in names_of(preset, column)
    )
    return " or ".join(f"“{name}”" for name in [*names][:MOST_NAMES])


def meant(preset: Preset, column: str, feed: Feed) -> str:
    """`; did you mean “…”`, where the file has a column whose name is near."""
    columns = {alike(name): name for name in reversed(feed.columns)}
    names = (alike(each.column) for each in names_of(preset, column) if not each.of)
    found = next((columns[one] for name in names if (one := near(name, columns, NEAR))), None)
    return f"; did you mean “{found}”" if found else ""


def _lacks(preset: Preset, feed: Feed, column: str) -> str:
    shows = SHOWS.get(preset.table, {}).get(column)
    would = f"; it would show {shows}" if shows else ""
    return f"{column}: there is no {sought(preset, column)}{meant(preset, column, feed)}{would}"
