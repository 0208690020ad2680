"""Zips that come from elsewhere: none that would fill the disk is unpacked, and nothing outside of a folder."""

import re
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path, PurePosixPath
from shutil import copyfileobj

from steward.errors import FileUnreadable

MOST_BYTES = 2_000_000_000
MOST_RATIO = 200
SMALL = 50_000_000
MOST_FILES = 200
LONGEST = 120
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
Placed = Callable[[str], Path]


def unpacked(archive: zipfile.ZipFile) -> int:
    """How many bytes it would unpack to, as it says itself; no more are ever read of it."""
    return sum(part.file_size for part in archive.infolist())


def is_bomb(archive: zipfile.ZipFile) -> bool:
    """Whether it is packed as nothing honest is."""
    packed = sum(part.compress_size for part in archive.infolist())
    return unpacked(archive) > MOST_BYTES or (unpacked(archive) > SMALL and unpacked(archive) > MOST_RATIO * packed)


def plain_name(name: str) -> str:
    """The last part of a path somebody else wrote, as the name of a file in one folder; empty where it is no name for
    a file: hidden, a device of Windows, too long, or with signs that no name has."""
    last = PurePosixPath(name.replace("\\", "/")).name.strip().rstrip(".")
    odd = not last.isprintable() or any(sign in last for sign in '<>:"|?*')
    return "" if odd or last.startswith((".", "~$")) or len(last) > LONGEST or DEVICES.match(last) else last


def unpack(path: Path, name: str, kinds: Collection[str], placed: Placed) -> tuple[list[str], list[str]]:
    """Write every file of these kinds where `placed` says; which, and what was left out, in words. Raises
    FileUnreadable where nothing of it is touched."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _unpacked(archive, name, kinds, placed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as problem:
        raise FileUnreadable(
            f"{name} cannot be unpacked: it is damaged, protected by a password, or no zip."
        ) from problem


def _unpacked(
    archive: zipfile.ZipFile, name: str, kinds: Collection[str], placed: Placed
) -> tuple[list[str], list[str]]:
    parts = [part for part in archive.infolist() if not part.is_dir() and "__MACOSX" not in part.filename]
    if is_bomb(archive):
        raise FileUnreadable(f"{name} would unpack to {unpacked(archive) / 1e6:,.0f} MB, which no honest export does.")
    if len(parts) > MOST_FILES:
        raise FileUnreadable(f"{name} holds {len(parts):,} files; {MOST_FILES} are taken at a time.")
    taken, left = list[str](), list[str]()
    for part in parts:
        plain = plain_name(part.filename)
        second = plain.casefold() in map(str.casefold, taken)
        if not plain or PurePosixPath(plain).suffix.lower() not in kinds or second:
            why = "a second file of this name" if second else "not a kind of file that is read"
            left.append(f"{name}: {part.filename[:LONGEST]!r} was left out, {why}.")
            continue
        with archive.open(part) as packed, placed(plain).open("wb") as out:
            copyfileobj(packed, out)
        taken.append(plain)
    return taken, left
