"""One load at a time: a lock that the system lets go of when its process dies."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from steward.whole_files import mode_in


@contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file, having waited for whoever holds it; `waiting` is told once."""
    lock = FileLock(path, mode=mode_in(path.parent))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
