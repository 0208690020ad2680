"""NPS on a page: why it changed, who waits for us, then who is silent, how sure the score is, and what people say."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steward.briefings.internal.nps.detractors import Waiting
from steward.briefings.internal.nps.nps import Nps
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.internal.nps import FollowUp
from steward.services import nps
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.selection import open_account, saying_no
from steward.ui.kit.walks import show_walks
from steward.ui.kit.who import who
from steward.ui.plans import files as plan_files
from steward.ui.plans.entry_form import EntryForm

ADDRESS = "answer"
ROWS = (("status", "done"), ("owner", "by"), ("due", "on"))


def show_nps(brief: Nps) -> None:
    """The tables; a picked detractor is worked on, a picked theme is read, a picked account opens."""
    show.notice(brief.problem)
    moved = show_walks(brief.walks)
    _detractors(brief)
    silent = show.table(brief.silent, selectable=True, headed=True) if brief.silent else None
    show.exhibits([one for one in (brief.trend, brief.quarters, brief.roles, brief.bands) if one])
    _themes(brief)
    account = show.table(brief.accounts, selectable=True, headed=True) if brief.accounts else None
    show.nothing_of(
        {
            "who waits for us": brief.detractors,
            "decision makers who are silent": brief.silent,
            "NPS over time": brief.trend,
            "NPS by quarter": brief.quarters,
            "answers by role": brief.roles,
            "answers by size of the account": brief.bands,
            "themes of what they say": brief.themes,
            "accounts by their NPS": brief.accounts,
        }
    )
    if silent:
        open_account(silent, pages.RELATIONSHIP_MAP.path)
    if account := moved or account:
        open_account(account, pages.ACCOUNT.path)


def _detractors(brief: Nps) -> None:
    """Who waits, to tick; beside it what one works on, also what is settled."""
    ticked = show.table(brief.detractors, selectable=True, headed=True) if brief.detractors else None
    if not brief.unhappy:
        return
    known = {one.answer.response_id: one for one in brief.unhappy}
    hint = "Choose an answer" + (", or tick a row above" if brief.detractors else "")
    found = pick(known, [ticked], partial(_named, account_labels()), "Follow up on", hint, ADDRESS, brief)
    if found:
        with side_panel(ADDRESS):
            _work_on(found)


def _named(names: Mapping[str, str], one: Waiting) -> str:
    account = names.get(one.row.account_id, one.row.name)
    return f"{account} · {one.who} · {one.answer.score} of 10 · {day_text(one.answer.day)} · {one.state}"


def _work_on(found: Waiting) -> None:
    """One follow-up as fields, kept in the account's voice.toml."""
    st.markdown(f"### {plain(f'{found.who}, {found.row.name}: {found.answer.score} of 10')}", anchors=False)
    if found.answer.comment:
        st.markdown(f"> {plain(found.answer.comment)}")
    so_far = "settled" if found.settled else f"waiting for {counted(found.days, 'day')}"
    st.caption(plain(f"Answered on {day_text(found.answer.day)}, {so_far}"))
    account_id, response = found.row.account_id, found.answer.response_id
    known = plan_files.choices(account_id, SuccessPlan(account_id=account_id))
    author = who()
    with saying_no():
        opened = nps.opened_notes(plan_files.plans(), account_id)
    first = FollowUp(response=response, owner=found.row.owner_id or "", due=found.due)
    form = EntryForm(opened, "follow_ups", response, first, ROWS, known, "follow-up")
    form.draw(author)
    form.tell_saved(author)


def _themes(brief: Nps) -> None:
    picked = show.table(brief.themes, selectable=True, headed=True) if brief.themes else None
    chosen = dict(brief.comments).get(picked or "") or brief.answers
    if chosen:
        show.exhibit(chosen)
