"""The promises and ratings of the whole book on a page, made again only where a file changed."""

from pathlib import Path

import streamlit as st

from steward.briefings.book import Book
from steward.briefings.internal.commitments_book import RATED, SECTIONS, CommitmentsBook, commitments_book
from steward.briefings.internal.portfolio import EVERYTHING, Filters
from steward.plans import success_plan as agreed
from steward.plans.debrief import Debrief, file_of
from steward.plans.shelf import Shelf
from steward.plans.store import Plans
from steward.plans.success_plan import SuccessPlan
from steward.ui.cache import kept, warehouse, workspace
from steward.warehouse import internal_rows


def promises_of(book: Book, filters: Filters = EVERYTHING) -> CommitmentsBook:
    """The promises of the book."""
    account_ids = kept(lambda: [row.account_id for row in internal_rows.choices(warehouse())], "account ids")
    folder = str(workspace().plans)
    plans, debriefs = _plans(folder), _debriefs(folder, str(book.quarter))
    state = (plans.state(account_ids), debriefs.state(account_ids))
    return kept(
        lambda: commitments_book(book, plans.all_of(account_ids), debriefs.all_of(account_ids), filters),
        "promises", book.quarter, filters, state,
    )  # fmt: skip


@st.cache_resource(max_entries=2, show_spinner=False)
def _plans(folder: str) -> Shelf[SuccessPlan]:
    return Shelf(Plans(Path(folder)), SuccessPlan, agreed.FILE, SECTIONS)


@st.cache_resource(max_entries=8, show_spinner=False)
def _debriefs(folder: str, quarter: str) -> Shelf[Debrief]:
    return Shelf(Plans(Path(folder)), Debrief, file_of(quarter), RATED)
