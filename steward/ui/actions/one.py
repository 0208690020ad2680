"""One action beside its list: done at one press, moved and given to somebody in place, taken back at one."""

import streamlit as st

from steward.briefings.internal.actions.actions import ActionsBrief
from steward.briefings.internal.actions.sources import OpenAction
from steward.domain.actions import ActionKind
from steward.domain.identifiers import slug
from steward.exhibits import day_text
from steward.exhibits.wording import capital
from steward.services import actions
from steward.services.plans.files import Opened, entry
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun, forget
from steward.ui.kit.undo import can_undo, tell_saved
from steward.ui.kit.who import who
from steward.ui.pages import PageOf
from steward.ui.plans.entry_form import EntryForm
from steward.ui.plans.files import choices, plans, success_plan
from steward.ui.plans.saving import pressed
from steward.ui.plans.step_back import press

DONE = "actions.done"
"""What the last press did, for the way back: what is done stands on the list no more."""
WORDS = {ActionKind.QUESTION: "Answer", ActionKind.DETRACTOR: "What was done"}
WHERE: dict[ActionKind, tuple[PageOf, str]] = {
    ActionKind.COMMITMENT: (pages.ACCOUNT_PLAN, "commitments"),
    ActionKind.JOINT_STEP: (pages.ACCOUNT_PLAN, "joint_plan"),
    ActionKind.HEARD: (pages.ACCOUNT_PLAN, "heard"),
    ActionKind.DECISION: (pages.REVIEW, ""),
    ActionKind.QUESTION: (pages.REVIEW, ""),
    ActionKind.PLAN_ACTION: (pages.ACCOUNT_PLAN, "actions"),
    ActionKind.RISK_PLAY: (pages.ACCOUNT_PLAN, "risks"),
    ActionKind.RENEWAL_PLAY: (pages.RENEWALS, ""),
    ActionKind.DETRACTOR: (pages.NPS, ""),
    ActionKind.HOMEWORK: (pages.REVIEW, ""),
    ActionKind.APPROVAL: (pages.QUOTE, ""),
    ActionKind.REQUEST: (pages.ACCOUNT_REQUESTS, ""),
    ActionKind.REGISTRATION: (pages.PARTNERS, ""),
    ActionKind.ORDER_LINE: (pages.ACCOUNT_ORDERS, ""),
    ActionKind.LEADERSHIP: (pages.LEADERSHIP_REVIEW, ""),
}
"""Where each is seen with what belongs to it, and in which section."""
ELSEWHERE = {
    ActionKind.APPROVAL: "It is decided on its own page, by whoever is asked.",
    ActionKind.REGISTRATION: "It is decided on its own page, beside what speaks against it.",
    ActionKind.REQUEST: "It goes on where its clocks stand: on its own page.",
    ActionKind.LEADERSHIP: "It is done or dropped where leadership follows it: in its review.",
}
"""What cannot be done in place."""


def work_on(brief: ActionsBrief, one: OpenAction) -> str:
    """What it is, and what can be done with it. Who they are."""
    st.markdown(f"## {plain(one.words)}", anchors=False)
    st.caption(plain(_about(brief, one)))
    if one.crm_says_done and one.in_crm:
        on = f" on {day_text(one.in_crm.closed_on)}" if one.in_crm.closed_on else ""
        show.notice(f"The CRM says {one.in_crm.status}{on}: press Done to say so here, too.")
    author = who()
    if one.kind in actions.PLACES:
        _done(one, author)
        _form(one, author)
    else:
        show.notice(ELSEWHERE[one.kind])
    _link(one)
    return author


def _about(brief: ActionsBrief, one: OpenAction) -> str:
    named = brief.who(one)
    due = f"by {day_text(one.due)}" if one.due else "without a day"
    whose = "theirs" if one.theirs else "ours"
    return " · ".join(filter(None, (one.row.name, capital(str(one.kind)), whose, named, due, one.more)))


def _done(one: OpenAction, author: str) -> None:
    """One press; where it ends with words, they are asked first."""
    place, words = f"actions.{slug(one.key)}", ""
    if label := WORDS.get(one.kind):
        words = st.text_area(label, height=80, **begun(f"{place}.words", ""))
    if pressed("Done", author, "actions.finish", of=place, icon=":material/check:", kind="primary"):
        if press(DONE, lambda: actions.finish(plans(), one, warehouse().today, author, words), f"Done: {one.words}"):
            forget(place)
        st.rerun()


def _form(one: OpenAction, author: str) -> None:
    """Its fields where it is written: another day, somebody else, another state."""
    account_id, place = one.row.account_id, actions.PLACES[one.kind]
    opened: Opened[object] = actions.opened(plans(), one)
    first = entry(place.section, one.entry).of(opened.plan) or actions.first_entry(one)
    if first is None:
        st.caption("It is written there no more.")
        return
    known = choices(account_id, success_plan(account_id).plan)
    form = EntryForm(opened, place.section, one.entry, first, place.rows, known, "action")
    form.draw(author)
    form.tell_saved(author)


def tell_done(asked: str | None) -> str | None:
    """What became of the last press, with the way back. Who they are, as far as that was asked."""
    author = who() if asked is None and can_undo(DONE) else asked
    if author is not None:
        tell_saved(DONE, author, "actions.undo")
    return author


def _link(one: OpenAction) -> None:
    page, section = WHERE[one.kind]
    asked = {"section": section, "quarter": one.quarter, "quote": one.quote, **_picked(one)}
    whose = {} if one.kind is ActionKind.LEADERSHIP else {"account": one.row.account_id, "only": one.row.account_id}
    st.page_link(
        page.path,
        label=f"Open {page.title}",
        icon=page.icon,
        query_params={**whose, **{name: said for name, said in asked.items() if said}},
    )


def _picked(one: OpenAction) -> dict[str, str]:
    """What the page that it is done on picks at once."""
    match one.kind:
        case ActionKind.REQUEST:
            return {"request": f"{one.row.account_id}/{one.entry}"}
        case ActionKind.REGISTRATION:
            return {"registration": f"{one.row.account_id}/{one.entry}"}
        case ActionKind.ORDER_LINE:
            return {"line": one.entry}
        case ActionKind.LEADERSHIP:
            return {"decision": one.entry, "unit": one.branch}
    return {}
