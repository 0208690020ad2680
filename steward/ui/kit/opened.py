"""The warehouse of the moment, held open, and what was made of it for as long as it is current."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any

from steward.domain.access.scope import EVERYTHING, Scope
from steward.services.data.warehouses import Warehouse, scoped, warehouse_to_read
from steward.ui.kit.result_cache import ResultCache
from steward.workspace import Workspace

MOST_VIEWS = 64
"""Of one warehouse: as many scopes are open at a time."""
MOST_WAREHOUSES = 2
"""Of the latest loads: pages that were begun on the one before still read it."""


def whole_workspace() -> Workspace:
    """The workspace this server looks at: `$STEWARD_HOME`, or the current folder. Only for who somebody is."""
    return Workspace.find()


def opened(home: Workspace) -> "Opened":
    """The current warehouse of a home. Raises NoWarehouse."""
    path = warehouse_to_read(home)
    with _LOCK:
        if path not in _HELD:
            _HELD[path] = Opened(scoped(path, EVERYTHING, home.today), ResultCache(), home.today)
        _HELD.move_to_end(path)
        while len(_HELD) > MOST_WAREHOUSES:
            _let_go(_HELD.popitem(last=False)[1])
        return _HELD[path]


def forget_before(home: Workspace) -> None:
    """What was made of the load before goes: whoever still reads that one has it made again."""
    now = opened(home)
    with _LOCK:
        earlier = [one for one in _HELD.values() if one is not now]
    for one in earlier:
        one.results.clear()


@dataclass(frozen=True)
class WarehouseView:
    """A warehouse as one scope sees it. `scope`: its own name; `name`: what is kept of it is kept under; `held`: what
    goes on changing, is of this scope alone, and ends with it."""

    name: str
    scope: str
    warehouse: Warehouse
    results: ResultCache
    held: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def kept_open(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """What is held under a key; of two who come at once, both are handed that of the first."""
        found = self.held.get(key)
        return self.held.setdefault(key, make()) if found is None else found


@dataclass(frozen=True)
class Opened:
    """A warehouse, and what was made of it: neither outlives the other."""

    warehouse: Warehouse
    results: ResultCache
    clock: Callable[[], date]
    views: "OrderedDict[Scope, WarehouseView]" = field(default_factory=OrderedDict)
    lock: RLock = field(default_factory=RLock)

    def seen_by(self, scope: Scope) -> WarehouseView:
        """As this scope sees it; the scope that nobody asked for longest is let go of."""
        rows = Scope(read=scope.read, people=scope.people, credits=scope.credits)
        with self.lock:
            if rows not in self.views:
                whole = rows.sees_all
                view = self.warehouse if whole else scoped(self.warehouse.path, rows, self.clock)
                named = _named(rows)
                self.views[rows] = WarehouseView(f"{self.warehouse.path.stem}/{named}", named, view, self.results)
            self.views.move_to_end(rows)
            while len(self.views) > MOST_VIEWS:
                self.views.popitem(last=False)
            return self.views[rows]


def _named(scope: Scope) -> str:
    """Two scopes have one name only where they are one."""
    if scope.sees_all:
        return "all"
    told = repr((sorted(scope.read.ids), sorted(scope.people), scope.credits))
    return sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


def _let_go(opened: Opened) -> None:
    """Two loads later. The file is closed when the last page that still reads it has ended."""
    opened.results.clear()
    opened.views.clear()


_HELD: OrderedDict[Path, Opened] = OrderedDict()
_LOCK = RLock()
