"""Joins of `sources.toml`: further files whose rows stand beside those of a section, `[opportunities.join.users]`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.files.layout import AS_FOUND, Layout
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.sources.headings import alike
from steward.warehouse.loading.sources.preset_files import Partner
from steward.warehouse.loading.toml_lines import Place

KEYS = ("file", "on", "where", "sheet", "encoding", "delimiter")


@dataclass(frozen=True)
class Join:
    """A file beside the section's own. `on`: the conditions that may tie the two, the first that fits; `where`: those
    that leave rows of it out. `said`: whether `sources.toml` itself says the condition, and no preset."""

    name: str
    files: tuple[Path, ...]
    on: tuple[str, ...]
    where: tuple[str, ...] = ()
    layout: Layout = AS_FOUND
    said: bool = True


Files = Callable[[Place, Any], tuple[Path, ...]]
Laid = Callable[[Place, Mapping[str, Any]], Layout]


def joins_said(
    place: Place, entry: Any, known: Mapping[str, Partner], there: tuple[Path, ...], files: Files, laid: Laid
) -> tuple[Join, ...]:
    """What `join` of a section says, with what its preset knows of; a file of the preset's is found by its name among
    those that are `there`. Raises SourcesUnreadable."""
    said = entry or {}
    if not isinstance(said, dict) or not all(isinstance(one, dict) for one in said.values()):
        raise SourcesUnreadable(
            f"{place.at('join')}: a join is a section with a name of its own, such as [{place.table}.join.users]."
        )
    of_preset = tuple(_found(name, partner, there) for name, partner in known.items() if name not in said)
    own = tuple(_join(place, name, one, known.get(name), files, laid) for name, one in said.items())
    return (*(one for one in of_preset if one.files), *own)


def _join(place: Place, name: str, entry: Mapping[str, Any], partner: Partner | None, files: Files, laid: Laid) -> Join:
    for key in entry:
        if key not in KEYS:
            raise SourcesUnreadable(f"{place.at('join', name, key)}: “{key}” is not a setting{nearest(key, KEYS)}.")
    for key in ("file", *(() if partner else ("on",))):
        if key not in entry:
            raise SourcesUnreadable(f"{place.inside('join', name).at()}: a join needs {key}.")
    for key in ("on", "where"):
        if key in entry and (not isinstance(entry[key], str) or not entry[key].strip()):
            raise SourcesUnreadable(f"{place.at('join', name, key)}: {key} should be an SQL condition in quotes.")
    on = (entry["on"],) if "on" in entry else partner.on if partner else ()
    where = (entry["where"],) if "where" in entry else partner.where if partner else ()
    inside = place.inside("join", name)
    return Join(name, files(inside, entry["file"]), on, where, laid(inside, entry), "on" in entry)


def _found(name: str, partner: Partner, there: tuple[Path, ...]) -> Join:
    called = {alike(each) for each in partner.files}
    files = tuple(path for path in there if alike(path.stem) in called)
    return Join(name, files[:1], partner.on, partner.where, said=False)
