"""The workspace, its current warehouse, and briefings kept for as long as that warehouse is current."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import streamlit as st

from steward.ui.kit.shelf import Shelf
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.reader import Warehouse
from steward.workspace import Workspace

Kept = TypeVar("Kept")


def workspace() -> Workspace:
    """The workspace this server looks at: `$STEWARD_HOME`, or the current folder."""
    return Workspace.find()


def warehouse() -> Warehouse:
    """The current warehouse; a new load is noticed at the next run of a page. Raises NoWarehouse."""
    return _opened(warehouse_to_read(workspace())).warehouse


def kept(make: Callable[[], Kept], *key: object) -> Kept:
    """What `make` returns, made once for a key and a warehouse. Only for frozen values: every session shares them."""
    shelf = _opened(warehouse_to_read(workspace())).shelf
    return cast(Kept, shelf.kept(tuple(map(repr, key)), make))


@dataclass(frozen=True)
class _Opened:
    """A warehouse, and what was made of it: neither outlives the other."""

    warehouse: Warehouse
    shelf: Shelf


def _let_go(opened: _Opened) -> None:
    """Two loads later. The file is closed when the last page that still reads it has ended."""
    opened.shelf.clear()


@st.cache_resource(max_entries=2, show_spinner=False, on_release=_let_go)
def _opened(path: Path) -> _Opened:
    return _Opened(Warehouse(path), Shelf())
