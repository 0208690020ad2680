"""One commitment beside its list: what became of it, saved at once, undone at once."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from steward.briefings.internal.commitments.book import CommitmentsBook
from steward.briefings.internal.commitments.rows import WrittenCommitment
from steward.exhibits import day_text
from steward.plans.customer.success_plan import Commitment, Kept
from steward.services.plans.files import Record
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.who import who
from steward.ui.plans.entry_form import EntryForm
from steward.ui.plans.files import choices, success_plan

ADDRESS = "commitment"
SECTION = "commitments"
ROWS = (("status", "closed_on"), ("owner", "due"), ("note",))
"""What the form asks; the words as they were agreed are changed in the plan."""


def show_overdue(brief: CommitmentsBook) -> None:
    """What is overdue, to tick; beside it what one works on, also of those that are not overdue."""
    ticked = show.table(brief.overdue, selectable=True, headed=True) if brief.overdue else None
    show.nothing_of({"overdue commitments": brief.overdue})
    if not brief.written:
        return
    hint = "Choose one to say what became of it" + (", or tick a row above" if brief.overdue else "")
    chosen = pick(brief.written, [ticked], partial(_named, account_labels()), "Commitment", hint, ADDRESS)
    if chosen:
        with side_panel(ADDRESS):
            _work_on(chosen)


def _named(names: Mapping[str, str], one: WrittenCommitment) -> str:
    due = f" · due {day_text(one.commitment.due)}" if one.commitment.due else ""
    return f"{names.get(one.row.account_id, one.row.name)} · {one.commitment.promise}{due} · {one.commitment.status}"


def _work_on(one: WrittenCommitment) -> None:
    account_id = one.row.account_id
    opened = success_plan(account_id)
    st.markdown(f"## {plain(one.commitment.promise)}", anchors=False)
    st.caption(plain(_about(one)))
    author = who()
    known = choices(account_id, opened.plan)
    form = EntryForm(opened, SECTION, one.entry, one.commitment, ROWS, known, ADDRESS)
    form.draw(author, partial(_found_today, one.commitment))
    form.tell_saved(author)
    st.page_link(
        pages.ACCOUNT_PLAN.path, label="All commitments of the account", icon=":material/edit_note:",
        query_params={"account": account_id, "section": SECTION},
    )  # fmt: skip


def _about(one: WrittenCommitment) -> str:
    commitment = one.commitment
    made = f"promised on {day_text(commitment.made_on)}" if commitment.made_on else ""
    return " · ".join(filter(None, (one.row.name, str(commitment.side or ""), made)))


def _found_today(before: Commitment, now: Record) -> Record:
    """What is closed and bears no day was found so today."""
    if isinstance(now, Commitment) and now.status is not Kept.OPEN and before.status is Kept.OPEN and not now.closed_on:
        return replace(now, closed_on=warehouse().today)
    return now
