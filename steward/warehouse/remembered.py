"""What was read of a warehouse is not read again: the file never changes, and a page asks the same of it many times."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import RLock
from typing import Any
from weakref import WeakSet

MOST_CELLS = 6_000_000
"""Of all warehouses together, as every scope sees them; each takes some 30 bytes."""
Rows = tuple[tuple[Any, ...], ...]


class SharedRoom:
    """How much may be remembered by all who share it. Whoever remembers most forgets first."""

    def __init__(self, most: int = MOST_CELLS) -> None:
        self.most = most
        self.lock = RLock()
        self._all: WeakSet[Remembered] = WeakSet()

    def joined_by(self, one: "Remembered") -> None:
        """From now on what it holds counts, for as long as there is it."""
        with self.lock:
            self._all.add(one)

    @property
    def cells(self) -> int:
        """How much is held."""
        return sum(one.cells for one in self._all)

    def keep(self) -> None:
        """Have no more held than may be."""
        over = self.cells - self.most
        while over > 0:
            over -= max(self._all, key=lambda one: one.cells).forget_oldest()


TOGETHER = SharedRoom()


class Remembered:
    """The rows of the queries that were asked last. Safe to share between threads: rows do not change. Scopes share
    what there is room for, and no row: each has what its own connection read."""

    def __init__(self, budget: SharedRoom = TOGETHER) -> None:
        self.cells = 0
        self._held: OrderedDict[Hashable, Rows] = OrderedDict()
        self._budget, self._lock = budget, budget.lock
        budget.joined_by(self)

    def of(self, query: Hashable, read: Callable[[], Sequence[tuple[Any, ...]]]) -> Rows:
        """The rows of a query, which `read` reads where they are not remembered."""
        found = self._found(query)
        if found is None:
            found = tuple(read())
            self._hold({query: found})
        return found

    def of_one(
        self, query: Hashable, one: str, read: Callable[[], Mapping[str, Sequence[tuple[Any, ...]]]]
    ) -> Rows:  # fmt: skip
        """The rows of a query about `one`, which `read` reads of it and of others at once; they are remembered, too."""
        found = self._found((query, one))
        if found is None:
            each = {other: tuple(rows) for other, rows in read().items()}
            self._hold({(query, other): rows for other, rows in each.items()})
            found = each.get(one, ())
        return found

    def forget(self) -> None:
        """All of it."""
        with self._lock:
            self._held.clear()
            self.cells = 0

    def forget_oldest(self) -> int:
        """What nobody asked for longest; how much that was."""
        with self._lock:
            freed = _cells(self._held.popitem(last=False)[1])
            self.cells -= freed
            return freed

    def _found(self, query: Hashable) -> Rows | None:
        with self._lock:
            if (found := self._held.get(query)) is not None:
                self._held.move_to_end(query)
            return found

    def _hold(self, found: Mapping[Hashable, Rows]) -> None:
        with self._lock:
            for query, rows in found.items():
                if query not in self._held and _cells(rows) <= self._budget.most:  # two may ask at once
                    self._held[query] = rows
                    self.cells += _cells(rows)
            self._budget.keep()


def _cells(rows: Rows) -> int:
    """How much it is; that a query has no rows is something, too."""
    return 1 + len(rows) * (len(rows[0]) if rows else 0)
