"""What is said of the whole book from plan files, kept until a load or one of those files changes."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import streamlit as st

from steward.plans.shelves import Shelves
from steward.plans.store import COMPANY, Plans
from steward.ui.cache import kept, warehouse, workspace
from steward.warehouse import internal_rows

Made = TypeVar("Made")


def kept_with_plans(
    area: str, read: Callable[[Shelves], object], make: Callable[[Shelves], Made], *key: object
) -> Made:
    """What `make` returns, made again only where a file it rests on has changed.

    `read`: takes from the shelves all that `make` will, so that their state is known before anything is read;
    `key`: what else it depends on."""
    shelves = _shelves(str(workspace().plans), area, read)
    ids = kept(lambda: [row.account_id for row in internal_rows.choices(warehouse())], "account ids")
    return kept(lambda: make(shelves), area, *key, shelves.state(ids))


def state_of(company_file: str) -> tuple[int, int] | None:
    """What tells one state of a file that holds for the whole book from another; None where there is none."""
    try:
        status = (workspace().plans / COMPANY / company_file).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@st.cache_resource(max_entries=16, show_spinner=False)
def _shelves(folder: str, area: str, _read: Callable[[Shelves], object]) -> Shelves:
    shelves = Shelves(Plans(Path(folder)))
    _read(shelves)
    return shelves
