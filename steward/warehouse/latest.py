"""A few things that were made, of which those that were asked for last are kept."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import RLock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """So many things by their keys. Safe to share between threads: of two that make one at once, both get the first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = RLock()

    def of(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` returns, made once for a key as long as that is among the latest."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            made = self._held.setdefault(key, made)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
            return made

    @property
    def all(self) -> tuple[Made, ...]:
        """What is held now, whatever was asked for longest ago first."""
        with self._lock:
            return tuple(self._held.values())

    def forget(self) -> None:
        """All of it."""
        with self._lock:
            self._held.clear()
