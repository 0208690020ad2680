"""Pages of many people take turns: a few are made at a time, the others wait for theirs.

Python runs one thread at a time. Where twenty pages are made at once, each gives its place away whenever it asks for a
file, and waits for the nineteen others to get it back: all of them end late, and none early."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Semaphore

AT_A_TIME = 2
"""One at work in Python, and one meanwhile in the database."""
PATIENCE = 10.0
"""Seconds after which nobody waits any longer, whatever others do."""

_turns = Semaphore(AT_A_TIME)
_MINE: ContextVar[bool] = ContextVar("mine", default=False)


@contextmanager
def a_turn() -> Iterator[None]:
    """Wait for a turn, and have it until the end."""
    token = _MINE.set(_turns.acquire(timeout=PATIENCE))
    try:
        yield
    finally:
        if _MINE.get():
            _turns.release()
        _MINE.reset(token)


@contextmanager
def others_first() -> Iterator[None]:
    """While a page waits for a process of its own: its turn is another's."""
    if not _MINE.get():
        yield
        return
    _turns.release()
    _MINE.set(False)
    try:
        yield
    finally:
        _MINE.set(_turns.acquire(timeout=PATIENCE))
