"""Links from a page to those that tell more: of an account, or of why a figure of the book changed."""

from collections.abc import Mapping

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.ui import pages
from steward.ui.kit.navigation import OF_THE_BOOK
from steward.ui.pages import PageOf

IN_THE_BOOK = (pages.HEALTH, pages.NPS, pages.RENEWALS, pages.PIPELINE, pages.WHITESPACE)
"""The pages of the book that tell most of one account; the account's own are tabs."""

WHY = {"NRR and GRR": pages.RETENTION, "NPS": pages.NPS, "Health": pages.HEALTH, "Pipeline": pages.PIPELINE}
"""Where it is told why a figure of the book is another than a quarter before."""


def links_to_why(why: Mapping[str, PageOf] = WHY) -> None:
    """A quiet row below the book's figures; quarter and filters go along."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Why did it change?", width="content")
        for label, page in why.items():
            asked = {name: said for name in OF_THE_BOOK if (said := st.query_params.get_all(name))}
            st.page_link(page.path, label=label, icon=page.icon, query_params=asked)


def links_onward(subject: Subject) -> None:
    """Links to the pages of the book, with this account alone."""
    view = {"only": subject.account_id, "quarter": str(subject.quarter)}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("In the book", width="content")
        for page in IN_THE_BOOK:
            st.page_link(page.path, label=page.title, icon=page.icon, query_params=view)
