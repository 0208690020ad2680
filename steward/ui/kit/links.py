"""Links from the internal summary of an account to its other pages."""

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.ui import pages

OURS = (
    pages.STRATEGY, pages.RELATIONSHIP_MAP, pages.ACCOUNT_PLAN, pages.REVIEW, pages.HEALTH, pages.RENEWALS,
    pages.PIPELINE, pages.WHITESPACE,
)  # fmt: skip
CUSTOMERS = (
    pages.SUMMARY, pages.SUCCESS_PLAN, pages.SPEND, pages.SERVICE, pages.ADOPTION, pages.VOICE, pages.QBR_DECK,
)  # fmt: skip


def links_onward(subject: Subject) -> None:
    """Links to our own pages of this account and quarter, and below them to the customer's.

    `only`: pages about the book show this account alone."""
    where = {"account": subject.account_id, "quarter": str(subject.quarter)}
    for heading, shown, view in (
        ("Internal", OURS, {**where, "only": subject.account_id}),
        ("With the customer", CUSTOMERS, where),
    ):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(heading, width="content")
            for page in shown:
                st.page_link(page.path, label=page.title, icon=page.icon, query_params=view)
