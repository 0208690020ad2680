"""Whose data it is: what `workspace.toml` says, as far as figures and decks need it."""

import streamlit as st

from steward.services.data.bring.company import Company, company_of, with_company
from steward.services.data.bring.draft import Draft
from steward.ui.bring.held import change
from steward.ui.kit.typed import put

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "JPY", "INR", "SGD")


def show_company(draft: Draft) -> None:
    """Its name, its currency, and the month its year begins with."""
    st.markdown("## Your company", anchors=False)
    said = company_of(draft)
    name, currency, month = st.columns(3)
    with name:
        put("bring.company.name", said.name)
        st.text_input("Name, as decks show it", key="bring.company.name", on_change=_save, max_chars=80)
    with currency:
        known = tuple(dict.fromkeys((said.currency, *CURRENCIES)))
        put("bring.company.currency", said.currency, known)
        st.selectbox("Currency of its amounts", known, key="bring.company.currency", on_change=_save)
    with month:
        put("bring.company.month", said.first_month)
        st.selectbox(
            "First month of its year", range(1, 13), key="bring.company.month", on_change=_save,
            format_func=lambda number: MONTHS[number - 1],
        )  # fmt: skip


def _save() -> None:
    state = st.session_state
    said = Company(state["bring.company.name"], state["bring.company.currency"], state["bring.company.month"])
    change(lambda draft: with_company(draft, said))
