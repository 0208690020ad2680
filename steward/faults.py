"""What nobody foresaw: the reader gets a sentence with a number, and a file in the home explains it under that number.

A traceback names files of this machine and may hold names and figures; no page and no terminal is the place for it.
"""

import contextlib
import os
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

FILE, BEFORE = "errors.log", "errors.before.log"
MOST_BYTES = 1_000_000
"""Of one file; then it becomes the one before, of which there is one."""
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def noted(fault: BaseException, home: Path, doing: str) -> str:
    """Write a fault into the home's file, and return the number it stands under. Never raises: who cannot write there,
    because there is no home or it is full, has the number all the same, and what is known goes to stderr."""
    number = "".join(secrets.choice(_LETTERS) for _ in range(6))
    told = "".join(traceback.format_exception(fault))
    entry = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC · error {number} · {doing}\n{told}\n"
    try:
        _append(home, entry)
    except OSError:
        with contextlib.suppress(OSError):
            os.write(2, entry.encode("utf-8", "replace"))
    return number


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
