"""Whose review this window shows: what the link says that opened it, read without looking at any other account."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.errors import AccountNotFound, LinkRefused, StewardError
from steward.services.design.shown import state_of
from steward.services.plans.files import Plans, plans_of
from steward.services.quotes.presented import state_of as offers_of
from steward.services.reviews.opened import OpenedReview, frozen_state, made_of, opened_files, subject
from steward.ui.kit import show
from steward.ui.kit.address import in_address
from steward.ui.kit.cache import kept, warehouse, workspace
from steward.ui.kit.secret import made_secret, secret_of
from steward.ui.present.signed_link import ASK, NOWHERE, Link, PresentWindow, read, signed

PATH, VIEW = "present", "customer_view"
LINK, CLOSED, FLAG = "link", "closed", "window"
_WINDOWS = {PATH: PresentWindow.CUSTOMER, VIEW: PresentWindow.VIEW}


def window_of_theirs() -> PresentWindow | None:
    """Which window for a customer this was opened as; it stays so, whatever its address says."""
    opened_at = (st.context.url or "").partition("?")[0].rstrip("/").rpartition("/")[2]
    if opened_at in _WINDOWS:
        st.session_state.setdefault(FLAG, _WINDOWS[opened_at])
    found: PresentWindow | None = st.session_state.get(FLAG)
    return found


def close() -> None:
    """End presenting in this window, also for whoever loads it anew."""
    st.session_state[f"present.{CLOSED}"] = True
    st.query_params.from_dict({CLOSED: "yes"})


def is_closed() -> bool:
    """Whether somebody ended presenting in this window."""
    return f"present.{CLOSED}" in st.session_state or bool(in_address(CLOSED))


def address(page: str, found: Link, window: PresentWindow) -> str:
    """Where a window opens. Raises SecretUnusable."""
    return f"{page}?{urlencode({LINK: signed(found, window, made_secret(workspace()))})}"


def link(window: PresentWindow) -> Link:
    """The link that this window was opened by. Raises LinkRefused or SecretUnusable.

    A customer's window keeps the first one, whatever becomes of its address; the presenter's is one of our own pages,
    and goes where its address says."""
    key, asked = f"present.{LINK}.{window}", in_address(LINK)
    held: Link | None = st.session_state.get(key)
    if held and (window is not PresentWindow.PRESENTER or not asked):
        return held
    found = read(asked, window, secret_of(workspace()), now())
    st.session_state[key] = found
    return found


def opened(window: PresentWindow) -> tuple[Link, Subject, OpenedReview] | None:
    """The review that the link of this window leads to; None where there is none, which is said on the page."""
    try:
        found = link(window)
        about = subject(warehouse(), found.account_id, found.quarter)
        return found, about, review_of(about)
    except AccountNotFound:
        show.empty(f"{NOWHERE} {ASK[window]}")
    except LinkRefused as refused:
        show.empty(str(refused))
    except StewardError as problem:
        show.problem(problem)
    return None


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def plans() -> Plans:
    """The plans of this workspace."""
    return plans_of(workspace())


def review_of(about: Subject) -> OpenedReview:
    """The review of an account and quarter, made again only where a file or the data changed."""
    file, plan = opened_files(plans(), about.account_id, about.quarter)
    return kept(
        lambda: made_of(about, plans(), file, plan),
        "shown review", about.account_id, about.quarter, file.digest, plan.digest,
        frozen_state(plans(), about, file.plan), state_of(plans(), about.account_id),
        offers_of(plans(), about.account_id),
    )  # fmt: skip
