"""What was read of a warehouse is not read again: the file never changes, and a page asks the same of it many times."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any

MOST_CELLS = 100_000
"""Of one warehouse, as one scope sees it; each takes some 60 bytes."""
Rows = tuple[tuple[Any, ...], ...]


class Remembered:
    """The rows of the queries that were asked last. Safe to share between threads: rows do not change."""

    def __init__(self, most: int = MOST_CELLS) -> None:
        self._most, self._cells = most, 0
        self._held: OrderedDict[Hashable, Rows] = OrderedDict()
        self._lock = Lock()

    def of(self, query: Hashable, read: Callable[[], Sequence[tuple[Any, ...]]]) -> Rows:
        """The rows of a query, which `read` reads where they are not remembered."""
        with self._lock:
            if (found := self._held.get(query)) is not None:
                self._held.move_to_end(query)
                return found
        rows = tuple(read())
        if _cells(rows) <= self._most:
            self._hold(query, rows)
        return rows

    def forget(self) -> None:
        """All of it."""
        with self._lock:
            self._held.clear()
            self._cells = 0

    def _hold(self, query: Hashable, rows: Rows) -> None:
        with self._lock:
            if query in self._held:  # two asked at once
                return
            self._held[query] = rows
            self._cells += _cells(rows)
            while self._cells > self._most:
                self._cells -= _cells(self._held.popitem(last=False)[1])


def _cells(rows: Rows) -> int:
    """How much it is; that a query has no rows is something, too."""
    return 1 + len(rows) * (len(rows[0]) if rows else 0)
