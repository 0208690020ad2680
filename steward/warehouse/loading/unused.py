"""Files in `data/` that feed nothing: a download that came twice, a sheet nobody mapped, an ending nobody reads."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from steward.warehouse.canonical import BY_NAME
from steward.warehouse.loading.files.databases import BESIDE
from steward.warehouse.loading.files.read_files import KINDS
from steward.warehouse.loading.nearest import near
from steward.warehouse.loading.report import Problem

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
        yield Problem("", place.as_posix(), None, "", f"feeds nothing; {_why(place, sources)}", "warning", 0)


def _why(place: Path, sources: Mapping[str, str]) -> str:
    if place.suffix.lower() not in KINDS:
        return f"a {place.suffix or 'file without an ending'} is not read, so save it as .xlsx or .csv"
    if len(place.parts) > 1:
        return "a file in a folder is read where sources.toml names it"
    table = near(AGAIN.sub("", place.stem).strip(" _-").replace(" ", "_"), BY_NAME)
    if table is None:
        return "say in sources.toml which table it is of"
    if table in sources:
        return f"{table} comes from {sources[table]}: name both in sources.toml if both count, or take one away"
    return f"called {table}{place.suffix} it would be {table}"
