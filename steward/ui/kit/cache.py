"""The workspace as the reader may see it, its current warehouse, and briefings kept for as long as that is current."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

import streamlit as st

from steward.domain.access import NOTHING, Scope
from steward.errors import NoWarehouse
from steward.plans.company.access import access_file, stamp
from steward.services import access
from steward.services.access import ALONE, NOBODY_KNOWN, Known, Reader
from steward.ui.kit.identity import Visitor, still, visitor
from steward.ui.kit.shelf import Shelf
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.reader import Warehouse
from steward.warehouse.scoped import scoped
from steward.workspace import Workspace

Kept = TypeVar("Kept")
EYES = "reader.eyes"
MOST_VIEWS = 64
"""Of one warehouse: as many scopes are open at a time."""


def whole_workspace() -> Workspace:
    """The workspace this server looks at: `$STEWARD_HOME`, or the current folder. Only for who somebody is."""
    return Workspace.find()


@dataclass(frozen=True)
class Asking:
    """Who asks, and as whom they look."""

    visitor: Visitor
    eyes: str = ""


_ASKING: ContextVar[Asking | None] = ContextVar("asking", default=None)


def asking() -> Asking:
    """Who asks in this run of a page, or for whom something is made outside of any."""
    return _ASKING.get() or Asking(visitor(), st.session_state.get(EYES, ""))


@contextmanager
def as_now(asked: Asking) -> Iterator[None]:
    """What is made outside of a page's run, such as a file that is asked for later, is made for who was shown it."""
    before = _ASKING.set(asked)
    try:
        yield
    finally:
        _ASKING.reset(before)


def reader() -> Reader:
    """Who looks, by the rules as they are now. Raises AccessUnreadable."""
    asked = asking()
    who, eyes = still(asked.visitor), asked.eyes
    if who.alone:
        return ALONE
    if not who.email:
        return Reader("", "", NOTHING)
    home = whole_workspace()
    today = access.today(home)

    def found(data: Known) -> Reader:
        return access.reader(who.email, access.rules(access_file(home.plans)), data, today, eyes)

    try:
        opened = _opened(warehouse_to_read(home))
    except NoWarehouse:
        return found(NOBODY_KNOWN)
    key = ("reader", who.email, eyes, today, stamp(home.plans))
    return cast(Reader, opened.shelf.kept(key, lambda: found(known())))


def eyes_there() -> tuple[str, ...]:
    """Of whom the reader may take the eyes, by person_id. Raises AccessUnreadable."""
    found, home = reader(), whole_workspace()
    if found.eyes or not found.email:
        return ()
    key = ("eyes", found.email, access.today(home), stamp(home.plans))
    opened = _opened(warehouse_to_read(home))
    written = access.rules(access_file(home.plans))
    return cast(
        tuple[str, ...],
        opened.shelf.kept(key, lambda: access.eyes_to_choose(found, written, known(), access.today(home))),
    )


def known() -> Known:
    """Who of us there is, and who owns what. Raises NoWarehouse."""
    opened = _opened(warehouse_to_read(whole_workspace()))
    return cast(Known, opened.shelf.kept("known", lambda: access.known(opened.warehouse)))


def workspace() -> Workspace:
    """The workspace, as far as the reader may see it."""
    return replace(whole_workspace(), scope=reader().scope)


def warehouse() -> Warehouse:
    """The current warehouse as the reader may see it; a new load is noticed at the next run of a page.

    Raises NoWarehouse."""
    return _view().warehouse


def kept(make: Callable[[], Kept], *key: object) -> Kept:
    """What `make` returns, made once for a key, a warehouse and a scope. Only for frozen values: every session of the
    same scope shares them."""
    view = _view()
    return cast(Kept, view.shelf.kept((view.name, *map(repr, key)), make))


def scope_name() -> str:
    """What tells the scope of the reader, over the current warehouse, from every other."""
    return _view().name


@dataclass(frozen=True)
class _View:
    """A warehouse as one scope sees it. `name`: what is kept of it is kept under."""

    name: str
    warehouse: Warehouse
    shelf: Shelf


@dataclass(frozen=True)
class _Opened:
    """A warehouse, and what was made of it: neither outlives the other."""

    warehouse: Warehouse
    shelf: Shelf
    views: "OrderedDict[Scope, _View]" = field(default_factory=OrderedDict)
    lock: RLock = field(default_factory=RLock)

    def seen_by(self, scope: Scope) -> _View:
        """As this scope sees it; the scope that nobody asked for longest is let go of."""
        rows = Scope(read=scope.read, people=scope.people)
        with self.lock:
            if rows not in self.views:
                whole = rows.sees_all
                view = self.warehouse if whole else scoped(self.warehouse.path, rows)
                self.views[rows] = _View(f"{self.warehouse.path.stem}/{_named(rows)}", view, self.shelf)
            self.views.move_to_end(rows)
            while len(self.views) > MOST_VIEWS:
                self.views.popitem(last=False)
            return self.views[rows]


def _named(scope: Scope) -> str:
    """Two scopes have one name only where they are one."""
    if scope.sees_all:
        return "all"
    return sha256(repr((sorted(scope.read.ids), sorted(scope.people))).encode("utf-8", "backslashreplace")).hexdigest()


def _view() -> _View:
    here = workspace()
    return _opened(warehouse_to_read(here)).seen_by(here.scope)


def _let_go(opened: _Opened) -> None:
    """Two loads later. The file is closed when the last page that still reads it has ended."""
    opened.shelf.clear()
    opened.views.clear()


@st.cache_resource(max_entries=2, show_spinner=False, on_release=_let_go)
def _opened(path: Path) -> _Opened:
    return _Opened(Warehouse(path), Shelf())
