"""Links from the internal summary of an account to its other pages."""

import streamlit as st

from steward.briefings.customer.subject import Subject

OURS = {
    "pages/internal/strategy.py": ("Strategy", ":material/explore:"),
    "pages/internal/relationship_map.py": ("Relationship map", ":material/hub:"),
    "pages/internal/plan.py": ("Account plan", ":material/edit_note:"),
    "pages/internal/review.py": ("Review", ":material/slideshow:"),
    "pages/internal/health.py": ("Health", ":material/ecg_heart:"),
    "pages/internal/renewals.py": ("Renewals", ":material/event_repeat:"),
    "pages/internal/pipeline.py": ("Pipeline", ":material/filter_alt:"),
    "pages/internal/whitespace.py": ("Whitespace", ":material/grid_on:"),
}
ONWARD = {
    "pages/customer/summary.py": ("Summary for the customer", ":material/summarize:"),
    "pages/customer/success_plan.py": ("Success plan", ":material/flag:"),
    "pages/customer/spend.py": ("Spend", ":material/payments:"),
    "pages/customer/service.py": ("Service", ":material/verified:"),
    "pages/customer/adoption.py": ("Adoption", ":material/trending_up:"),
    "pages/customer/voice.py": ("Voice", ":material/record_voice_over:"),
    "pages/customer/qbr_deck.py": ("QBR deck", ":material/slideshow:"),
}


def links_onward(subject: Subject) -> None:
    """Links to our own pages of this account and quarter, and below them to the customer's.

    `only`: pages about the book show this account alone."""
    where = {"account": subject.account_id, "quarter": str(subject.quarter)}
    for pages, view in ((OURS, {**where, "only": subject.account_id}), (ONWARD, where)):
        with st.container(horizontal=True):
            for page, (label, icon) in pages.items():
                st.page_link(page, label=label, icon=icon, query_params=view)
