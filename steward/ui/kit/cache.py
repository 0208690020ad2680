"""The workspace, its current warehouse, and briefings kept for as long as that warehouse is current."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import streamlit as st

from steward.warehouse.files import warehouse_to_read
from steward.warehouse.reader import Warehouse
from steward.workspace import Workspace

Kept = TypeVar("Kept")


def workspace() -> Workspace:
    """The workspace this server looks at: `$STEWARD_HOME`, or the current folder."""
    return Workspace.find()


def warehouse() -> Warehouse:
    """The current warehouse; a new load is noticed at the next run of a page. Raises NoWarehouse."""
    return _opened(warehouse_to_read(workspace()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(path: Path) -> Warehouse:
    return Warehouse(path)


def kept(make: Callable[[], Kept], *key: object) -> Kept:
    """What `make` returns, made once for a key and a warehouse. Only for frozen values: every session shares them."""
    return _kept(str(warehouse().path), tuple(map(repr, key)), make)


@st.cache_resource(max_entries=512, show_spinner=False)
def _kept(path: str, key: tuple[str, ...], _make: Callable[[], Kept]) -> Kept:
    return _make()
