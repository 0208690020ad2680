"""What one account knows of our offer: what to show next, what happened, and what a review leaves to be noted."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.education.education import EducationBrief
from steward.briefings.internal.education.happened import Happened
from steward.briefings.internal.scope.book import Book
from steward.domain.education import Introduced
from steward.plans.internal.education import Introduction
from steward.services import education
from steward.ui.education.log import log, put_right, tell_written, write_down
from steward.ui.education.page import ADDRESS as TALK
from steward.ui.education.page import choose_talk
from steward.ui.kit import show
from steward.ui.kit.address import in_address
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.who import who
from steward.ui.plans.files import choices, plans, success_plan
from steward.ui.plans.saving import pressed

ADDRESS = "introduction"


def show_account(subject: Subject, book: Book, brief: EducationBrief) -> None:
    """One account, person by person."""
    account_id = subject.account_id
    author = who()
    with st.expander("Write down an introduction", icon=":material/add:", key="education.new"):
        begun = Introduction(how=Introduced.PRESENTED)
        write_down(account_id, author, begun, asks=("contact", "product"), key="education.new.log")
    for one in education.happened(warehouse(), plans(), account_id):
        _propose(account_id, one, author)
    tell_written(choose_talk(brief, author))
    if brief.ladder:
        show.exhibit(brief.ladder)
    written = education.opened_education(plans(), account_id)
    show.unusable([one.said for one in written.problems], "Something in the file cannot be used; the rest works.")
    names = choices(account_id, success_plan(account_id).plan).names
    made = education.introductions_of(book, written.plan, names)
    ticked = show.table(made, selectable=True, headed=True) if made else None
    known = education.by_name(written.plan)
    chosen = pick(known, [ticked], partial(_said, names), "Introduction", "Choose one", ADDRESS) if known else None
    if chosen and not in_address(TALK):  # one panel at a time
        with side_panel(ADDRESS):
            put_right(account_id, next(name for name, one in known.items() if one is chosen), author)
    show.nothing_of({"who knows what": brief.ladder, "introductions": made})


def _said(names: Mapping[str, str], one: Introduction) -> str:
    return f"{names.get(one.contact, one.contact)} · {names.get(one.product, one.product)} · {one.how}"


def _propose(account_id: str, one: Happened, author: str) -> None:
    """What happened and is not written down: one press."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/slideshow: {plain(one.said)}", width="content")
        if pressed("Write them down", author, "education.happened", of=one.key):
            log(account_id, one.introductions, author, "Written down.")
            st.rerun()
