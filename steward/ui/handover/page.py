"""Handovers on a page: every account on its way, and below the list the passport of the one that was picked."""

from collections.abc import Callable, Mapping

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.services.handover import passport as passports
from steward.services.handover.desk import Handover, HandoverBook
from steward.ui import pages
from steward.ui.handover.files import download_passport
from steward.ui.handover.interview import edit_interview
from steward.ui.handover.parts import edit_first_days, edit_introductions, edit_short
from steward.ui.handover.signing import show_signing
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.pick import pick
from steward.ui.kit.views import choose_view
from steward.ui.plans.cache import briefed

ADDRESS = "handover"
VIEWS: Mapping[str, str] = {
    "passport": ":material/badge: Passport",
    "interview": ":material/forum: Interview",
    "short": ":material/notes: In short",
    "introductions": ":material/waving_hand: Introductions",
    "days": ":material/checklist: First 30, 60, 90 days",
}


def show_handovers(book: Book, brief: HandoverBook, author: str) -> None:
    """The list, and the one that was picked below it."""
    if not brief.listed:
        show.empty(
            "Both managers agree to a move on the page Books. From then on its passport is prepared here, and both "
            "owners see the account until the new one has signed for it."
        )
    ticked = [show.table(one, selectable=True, headed=True, whole=True) for one in (brief.list, brief.done) if one]
    show.nothing_of(
        {"handovers under way": brief.list, "handovers that are done": brief.done, "handovers by degree": brief.degrees}
    )
    if not brief.listed:
        return
    hint = "Choose a handover, or tick a row above"
    chosen = pick(brief.by_account, ticked, _named, "Handover", hint, ADDRESS)
    if chosen:
        _show_one(book, chosen, author)
    else:
        show.exhibits([one for one in (brief.degrees,) if one])


def _named(one: Handover) -> str:
    return f"{one.row.name} · {one.triaged.triage.label} · from {one.giver} to {one.receiver}"


def _show_one(book: Book, one: Handover, author: str) -> None:
    """How far it is with the next steps, then one part of it at a time."""
    st.markdown(f"## {plain(f'{one.row.name}: from {one.giver} to {one.receiver}')}", anchors=False)
    with st.container(horizontal=True):
        st.page_link(
            pages.ACCOUNT.path,
            label=plain(one.row.name),
            icon=pages.ACCOUNT.icon,
            query_params={"account": one.row.account_id},
        )
        st.page_link(
            pages.RELATIONSHIP_MAP.path, label="Its map", icon=pages.RELATIONSHIP_MAP.icon,
            query_params={"account": one.row.account_id},
        )  # fmt: skip
    show_signing(one, author)
    view = choose_view("part", "Part", VIEWS)
    views: Mapping[str, Callable[[Book, Handover, str], None]] = {
        "passport": _passport, "interview": edit_interview, "short": edit_short, "introductions": edit_introductions,
        "days": edit_first_days,
    }  # fmt: skip
    views[view](book, one, author)


def _passport(book: Book, one: Handover, author: str) -> None:
    """Every section, with what there is nothing of said in a line, and the files."""
    del author
    found = briefed(passports, book, Filters(accounts=(one.row.account_id,)), alone=True)
    show.figures(found.figures)
    download_passport(book, found)
    for section in found.sections:
        st.markdown(f"### {plain(section.title)}", anchors=False)
        if section.is_empty:
            st.caption(plain(section.nothing))
            continue
        show.figures(section.figures)
        if section.points:
            st.markdown("\n".join(f"- {plain(said)}" for said in section.points))
        show.exhibits(section.exhibits)
    show.missing(found.missing)
