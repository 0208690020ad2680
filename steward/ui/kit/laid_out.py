"""An exhibit laid out for the browser, kept for as long as there is that exhibit.

A briefing that is kept has the same exhibits at every run of a page, and to lay them out is most of the page's work.
What is kept goes by which exhibit it is, never by what that says: two scopes share no exhibit, so they share no layout
either, also where both would be alike."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from logging import getLogger
from threading import RLock
from typing import Any, TypeVar, cast
from weakref import ref

from steward.ui.kit.result_cache import weight

LOG = getLogger(__name__)
Laid = TypeVar("Laid")
MOST_BYTES = 64 * 2**20
Key = tuple[int, Hashable]


class Layouts:
    """Shared by every session. So many bytes; what nobody asked for longest goes first, and what was laid out of an
    exhibit goes with it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._bytes = most, 0
        self._seen: dict[Key, ref[Any]] = {}
        self._kept: OrderedDict[Key, tuple[Any, int]] = OrderedDict()
        self._lock = RLock()

    def of(self, exhibit: object, part: Hashable, make: Callable[[], Laid]) -> Laid:
        """What `make` returns. It may not hold the exhibit. `part`: what of it, and how."""
        key = (id(exhibit), part)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(Laid, self._kept[key][0])
        made = make()
        LOG.debug("laid out %s of %s", part, getattr(exhibit, "id", ""))
        self._keep(key, exhibit, made, weight(made))
        return made

    @property
    def bytes(self) -> int:
        """How much is kept, as far as that can be weighed."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._kept)

    def _keep(self, key: Key, exhibit: object, made: object, weighs: int) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._seen.setdefault(key, ref(exhibit, lambda _: self._forget(key)))
            self._kept[key] = (made, weighs)
            self._bytes += weighs
            while self._bytes > self._most and len(self._kept) > 1:
                self._bytes -= self._kept.popitem(last=False)[1][1]

    def _forget(self, key: Key) -> None:
        with self._lock:
            self._seen.pop(key, None)
            self._bytes -= self._kept.pop(key, (None, 0))[1]


_LAYOUTS = Layouts()


def laid_out(exhibit: object, part: Hashable, make: Callable[[], Laid]) -> Laid:
    """What `make` returns, made once for an exhibit."""
    return _LAYOUTS.of(exhibit, part, make)
