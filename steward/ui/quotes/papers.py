"""What leaves with a quote that is approved: the proposal on paper and as slides, a mail, files for the CRM."""

from collections.abc import Callable

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.errors import StewardError
from steward.services.quotes import crm_files, proposals
from steward.services.reviews.templates import own_template
from steward.ui.kit import show
from steward.ui.kit.downloads import offer
from steward.ui.plans.files import plans

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def download_proposal(about: Subject, quote: OpenedQuote) -> None:
    """The files, while there is a version to make them of."""
    if not proposals.is_issued(quote):
        return
    try:
        found = proposals.proposal_of(plans(), about, quote)
    except StewardError as problem:
        show.problem(problem)
        return
    template = own_template(plans(), about.account_id)
    files: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
        "Proposal (Word)": (".docx", lambda: proposals.paper(found), proposals.WORD, "description"),
        "Proposal (PowerPoint)": (".pptx", lambda: proposals.deck(found, template), SLIDES, "slideshow"),
        "Mail draft": (".eml", lambda: proposals.mail(about, quote, found), "message/rfc822", "drafts"),
    }
    with st.container(horizontal=True):
        for label, (suffix, make, mime, icon) in files.items():
            offer(
                label, make, proposals.paper_name(found, suffix), mime, what="a proposal", accounts=[about.account_id],
                icon=icon, key=f"proposal{suffix}",
            )  # fmt: skip
        offer(
            "For the CRM (CSV)", lambda: crm_files.quote_files(plans(), [quote]),
            crm_files.files_name(quote, about.account.name), crm_files.ZIP, what="a quote for the CRM",
            accounts=[about.account_id], icon="table", key="quote.crm",
        )  # fmt: skip
