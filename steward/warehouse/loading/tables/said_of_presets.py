"""What is said of a file that does not have all that its preset knows: what is not there, and what it would show."""

from collections.abc import Sequence

from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.nearest import near
from steward.warehouse.loading.sources.headings import named_in
from steward.warehouse.loading.sources.preset_files import Preset
from steward.warehouse.loading.sources.what_columns_show import SHOWS

NEAR = 0.8


def said_of(preset: Preset, feed: Feed, lacking: Sequence[str], found: int) -> list[str]:
    """One sentence of what was found, and one of each column that is not there."""
    if not lacking:
        return []
    known = f"{found + len(lacking)} columns that it knows of {preset.table}"
    said = [f"the preset “{preset.name}” found {found} of the {known}"]
    return said + [_lacks(preset, feed, column) for column in lacking]


def _lacks(preset: Preset, feed: Feed, column: str) -> str:
    names = list(dict.fromkeys(each.column for way in preset.columns[column] for each in named_in(way.sql)))
    meant = next((found for name in names if (found := near(name, feed.columns, NEAR))), None)
    shows = SHOWS.get((preset.table, column))
    said = f"{column}: there is no {' or '.join(f'“{name}”' for name in names[:3])}"
    return said + (f"; did you mean “{meant}”" if meant else "") + (f"; it would show {shows}" if shows else "")
