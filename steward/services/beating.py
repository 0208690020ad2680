"""Work that says every moment that it is still at it, so that others can tell it from work that was killed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import time

BEATS = 0.5
"""Seconds from one sign of life to the next."""
GONE = 15.0
"""Seconds without one after which there is nobody."""


def is_silent(last: float) -> bool:
    """Whether the last sign of life, in seconds since 1970, is so long ago that there is nobody; a clock that was put
    back tells so, too."""
    return abs(time() - last) > GONE


@contextmanager
def beating(beat: Callable[[], None]) -> Iterator[None]:
    """Call `beat` at once and every moment, beside the work. A full disk ends no work: the next beat is tried."""
    over = Event()

    def every_moment() -> None:
        while not over.is_set():
            with suppress(OSError):
                beat()
            over.wait(BEATS)

    watching = Thread(target=every_moment, name="says that it is at work", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
