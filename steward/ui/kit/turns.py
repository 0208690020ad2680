"""Pages of many people take turns: a few are made at a time, the others wait for theirs.

Python runs one thread at a time. Where twenty pages are made at once, each gives its place away whenever it asks for a
file, and waits for the nineteen others to get it back: all of them end late, and none early.

What is made for nobody yet has no turn: it waits until no page has one."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Condition, Semaphore

AT_A_TIME = 2
"""One at work in Python, and one meanwhile in the database."""
PATIENCE = 10.0
"""Seconds after which nobody waits any longer, whatever others do."""

FOR_PAGES = 2.0
"""Seconds after which what is made beforehand goes on though pages are at work: on a server that is never idle it is
done, too."""

_turns = Semaphore(AT_A_TIME)
_MINE: ContextVar[bool] = ContextVar("mine", default=False)


class _AtWork:
    """How many have a turn."""

    def __init__(self) -> None:
        self._count, self._changed, self._since = 0, Condition(), time.monotonic()

    def add(self, more: int) -> None:
        with self._changed:
            self._count += more
            self._since = time.monotonic()
            self._changed.notify_all()

    @property
    def none_for(self) -> float:
        with self._changed:
            return 0.0 if self._count else time.monotonic() - self._since

    def until_none(self, most: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._count, most)


_at_work = _AtWork()


@contextmanager
def a_turn() -> Iterator[None]:
    """Wait for a turn, and have it until the end."""
    token = _MINE.set(_taken())
    try:
        yield
    finally:
        if _MINE.get():
            _give_back()
        _MINE.reset(token)


@contextmanager
def others_first() -> Iterator[None]:
    """While a page waits for a process of its own, or for what another makes: its turn is another's."""
    if not _MINE.get():
        yield
        return
    _give_back()
    _MINE.set(False)
    try:
        yield
    finally:
        _MINE.set(_taken())


def after_pages() -> None:
    """Wait until no page is at work, or long enough."""
    _at_work.until_none(FOR_PAGES)


def idle_for() -> float:
    """Seconds since a page was at work; none while one is."""
    return _at_work.none_for


def _taken() -> bool:
    """Whether a turn came before patience ended."""
    had = _turns.acquire(timeout=PATIENCE)
    if had:
        _at_work.add(1)
    return had


def _give_back() -> None:
    _at_work.add(-1)
    _turns.release()
