"""What nobody foresaw: the reader gets a sentence with a number, and a file in the home explains it under that number.

A traceback names files of this machine and may hold names and figures; no page and no terminal is the place for it.
"""

import contextlib
import os
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

FILE, BEFORE = "errors.log", "errors.before.log"
MOST_BYTES = 1_000_000
"""Of one file; then it becomes the one before, of which there is one."""
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class Noted(NamedTuple):
    """The number a fault stands under, and in which file; without a file it went to stderr."""

    number: str
    file: Path | None


def noted(fault: BaseException, home: Path, doing: str) -> Noted:
    """Write a fault into the home's file. Never raises: where that cannot be written, because there is no home or its
    disk is full, there is a number all the same."""
    number = "".join(secrets.choice(_LETTERS) for _ in range(6))
    told = "".join(traceback.format_exception(fault))
    entry = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC · error {number} · {doing}\n{told}\n"
    try:
        _append(home, entry)
    except OSError:
        with contextlib.suppress(OSError):
            os.write(2, entry.encode("utf-8", "replace"))
        return Noted(number, None)
    return Noted(number, home / FILE)


def _append(home: Path, entry: str) -> None:
    """For the owner's eyes alone, and only where a home is: a folder that somebody stands in by chance gets no file."""
    if not (home / "data").is_dir():
        raise FileNotFoundError(home)
    path = home / FILE
    if path.exists() and path.stat().st_size > MOST_BYTES:
        path.replace(home / BEFORE)
    opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(opened, entry.encode("utf-8", "replace"))
    finally:
        os.close(opened)
