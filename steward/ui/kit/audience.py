"""Who reads what a page draws: ourselves, or a customer in a window of theirs, where nothing says how we work."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_THEIRS: ContextVar[bool] = ContextVar("theirs", default=False)


@contextmanager
def for_the_customer() -> Iterator[None]:
    """What is drawn meanwhile is read by a customer."""
    token = _THEIRS.set(True)
    try:
        yield
    finally:
        _THEIRS.reset(token)


def is_theirs() -> bool:
    """Whether a customer reads what is drawn now."""
    return _THEIRS.get()
