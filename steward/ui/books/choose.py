"""Which fiscal year's books."""

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.services.books import desk
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.cache import workspace
from steward.ui.kit.selection import choices_bar
from steward.ui.kit.typed import put


def choose_year(book: Book) -> str:
    """One that is planned, or the next; the latest where nobody chose."""
    years = desk.years(book, workspace())
    asked = in_address("year") or st.session_state.get("books.year")
    put("books.year", asked if asked in years else years[0])
    with choices_bar(1, 3)[0]:
        chosen: str = st.selectbox("Fiscal year", years, key="books.year") or years[0]
    to_address("year", chosen)
    return chosen
