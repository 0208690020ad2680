"""What lies in folders, looked at once for all that is told of it: a run of a page asks a dozen topics whether anything
changed in thousands of files, most of which nobody ever wrote."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from stat import S_ISREG
from typing import NamedTuple

from steward import whole_files
from steward.plans.files.digests import digest_of

Stamp = tuple[int, int]
"""When a file was last written and how long it is."""
FolderState = tuple[int, int, int]
"""When something last came or went in a folder, when anything of it changed, and which one it is."""
Place = tuple[str, str]
"""The folder of a file, and its name there."""
Found = tuple[str, Stamp]
"""A file below a folder, by its way from there, and its stamp."""


class FolderNames(NamedTuple):
    """What lies in a folder."""

    files: frozenset[str]
    folders: frozenset[str]


@dataclass
class Wanted:
    """Files that are asked for, by the folders they lie in."""

    files: set[str] = field(default_factory=set)
    folders: dict[str, "Wanted"] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Iterable[str]) -> "Wanted":
        """Of their ways from a folder on, such as reviews/2026-Q2/review.toml."""
        found = cls()
        for file in files:
            *way, name = file.split("/")
            place = found
            for one in way:
                place = place.folders.setdefault(one, cls())
            place.files.add(name)
        return found


class Content(NamedTuple):
    """What a file says, and what tells that from what it said before."""

    said: bytes
    digest: str


class Listed(NamedTuple):
    """What lay in a folder when it was looked into, and how the folder itself stood before."""

    state: FolderState
    names: FolderNames


class Trail(NamedTuple):
    """What was told of files, and how everything stood that was looked at for it: folders by their way, None where
    there was none, and files by theirs."""

    told: int
    folders: tuple[tuple[str, FolderState | None], ...]
    files: tuple[tuple[str, Stamp | None], ...]

    def stands(self) -> bool:
        """Whether all of it stands as it stood, so that the same would be told again: looked at anew, one after
        another, which takes half the time of telling it."""
        return all(_state_now(folder) == state for folder, state in self.folders) and all(
            _stamp_of(file) == stamp for file, stamp in self.files
        )


@dataclass
class Tracked:
    """What is looked at while something is told."""

    folders: dict[str, FolderState | None] = field(default_factory=dict)
    files: dict[str, Stamp | None] = field(default_factory=dict)


NOTHING = FolderNames(frozenset(), frozenset())
DEEPEST = 9
SETTLED = 2 * 10**9
"""Nanoseconds after which whatever comes or goes in a folder has it say another time than it said before, also on a
disk that counts in seconds."""
_LISTED: dict[str, Listed] = {}
"""Folders as any run of this process found them. One that stands as it stood has the same names in it; what its files
say is looked at in each run, as who writes into a file does not touch its folder."""


@dataclass
class Folders:
    """What was found in each folder that was asked for. All of it counts until this process writes anything."""

    _names: dict[str, FolderNames] = field(default_factory=dict)
    _states: dict[str, FolderState | None] = field(default_factory=dict)
    _stamps: dict[str, dict[str, Stamp | None]] = field(default_factory=dict)
    _contents: dict[Place, tuple[Stamp, Content]] = field(default_factory=dict)
    _written: int = field(default_factory=lambda: whole_files.written())
    _mark: object = field(default_factory=object)
    _noted: Tracked | None = None

    def told(self, tell: Callable[["Folders"], int]) -> tuple[int, Trail | None]:
        """What `tell` says of what it asks here, and the trail of it; none where a folder was changed so lately that
        what comes next might leave it as it stands."""
        self._noted = noted = Tracked()
        try:
            told = tell(self)
        finally:
            self._noted = None
        if any(state is not None and not _settled(folder, state) for folder, state in noted.folders.items()):
            return told, None
        return told, Trail(told, tuple(noted.folders.items()), tuple(noted.files.items()))

    def names(self, folder: str) -> FolderNames:
        """What lies in a folder; nothing where there is none."""
        self._begin_anew()
        found = self._names.get(folder)
        if found is None:
            above, _, name = folder.rpartition(os.sep)
            known = self._names.get(above)
            there = known is None or name in known.folders
            state, found = _looked_into(folder) if there else (None, NOTHING)
            self._states[folder], self._names[folder] = state, found
        if self._noted is not None:
            self._noted.folders[sys.intern(folder)] = self._states[folder]
        return found

    def stamps(self, places: Iterable[Place]) -> list[Stamp | None]:
        """Of files; None where there is none."""
        return [self._stamp(folder, name, self.names(folder)) for folder, name in places]

    def among(self, folder: str, wanted: "Wanted", way: str = "") -> Iterator[Found]:
        """Those of some files that lie below a folder, in an order that is always the same."""
        names = self.names(folder)
        for name in sorted(names.files & wanted.files):
            if stamp := self._stamp(folder, name, names):
                yield f"{way}{name}", stamp
        for name in sorted(names.folders & wanted.folders.keys()):
            yield from self.among(f"{folder}{os.sep}{name}", wanted.folders[name], f"{way}{name}/")

    def _stamp(self, folder: str, name: str, names: FolderNames) -> Stamp | None:
        held = self._stamps.get(folder)
        if held is None:
            held = self._stamps[folder] = {}
        if name not in held:
            held[name] = _stamp_now(folder, name) if name in names.files else None
        if self._noted is not None:
            self._noted.files[sys.intern(f"{folder}{os.sep}{name}")] = held[name]
        return held[name]

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
        names = self.names(folder)
        for name in sorted(names.files | names.folders):
            if name in names.folders and deepest:
                yield from self.below(f"{folder}{os.sep}{name}", shallowest - 1, deepest - 1, f"{way}{name}/")
            elif shallowest <= 0 and (stamp := self._stamp(folder, name, names)):
                yield f"{way}{name}", stamp

    @property
    def mark(self) -> object:
        """The same object for as long as whatever is asked for again is found as it was."""
        self._begin_anew()
        return self._mark

    def _begin_anew(self) -> None:
        if self._written != (now := whole_files.written()):
            self._written = now
            self._mark = object()
            self._names.clear()
            self._states.clear()
            self._stamps.clear()


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


def mark() -> object | None:
    """What tells that files stand as this run found them; None outside of one."""
    held = _LOOKED.get()
    return held.mark if held is not None else None


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
    """None of what is gone, or is no file."""
    return _stamp_of(f"{folder}{os.sep}{name}")


def _stamp_of(file: str) -> Stamp | None:
    try:
        status = os.stat(file)  # noqa: PTH116 - a Path takes twice the time
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size) if S_ISREG(status.st_mode) else None


def _state_now(folder: str) -> FolderState | None:
    """None where there is none."""
    try:
        status = os.stat(folder)  # noqa: PTH116 - a Path takes twice the time
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _looked_into(folder: str) -> tuple[FolderState | None, FolderNames]:
    """Looked up where the folder stands as it stood, and was left alone before that for long enough to tell."""
    held, state = _LISTED.get(folder), _state_now(folder)
    if held is not None and held.state == state:
        return state, held.names
    try:
        names = _names_now(folder)
    except OSError:
        state = None
    if state is None:
        _LISTED.pop(folder, None)
        return None, NOTHING
    if time.time_ns() - max(state[:2]) > SETTLED:
        _LISTED[folder] = Listed(state, names)
    return state, names


def _settled(folder: str, state: FolderState) -> bool:
    """Whether a folder that stands so has the names in it that are known of it."""
    held = _LISTED.get(folder)
    return held is not None and held.state == state


def _names_now(folder: str) -> FolderNames:
    with os.scandir(folder) as found:
        kinds = {one.name: one.is_dir() for one in found}
    return FolderNames(
        frozenset(name for name, is_folder in kinds.items() if not is_folder),
        frozenset(name for name, is_folder in kinds.items() if is_folder),
    )
