"""Links from the internal summary of an account to its other pages."""

import streamlit as st

from steward.briefings.subject import Subject

ONWARD = {
    "pages/customer/summary.py": "Summary for the customer",
    "pages/customer/spend.py": "Spend",
    "pages/customer/service.py": "Service",
    "pages/customer/adoption.py": "Adoption",
    "pages/customer/voice.py": "Voice",
    "pages/customer/qbr_deck.py": "QBR deck",
}


def links_onward(subject: Subject) -> None:
    """One link for every customer page of this account and quarter."""
    where = {"account": subject.account_id, "quarter": str(subject.quarter)}
    with st.container(horizontal=True):
        for page, label in ONWARD.items():
            st.page_link(page, label=label, query_params=where)
