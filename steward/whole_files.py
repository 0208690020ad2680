"""Files as Steward writes them: whole or not at all, on the disk once it is said, and not open to everybody."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from shutil import copymode
from typing import IO

UNFINISHED = ".unfinished"
_SHARED = stat.S_ISGID | stat.S_IWGRP
_written = count(1)
_WRITTEN = [0]


def swap(path: Path, content: bytes, like: Path | None = None) -> None:
    """A file of the home, whole, or the one before it. As open as `like` (else the one before), where that is there."""
    _swap(path, content, like or path, mode_in(path.parent))


def swap_secret(path: Path, content: bytes) -> None:
    """A file for its owner alone, whatever the folder is open to, whole, or the one before it."""
    _swap(path, content, path, 0o600)


def keep_secret(path: Path, content: bytes) -> None:
    """A file for its owner alone, whatever the folder is open to; of two made at once, the first stays."""
    with _beside(path) as unfinished:
        _write(unfinished, content, path, 0o600)
        with suppress(FileExistsError):
            # A link fails where the name is taken, which replacing would not.
            os.link(unfinished, path)
    flush(path.parent)


def hand_out(path: Path, content: bytes) -> None:
    """A file wherever somebody wants it, as open as all their files: whole, or the one before it.

    A link stays a link; what is no file (a terminal, a pipe) is written into as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    with _beside(target) as unfinished:
        _write(unfinished, content, target, None)
        unfinished.replace(target)
    flush(target.parent)


def append(path: Path, content: bytes) -> None:
    """Lines at the end of a file of the home, which is only added to, and see them on the disk. What a crash left half
    written is closed off first. One at a time: whoever else may append holds a lock."""
    begun = not path.exists()
    with path.open("a+b") as file:
        if begun:
            only_for_us(path)
        file.write((b"\n" if _torn(file) else b"") + content)
        file.flush()
        os.fsync(file.fileno())
    _WRITTEN[0] = next(_written)
    if begun:
        flush(path.parent)


def add_numbered(folder: Path, suffix: str, content: bytes) -> int:
    """A further file of a numbered series; nobody else gets its number, whoever adds at the same time."""
    make_folder(folder)
    number = 1 + max((int(path.stem) for path in folder.glob(f"*{suffix}") if path.stem.isdecimal()), default=0)
    while not _reserved(path := numbered(folder, number, suffix)):
        number += 1
    try:
        swap(path, content)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return number


def numbered(folder: Path, number: int, suffix: str) -> Path:
    """The file of this number."""
    return folder / f"{number:04d}{suffix}"


def make_folder(folder: Path) -> None:
    """The folder and those above it, where they are not there."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir()
    except FileExistsError:
        if folder.is_dir():  # somebody else made it at the same time
            return
        raise
    _open_to(folder, 0o700 | _group_in(folder.parent, 0o070) | folder.stat().st_mode & stat.S_ISGID)
    flush(folder.parent)


def mode_in(folder: Path) -> int:
    """Who may read and write a new file of a folder of the home: we, and its group where it is a folder of a group."""
    return 0o600 | _group_in(folder, 0o060)


def only_for_us(path: Path, folder: Path | None = None) -> None:
    """As open as a new file of its folder, or of the one it is to lie in: for what something else has written."""
    _open_to(path, mode_in(folder or path.parent))


def move(path: Path, place: Path) -> None:
    """A file that something else has written, whole in its place."""
    only_for_us(path, place.parent)
    flush(path)
    path.replace(place)
    flush(place.parent)


def written() -> int:
    """How often this process wrote so far, as a number that is another once it did."""
    return _WRITTEN[0]


def flush(path: Path) -> None:
    """Have the disk hold it, where the system can say so (Windows has no such call for a folder)."""
    _WRITTEN[0] = next(_written)
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name that no other has, in the same folder; nothing is left under it, unless we are killed."""
    unfinished = path.with_name(f".{path.name[:40]}.{secrets.token_hex(8)}{UNFINISHED}")
    try:
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)


def _swap(path: Path, content: bytes, like: Path, mode: int) -> None:
    with _beside(path) as unfinished:
        _write(unfinished, content, like, mode)
        unfinished.replace(path)
    flush(path.parent)


def _torn(file: IO[bytes]) -> bool:
    """Whether the last line has no end."""
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def _write(path: Path, content: bytes, like: Path, mode: int | None) -> None:
    """A new file, on the disk. Its mode is that of `like`, else the one given, else what the system gives."""
    with path.open("xb") as file:
        if like.exists():
            copymode(like, path)
        elif mode is not None:
            _open_to(path, mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _reserved(path: Path) -> bool:
    """Whether the name was free and now is ours."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode_in(path.parent)))
    except FileExistsError:
        return False
    return True


def _group_in(folder: Path, most: int) -> int:
    """What the group may, where the folder was given to one: by its setgid bit, or because the group writes into it."""
    held = folder.stat().st_mode
    return held & most if held & _SHARED else 0


def _open_to(path: Path, mode: int) -> None:
    """Windows has no such modes: a file there is as open as its folder."""
    if os.name == "posix":
        path.chmod(mode)
