"""What leaves with a quote: the memo for who approves it, its last day for a calendar, and once it is approved the
proposal on paper and as slides, a mail to go with it, and files for the CRM."""

from collections.abc import Callable

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.quotes.briefing import QuoteBriefing
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.errors import StewardError
from steward.services.quotes import crm_files, memos, proposals
from steward.services.reviews.templates import own_template
from steward.ui.kit import show
from steward.ui.kit.downloads import offer
from steward.ui.plans.files import plans

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def download_papers(about: Subject, brief: QuoteBriefing) -> None:
    """What can be taken along of a quote as it stands: the memo for who approves, its last day, the proposal."""
    with st.container(horizontal=True):
        if brief.quote.worth.lines:
            _memo(about, brief)
        if memos.can_expire(brief.quote):
            _expiry(about, brief.quote)
        if proposals.is_issued(brief.quote):
            _proposal(about, brief.quote)


def _memo(about: Subject, brief: QuoteBriefing) -> None:
    name, store = about.account.name, plans()
    offer(
        "Approval memo (Word)", lambda: memos.memo(store, brief, name), memos.memo_name(brief.quote, name),
        proposals.WORD, what="an approval memo", accounts=[about.account_id], icon="gavel", key="memo",
    )  # fmt: skip


def _expiry(about: Subject, quote: OpenedQuote) -> None:
    name = about.account.name
    offer(
        "Expiry date (.ics)", lambda: memos.expiry(quote, name), memos.expiry_name(quote, name), "text/calendar",
        what="the last day of a quote", accounts=[about.account_id], icon="event", key="expiry",
    )  # fmt: skip


def _proposal(about: Subject, quote: OpenedQuote) -> None:
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
