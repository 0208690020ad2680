"""The customer's view in a window of its own: this account alone, without a list, a sidebar or a way elsewhere."""

from collections.abc import Mapping

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.errors import AccountNotFound, LinkRefused, SecretUnusable, StewardError
from steward.services.reviews.opened import subject
from steward.ui.customer_view.topics import DRAWN
from steward.ui.kit import show
from steward.ui.kit.audience import for_the_customer
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.selection import NOT_NOW, saying_no
from steward.ui.kit.views import choose_view
from steward.ui.present.share_link import VIEW, address, link
from steward.ui.present.signed_link import ASK, NOWHERE, Link, PresentWindow

TABS: Mapping[str, str] = {
    "summary": "Summary",
    "success": "Success plan",
    "spend": "Spend",
    "service": "Service",
    "adoption": "Adoption",
    "design": "Design",
    "voice": "Your feedback",
    "proposals": "Proposals",
    "delivery": "Delivery",
    "requests": "Your requests",
}
TAB = "topic"


def customer_view() -> None:
    """Everything the window shows."""
    with for_the_customer():
        about = _subject()
        if about is not None:
            _show(about)


def open_customer_view(about: Subject, topic: str = "summary") -> None:
    """A button that opens the customer's window of this account and quarter, on one of its topics."""
    found = Link(about.account_id, str(about.quarter), room="", who="")
    try:
        opens = f"{address(VIEW, found, PresentWindow.VIEW)}&{TAB}={topic}"
    except SecretUnusable as problem:
        show.problem(problem)
        return
    st.link_button(
        "Open the customer's view", opens, icon=":material/open_in_new:",
        help=plain(f"A window of its own to show {about.account.name}: this account alone, and nothing of ours."),
    )  # fmt: skip


def _subject() -> Subject | None:
    """The account and quarter of the link; None where it leads nowhere, which is said."""
    try:
        found = link(PresentWindow.VIEW)
        return subject(warehouse(), found.account_id, found.quarter)
    except AccountNotFound:
        show.empty(f"{NOWHERE} {ASK[PresentWindow.VIEW]}")
    except LinkRefused as refused:
        show.empty(str(refused))
    except StewardError:
        show.empty(NOT_NOW)
    return None


def _show(about: Subject) -> None:
    st.set_page_config(page_title=f"{about.account.name} · {about.quarter.spoken}")
    topic = choose_view(TAB, "Topic", TABS)
    with saying_no():
        DRAWN[topic](about)
