"""Links from a page to those that tell more: of an account, or of why a figure of the book changed."""

from collections.abc import Mapping

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.ui import pages
from steward.ui.pages import PageOf

OURS = (
    pages.STRATEGY, pages.RELATIONSHIP_MAP, pages.ACCOUNT_PLAN, pages.REVIEW, pages.HEALTH, pages.RENEWALS,
    pages.PIPELINE, pages.WHITESPACE,
)  # fmt: skip
CUSTOMERS = (
    pages.SUMMARY, pages.SUCCESS_PLAN, pages.SPEND, pages.SERVICE, pages.ADOPTION, pages.VOICE, pages.QBR_DECK,
)  # fmt: skip

WHY = {"NRR and GRR": pages.RETENTION, "NPS": pages.NPS, "Health": pages.HEALTH, "Pipeline": pages.PIPELINE}
"""Where it is told why a figure of the book is another than a quarter before."""


def links_to_why(why: Mapping[str, PageOf] = WHY) -> None:
    """A quiet row below the book's figures; quarter and filters go along."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Why did it change?", width="content")
        for label, page in why.items():
            asked = {name: st.query_params.get_all(name) for name in st.query_params}
            st.page_link(page.path, label=label, icon=page.icon, query_params=asked)


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
