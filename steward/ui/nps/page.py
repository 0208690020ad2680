"""NPS on a page: why it changed, who waits for us, then who is silent, how sure the score is, and what people say."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from steward.briefings.internal.nps.detractors import Waiting
from steward.briefings.internal.nps.nps import Nps
from steward.domain.identifiers import slug
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.changes import changes
from steward.plans.files.store import Opened
from steward.plans.internal.nps import FILE, FollowUp, NpsNotes
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.selection import open_account, saying_no
from steward.ui.kit.typed import is_typed
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.walks import show_walks
from steward.ui.kit.who import who
from steward.ui.plans import files as plan_files
from steward.ui.plans.saving import base_of, fields_of, follow, save_button
from steward.ui.plans.section_form import fields
from steward.ui.plans.settling import settle


def show_nps(brief: Nps) -> None:
    """The tables; a picked detractor is worked on, a picked theme is read, a picked account opens."""
    show.notice(brief.problem)
    moved = show_walks(brief.walks)
    _detractors(brief)
    silent = show.table(brief.silent, selectable=True, headed=True) if brief.silent else None
    show.exhibits([one for one in (brief.trend, brief.quarters, brief.roles, brief.bands) if one])
    _themes(brief)
    account = show.table(brief.accounts, selectable=True, headed=True) if brief.accounts else None
    if silent:
        open_account(silent, pages.RELATIONSHIP_MAP.path)
    if account := moved or account:
        open_account(account, pages.ACCOUNT.path)


def _detractors(brief: Nps) -> None:
    if not brief.detractors:
        return
    picked = show.table(brief.detractors, selectable=True, headed=True)
    found = _choose(brief, picked)
    if found:
        with side_panel("answer"):
            _work_on(found)


def _choose(brief: Nps, picked: str | None) -> Waiting | None:
    """The answer to work on: the row that was ticked last, else what is chosen; kept in the URL."""
    known = {one.answer.response_id: one for one in brief.waiting}
    hint = "Choose an answer, or tick a row above"
    return pick(known, [picked], partial(_named, account_labels()), "Follow up on", hint, "answer")


def _named(names: Mapping[str, str], one: Waiting) -> str:
    account = names.get(one.row.account_id, one.row.name)
    return f"{account} · {one.who} · {one.answer.score} of 10 · {day_text(one.answer.day)} · {one.state}"


def _work_on(found: Waiting) -> None:
    """One follow-up as fields, kept in the account's voice.toml."""
    st.markdown(f"### {plain(f'{found.who}, {found.row.name}: {found.answer.score} of 10')}", anchors=False)
    if found.answer.comment:
        st.markdown(f"> {plain(found.answer.comment)}")
    st.caption(plain(f"Answered on {day_text(found.answer.day)}, waiting for {counted(found.days, 'day')}"))
    account_id = found.row.account_id
    known = plan_files.choices(account_id, SuccessPlan(account_id=account_id))
    author = who()
    with saying_no():
        opened = plan_files.plans().open(NpsNotes, FILE, account_id)
    if settle(opened, author, known.names):
        return
    base = base_of(opened)
    written = next((one for one in base.plan.follow_ups if one.response == found.answer.response_id), None)
    said = written or FollowUp(response=found.answer.response_id, owner=found.row.owner_id or "", due=found.due)
    edited = _fields(said, known, f"{fields_of(opened)}.follow_ups.{slug(found.answer.response_id)}")
    _save(base, opened, _with(base.plan, edited), author)


def _fields(said: FollowUp, known: plan_files.Choices, key: str) -> FollowUp:
    left, right = st.columns(2, gap="medium")
    with left:
        first = fields(FollowUp, said, known, key, ("status", "owner", "due"))
    with right:
        second = fields(FollowUp, said, known, key, ("done", "by", "on"))
    return FollowUp(response=said.response, **first, **second)


def _with(notes: NpsNotes, edited: FollowUp) -> NpsNotes:
    """The notes with this follow-up in its place, or behind the others."""
    others = tuple(edited if one.response == edited.response else one for one in notes.follow_ups)
    new = () if edited in others else (edited,)
    return replace(notes, follow_ups=(*others, *new))


def _save(base: Opened[NpsNotes], now: Opened[NpsNotes], plan: NpsNotes, author: str) -> None:
    made = len(changes(base.plan, plan))
    follow(base, now, bool(made) or is_typed(fields_of(now)))
    save_button(base, plan, made, author, "follow-up.save", label="Save")
    tell_saved(base.account_id, author)


def _themes(brief: Nps) -> None:
    picked = show.table(brief.themes, selectable=True, headed=True) if brief.themes else None
    chosen = dict(brief.comments).get(picked or "") or brief.answers
    if chosen:
        show.exhibit(chosen)
