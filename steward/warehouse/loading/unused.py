"""Files in `data/` that feed nothing: a download that came twice, a sheet nobody mapped, an ending nobody reads."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from steward.errors import FileUnreadable
from steward.warehouse.canonical import BY_NAME
from steward.warehouse.loading.files.databases import BESIDE
from steward.warehouse.loading.files.dialect import sniff
from steward.warehouse.loading.files.read_files import KINDS, TEXT
from steward.warehouse.loading.nearest import near
from steward.warehouse.loading.report import Problem
from steward.warehouse.loading.sources.preset_files import preset
from steward.warehouse.loading.sources.recognise import recognise

SURE = 0.6
"""How much a file has to look like an export for that to be said."""
NOT_DATA = (".toml", ".md")
REJECTS = "rejects"
AGAIN = re.compile(r"[\s_-]*(\(\d+\)|copy|final|new|old|\d+|v\d+|export|extract)(?=[\s_-]|$|\()", re.IGNORECASE)


def unused_files(data: Path, used: Collection[str], sources: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each. `used`: the files that were read, by their path in `data`; `sources`: table → its files."""
    for path in sorted(data.rglob("*")):
        place = path.relative_to(data)
        hidden = any(part.startswith((".", "~$")) for part in place.parts) or place.parts[0] == REJECTS
        if hidden or not path.is_file() or path.name.endswith((*NOT_DATA, *BESIDE)):
            continue
        if any(one.as_posix() in used for one in (place, *place.parents)):
            continue
        yield Problem("", place.as_posix(), None, "", f"feeds nothing; {_why(path, place, sources)}", "warning", 0)


def _why(path: Path, place: Path, sources: Mapping[str, str]) -> str:
    if place.suffix.lower() not in KINDS:
        return f"a {place.suffix or 'file without an ending'} is not read, so save it as .xlsx or .csv"
    if len(place.parts) > 1:
        return "a file in a folder is read where sources.toml names it"
    table = near(AGAIN.sub("", place.stem).strip(" _-").replace(" ", "_"), BY_NAME)
    if table is None:
        return _looks_like(path) or "say in sources.toml which table it is of"
    if table in sources:
        return f"{table} comes from {sources[table]}: name both in sources.toml if both count, or take one away"
    return f"called {table}{place.suffix} it would be {table}"


def _looks_like(path: Path) -> str:
    """What a text file is by the names of its columns, if it is an export that is known."""
    if path.suffix.lower() not in TEXT:
        return ""
    try:
        found = recognise(sniff(path, path.name).columns, path.name)
    except (FileUnreadable, OSError):
        return ""
    best = next((one for one in found if one.preset and not one.required_missing and one.confidence >= SURE), None)
    if best is None or best.preset is None:
        return ""
    known = preset(best.preset)[best.table]
    return (
        f"it looks like an export of {known.product} ({known.export}): say in sources.toml"
        f' [{best.table}] file = "{path.name}" and preset = "{best.preset}"'
    )
