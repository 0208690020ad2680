"""The workspace as the reader may see it, its current warehouse, and briefings kept for as long as that is current."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar, cast

from steward.services.data.warehouses import Warehouse
from steward.services.plans.files import looked_once
from steward.ui.kit.opened import WarehouseView, opened, whole_workspace
from steward.ui.kit.reader import Asking, asked_for, found_once, reader
from steward.workspace import Workspace

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class _Look:
    """Who looks and at what, found once: `of` is for whom somebody asks outside of a page's run."""

    of: Asking | None

    @cached_property
    def workspace(self) -> Workspace:
        return replace(whole_workspace(), scope=reader().scope)

    @cached_property
    def view(self) -> WarehouseView:
        return opened(self.workspace).seen_by(self.workspace.scope)


_LOOK: ContextVar[_Look | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """One run of a page: all of it sees one load, one set of rules and one state of the files, and finds them once."""
    token = _LOOK.set(_Look(asked_for()))
    try:
        with found_once(), looked_once():
            yield
    finally:
        _LOOK.reset(token)


def _look() -> _Look:
    held, now = _LOOK.get(), asked_for()
    return held if held is not None and held.of is now else _Look(now)


def workspace() -> Workspace:
    """The workspace, as far as the reader may see it."""
    return _look().workspace


def warehouse() -> Warehouse:
    """The current warehouse as the reader may see it; a new load is noticed at the next run of a page.

    Raises NoWarehouse."""
    return _look().view.warehouse


def has_room() -> bool:
    """Whether more can be kept without what others ask for being let go of."""
    return _look().view.results.has_room


def kept(make: Callable[[], Kept], *key: object, state: Hashable = None) -> Kept:
    """What `make` returns, made once for a key, a warehouse and a scope. Only for frozen values: every session of the
    same scope shares them. `state`: that of the files it rests on; what was made of one before is let go of."""
    view = _look().view
    return cast(Kept, view.results.kept((view.name, *map(repr, key)), make, (view.warehouse.today, state)))


def held(make: Callable[[], Kept], *key: object) -> Kept:
    """What `make` returned the first time for a key, and for the scope over the current warehouse: for what goes on
    changing, such as files that are read again once they change. Every session of the scope shares it."""
    return cast(Kept, _look().view.kept_open(tuple(map(repr, key)), make))


def scope_alone() -> str:
    """What tells the scope of the reader from every other, whatever is loaded."""
    return _look().view.scope
