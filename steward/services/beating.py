"""Work that says every moment that it is still at it, so that others can tell it from work that was killed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

BEATS = 0.5
"""Seconds from one sign of life to the next."""


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
