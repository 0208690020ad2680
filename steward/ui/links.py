"""Links from the internal summary of an account to its other pages."""

import streamlit as st

from steward.briefings.subject import Subject

ONWARD = {
    "pages/customer/summary.py": ("Summary for the customer", ":material/summarize:"),
    "pages/customer/spend.py": ("Spend", ":material/payments:"),
    "pages/customer/service.py": ("Service", ":material/verified:"),
    "pages/customer/adoption.py": ("Adoption", ":material/trending_up:"),
    "pages/customer/voice.py": ("Voice", ":material/record_voice_over:"),
    "pages/customer/qbr_deck.py": ("QBR deck", ":material/slideshow:"),
}


def links_onward(subject: Subject) -> None:
    """One link for every customer page of this account and quarter."""
    where = {"account": subject.account_id, "quarter": str(subject.quarter)}
    with st.container(horizontal=True):
        for page, (label, icon) in ONWARD.items():
            st.page_link(page, label=label, icon=icon, query_params=where)
