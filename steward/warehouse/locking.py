"""One load at a time: a lock that the system lets go of when its process dies."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PAUSE = 0.1

if sys.platform == "win32":
    import msvcrt

    def _take(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file, having waited for whoever holds it; `waiting` is told once."""
    with path.open("a+b") as stream:
        told = False
        while not _taken(stream):
            if not told:
                waiting()
            told = True
            time.sleep(PAUSE)
        yield


def _taken(stream: IO[bytes]) -> bool:
    try:
        _take(stream)
    except OSError:
        return False
    return True
