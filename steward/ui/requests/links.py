"""Links that open the form of a new request filled in: of an account, what went down, a site, a meeting."""

from collections.abc import Mapping

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.services.requests.occasions import MOST_OUTAGES, occasions
from steward.ui import pages
from steward.ui.kit.cache import kept
from steward.ui.kit.escape import plain

MOST = 40
"""As many sites as somebody looks through; the form has them all."""


def raise_links(subject: Subject) -> None:
    """A small window with one link for each outage and site, and for nothing in particular."""
    found = kept(lambda: occasions(subject), "request occasions", subject.account_id)
    with st.popover("Raise a request", icon=pages.ACCOUNT_REQUESTS.icon):
        _link(subject, "Of the account", {"new": "1"})
        for one in found[: MOST_OUTAGES + MOST]:
            _link(subject, one.words, one.asks)


def raise_of_meeting(subject: Subject) -> None:
    """One link, for what came up in the review of this quarter."""
    _link(subject, "Raise a request", {"subject": f"From the review of {subject.quarter.spoken}: "})


def _link(subject: Subject, words: str, asks: Mapping[str, str]) -> None:
    st.page_link(
        pages.ACCOUNT_REQUESTS.path, label=plain(words), icon=":material/add:",
        query_params={"account": subject.account_id, **{name: said for name, said in asks.items() if said}},
    )  # fmt: skip
