"""The NPS of the book on a page, made again only where a file that it is read beside has changed."""

from pathlib import Path

import streamlit as st

from steward.briefings.book import Book
from steward.briefings.internal.nps import Nps, nps
from steward.briefings.internal.nps_sources import voice_plans
from steward.briefings.internal.portfolio import EVERYTHING, Filters
from steward.plans.shelves import Shelves
from steward.plans.store import Plans
from steward.plans.themes import own_file
from steward.ui.cache import kept, warehouse, workspace
from steward.warehouse import internal_rows
from steward.warehouse.internal_rows import BookRow


def nps_of(book: Book, filters: Filters = EVERYTHING) -> Nps:
    """The NPS of the accounts that pass the filters."""
    account_ids = kept(lambda: [row.account_id for row in internal_rows.choices(warehouse())], "account ids")
    shelves = _shelves(str(workspace().plans))
    state = (shelves.state(account_ids), _stamp(own_file(workspace().plans)))
    return kept(lambda: _made(book, shelves, filters), "nps", book.quarter, filters, state)


def _made(book: Book, shelves: Shelves, filters: Filters) -> Nps:
    rows = [row for row in internal_rows.book(book.warehouse, str(book.quarter)) if _counts(row, filters)]
    return nps(book, rows, voice_plans(shelves, [row.account_id for row in rows]))


def _counts(row: BookRow, filters: Filters) -> bool:
    return filters.keeps(row) and (row.active or row.active_before)


def _stamp(path: Path) -> tuple[int, int] | None:
    """What tells one state of a file from another; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@st.cache_resource(max_entries=2, show_spinner=False)
def _shelves(folder: str) -> Shelves:
    """With the shelves that NPS reads, so that their state is known before anything is read from them."""
    shelves = Shelves(Plans(Path(folder)))
    voice_plans(shelves, ())
    return shelves
