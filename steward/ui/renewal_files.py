"""The renewals of the book on a page, made again only where a file changed."""

from pathlib import Path

import streamlit as st

from steward.briefings.book import Book
from steward.briefings.internal.portfolio import EVERYTHING, Filters
from steward.briefings.internal.renewals import Renewals
from steward.plans.shelves import Shelves
from steward.plans.store import Plans
from steward.renewal_book import renewal_book, written
from steward.ui.cache import kept, warehouse, workspace
from steward.warehouse import internal_rows


def renewals_of(book: Book, filters: Filters = EVERYTHING) -> Renewals:
    """The renewals of the accounts that pass the filters."""
    account_ids = kept(lambda: [row.account_id for row in internal_rows.choices(warehouse())], "account ids")
    shelves = _shelves(str(workspace().plans))
    everyone = internal_rows.book(book.warehouse, str(book.quarter))
    return kept(
        lambda: renewal_book(book, [row for row in everyone if filters.keeps(row)], shelves),
        "renewals of the book", book.quarter, filters, shelves.state(account_ids),
    )  # fmt: skip


@st.cache_resource(max_entries=2, show_spinner=False)
def _shelves(folder: str) -> Shelves:
    """With the shelves that renewals read, so that their state is known before anything is read from them."""
    shelves = Shelves(Plans(Path(folder)))
    written(shelves, ())
    return shelves
