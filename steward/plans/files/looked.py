"""What lies in folders, looked at once for all that is told of it: a run of a page asks a dozen topics whether anything
changed in thousands of files, most of which nobody ever wrote."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import NamedTuple

from steward import whole_files
from steward.plans.files.digests import digest_of

Stamp = tuple[int, int]
"""When a file was last written and how long it is."""
Place = tuple[str, str]
"""The folder of a file, and its name there."""
Found = tuple[str, Stamp]
"""A file below a folder, by its way from there, and its stamp."""
Inside = Mapping[str, Stamp | None]
"""Each file of a folder with its stamp, and each folder without one."""


class Content(NamedTuple):
    """What a file says, and what tells that from what it said before."""

    said: bytes
    digest: str


NOTHING: Inside = {}
DEEPEST = 9


@dataclass
class Folders:
    """What was found in each folder that was asked for. All of it counts until this process writes anything."""

    _held: dict[str, Inside] = field(default_factory=dict)
    _contents: dict[Place, tuple[Stamp, Content]] = field(default_factory=dict)
    _written: int = field(default_factory=lambda: whole_files.written())

    def inside(self, folder: str) -> Inside:
        """What lies in a folder; nothing where there is none."""
        self._begin_anew()
        found = self._held.get(folder)
        if found is None:
            above, _, name = folder.rpartition(os.sep)
            known = self._held.get(above)
            found = self._held[folder] = _listed(folder) if known is None or name in known else NOTHING
        return found

    def stamps(self, places: Iterable[Place]) -> list[Stamp | None]:
        """Of files; None where there is none."""
        self._begin_anew()
        held = self._held
        return [(held[folder] if folder in held else self.inside(folder)).get(name) for folder, name in places]

    def content(self, place: Place, stamp: Stamp) -> Content | None:
        """What a file of this stamp says, read once for all who look for other sections of it."""
        held = self._contents.get(place)
        if held is None or held[0] != stamp:
            if (found := _read(place)) is None:
                return None
            held = self._contents[place] = (stamp, found)
        return held[1]

    def below(self, folder: str, shallowest: int = 0, deepest: int = DEEPEST, way: str = "") -> Iterator[Found]:
        """Each file that lies so many folders deep in a folder, in an order that is always the same."""
        for name, stamp in sorted(self.inside(folder).items()):
            if stamp is None and deepest:
                yield from self.below(f"{folder}{os.sep}{name}", shallowest - 1, deepest - 1, f"{way}{name}/")
            elif stamp is not None and shallowest <= 0:
                yield f"{way}{name}", stamp

    def _begin_anew(self) -> None:
        if self._written != (now := whole_files.written()):
            self._written = now
            self._held.clear()


_LOOKED: ContextVar[Folders | None] = ContextVar("looked", default=None)


@contextmanager
def looked_once() -> Iterator[None]:
    """From here to the end every folder is looked into once, however many ask."""
    token = _LOOKED.set(Folders())
    try:
        yield
    finally:
        _LOOKED.reset(token)


def folders() -> Folders:
    """Those of this run; outside of one whatever is asked for is looked at anew."""
    return _LOOKED.get() or Folders()


def stamps_of(places: Iterable[Place]) -> list[Stamp | None]:
    """Of files, as they are in this run; None where there is none."""
    held = _LOOKED.get()
    return [_stamp_now(*place) for place in places] if held is None else held.stamps(places)


def content_of(place: Place, stamp: Stamp) -> Content | None:
    """What a file of this stamp says; None where there is none any more."""
    held = _LOOKED.get()
    return _read(place) if held is None else held.content(place, stamp)


def _read(place: Place) -> Content | None:
    try:
        with open(f"{place[0]}{os.sep}{place[1]}", "rb") as file:  # noqa: PTH123 - a Path takes twice the time
            content = file.read()
    except FileNotFoundError:
        return None
    return Content(content, digest_of(content))


def _stamp_now(folder: str, name: str) -> Stamp | None:
    try:
        return _stamp(os.stat(f"{folder}{os.sep}{name}"))  # noqa: PTH116 - a Path takes twice the time
    except OSError:
        return None


def _listed(folder: str) -> Inside:
    try:
        with os.scandir(folder) as found:
            return {one.name: _stamp_in(one) for one in found}
    except OSError:
        return NOTHING


def _stamp_in(found: os.DirEntry[str]) -> Stamp | None:
    """Of what was found in a folder; None of what is a folder, or was gone before it was looked at."""
    try:
        return _stamp(found.stat()) if found.is_file() else None
    except OSError:
        return None


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size
