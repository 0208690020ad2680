"""Whose review is shown: the account, quarter and room the link names, read without looking at any other account."""

from dataclasses import dataclass

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.errors import AccountNotFound, StewardError
from steward.plans.files.store import Plans
from steward.services.reviews import OpenedReview, made_of, opened_files, subject
from steward.ui.kit import show
from steward.ui.kit.cache import kept, warehouse, workspace

PATH = "present"
FLAG, LEFT, LINK = "presenting", "present.left", "present.link"


def is_presenting() -> bool:
    """Whether this window was opened to present; it stays so, whatever its address says, until somebody leaves."""
    here = (st.context.url or "").partition("?")[0].rstrip("/").endswith(f"/{PATH}")
    if here and LEFT not in st.session_state:
        st.session_state[FLAG] = True
    if not here:
        st.session_state.pop(LEFT, None)
    return bool(st.session_state.get(FLAG))


def leave() -> None:
    """End presenting in this window."""
    st.session_state.pop(FLAG, None)
    st.session_state[LEFT] = True


def has_left() -> bool:
    """Whether somebody just left and is still at the address of the presenting window."""
    return LEFT in st.session_state


@dataclass(frozen=True)
class Link:
    """What the link to this window says. `quarter` empty: the last complete one."""

    account_id: str
    quarter: str
    room: str
    who: str


def link() -> Link:
    """The link this window was opened by, also where its address has lost it."""
    asked = st.query_params
    if "account" in asked:
        found = Link(asked["account"], asked.get("quarter", ""), asked.get("room", ""), asked.get("you", ""))
        st.session_state[LINK] = found
    held: Link = st.session_state.get(LINK, Link("", "", "", ""))
    return held


def account_of(found: Link) -> Subject:
    """The account and quarter. Raises AccountNotFound, which names nobody, or QuarterUnknown."""
    try:
        return subject(warehouse(), found.account_id, found.quarter or None)
    except AccountNotFound:
        raise AccountNotFound(
            "This link leads to no review. Open one from the page Review, step Freeze and show."
        ) from None


def opened(found: Link) -> tuple[Subject, OpenedReview] | None:
    """The account and review of a link; None where there are none, which is said on the page."""
    try:
        about = account_of(found)
        return about, review_of(about)
    except AccountNotFound as nobody:
        show.empty(str(nobody))
    except StewardError as problem:
        show.problem(problem)
    return None


def plans() -> Plans:
    """The plans of this workspace."""
    return Plans.within(workspace())


def review_of(about: Subject) -> OpenedReview:
    """The review of an account and quarter, made again only where a file or the data changed."""
    file, plan = opened_files(plans(), about.account_id, about.quarter)
    return kept(
        lambda: made_of(about, plans(), file, plan),
        "shown review", about.account_id, about.quarter, file.digest, plan.digest,
    )  # fmt: skip
