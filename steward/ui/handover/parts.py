"""The parts of a passport that people write beside the interview, each saved on its own."""

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.domain.handover.words import Triage
from steward.services.handover.desk import Handover
from steward.services.handover.files import opened_handover
from steward.services.handover.shown import people_table, steps_table
from steward.ui.handover.introducing import introduce
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.plans.editor import edit_section
from steward.ui.plans.files import plans

RECEIVED = "It is received: what changes here now is told as changed since."


def edit_short(book: Book, one: Handover, author: str) -> None:
    """What the new owner reads first, and the days of the joint meeting."""
    del book
    _edit(one, "about", author)


def edit_introductions(book: Book, one: Handover, author: str) -> None:
    """Whom to introduce in which order, and the days of each."""
    table = people_table(book, one)
    show.exhibits([table] if table else [])
    show.nothing_of({"people to introduce": table})
    if one.triaged.triage is Triage.P1:
        met = "Both owners met the customer together." if one.met_on else (
            "Log the joint meeting on the page Touches, each of you or with the other as participant: the signature "
            "waits for it."
        )  # fmt: skip
        st.caption(plain(met))
    introduce(one, author)
    _edit(one, "introductions", author)


def edit_first_days(book: Book, one: Handover, author: str) -> None:
    """What the new owner does first: as it is written, else as it is proposed."""
    table = steps_table(book, one)
    show.exhibits([table] if table else [])
    show.nothing_of({"steps of the first days": table})
    _edit(one, "steps", author)


def _edit(one: Handover, name: str, author: str) -> None:
    if one.standing.handed_over and name != "steps":
        st.caption(RECEIVED)
    file = opened_handover(plans(), one)
    edit_section(one.row.account_id, file, file.sections[name], author)
