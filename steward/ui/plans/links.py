"""Links between the pages of a plan."""

from typing import NoReturn

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.ui import pages
from steward.ui.kit import show


def edit_links(subject: Subject, section: str = "position") -> None:
    """To where this is edited, and to who changed it when."""
    where = {"account": subject.account_id, "quarter": str(subject.quarter)}
    with st.container(horizontal=True):
        st.page_link(
            pages.ACCOUNT_PLAN.path,
            label="Edit the plan",
            icon=":material/edit_note:",
            query_params={**where, "section": section},
        )
        st.page_link(pages.PLAN_HISTORY.path, label="History", icon=":material/history:", query_params=where)


def no_plan_yet(subject: Subject, what: str) -> NoReturn:
    """Nobody wrote it yet: what it would show, and where to begin. Ends the page."""
    show.headline("Nothing is written yet", f"{what.capitalize()} · {subject.account.name}")
    show.empty(f"The {what} of {subject.account.name} will stand here once somebody has started its plan.")
    edit_links(subject)
    st.stop()
