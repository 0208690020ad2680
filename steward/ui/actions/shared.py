"""What of the actions the customer sees: on their success plan, and here as they do."""

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.services.owed import open_between_us
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.plans.files import plans


def show_shared(subject: Subject) -> None:
    """The table as it stands on the page Success plan, in their window too."""
    table = open_between_us(subject, plans())
    st.markdown("## What the customer sees of it", anchors=False)
    if table is None:
        show.empty("Nothing is open between us and them.")
        return
    show.exhibit(table)
    st.page_link(
        pages.SUCCESS_PLAN.path, label="Open the success plan", icon=pages.SUCCESS_PLAN.icon,
        query_params={"account": subject.account_id},
    )  # fmt: skip
