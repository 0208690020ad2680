"""What goes to the CRM: the new owners, and how credit is split."""

import streamlit as st

from steward.services.books import crm_files
from steward.services.books.desk import BooksBriefing
from steward.ui.kit import show
from steward.ui.kit.downloads import offer
from steward.ui.kit.who import known_name
from steward.ui.plans.files import plans

CSV = "text/csv"


def download_files(brief: BooksBriefing) -> None:
    """The two files, once the plan is published, and what became of those handed out before."""
    if not brief.plan.moves:
        return
    waiting = crm_files.owners_waiting(plans(), brief)
    accounts = tuple(one.account_id for one in brief.plan.moves)
    with st.container(horizontal=True):
        offer(
            f"Owners for the CRM ({len(waiting)})", lambda: crm_files.owners_file(plans(), brief, known_name()),
            f"owners-{brief.source.fy}.csv", CSV, what="new owners for the CRM", accounts=accounts, key="books.owners",
            why_not=crm_files.why_no_owners(plans(), brief),
        )  # fmt: skip
        offer(
            "Opportunity splits for the CRM", lambda: crm_files.splits_file(plans(), brief, known_name()),
            f"splits-{brief.source.fy}.csv", CSV, what="opportunity splits for the CRM", accounts=accounts,
            key="books.splits", why_not=crm_files.why_no_splits(plans(), brief),
        )  # fmt: skip
    for words in crm_files.told(plans(), brief):
        st.caption(show.plain(words))
