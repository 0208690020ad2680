"""The meeting: when and where, who takes part, what is to be decided."""

from dataclasses import replace

import streamlit as st

from steward.exhibits.wording import counted
from steward.plans.customer.review import Decision, Review, file_of
from steward.plans.files.changes import entry_id, identity
from steward.plans.files.keys import sections_of
from steward.services import maps, scope
from steward.services.reviews import OpenedReview
from steward.ui.kit.address import in_address, to_address
from steward.ui.plans.editor import edit_section
from steward.ui.plans.files import opened_plan, plans
from steward.ui.plans.saving import save
from steward.ui.reviews.documents import download_invitation

SECTIONS = ("meeting", "attendees", "decisions", "questions")


def arrange_meeting(opened: OpenedReview, author: str) -> None:
    """One section of the meeting at a time, with what Steward can propose for it."""
    sections = sections_of(Review)
    wanted = in_address("section")
    if wanted in SECTIONS:
        st.session_state["review.section"] = wanted
    to_address("section", ())
    st.session_state.setdefault("review.section", SECTIONS[0])
    picked = st.segmented_control(
        "Part", list(SECTIONS), key="review.section", format_func=lambda name: sections[name].label,
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    if picked == "attendees":
        _propose_attendees(opened, author)
    if picked == "decisions":
        _propose_decisions(opened, author)
    edit_section(opened.subject, opened.file, sections[picked or SECTIONS[0]], author)
    download_invitation(opened.subject, opened)


def _propose_attendees(opened: OpenedReview, author: str) -> None:
    subject, here = opened.subject, opened.file.plan
    plan = opened_plan(subject.account_id)
    before = plans().open(Review, file_of(subject.before), subject.account_id)
    owner = scope.owner_of(subject)
    last = before.plan if before.exists else None
    found = maps.proposed_attendees(plan.success.plan, plan.strategy.plan, last, owner, here.attendees)
    source = "of the last review" if last and last.attendees else "from the plan and the team"
    if found and st.button(
        f"Add {counted(len(found), 'person', 'people')} {source}",
        icon=":material/group_add:", disabled=not author, key="attendees.propose",
    ):  # fmt: skip
        save(opened.file, replace(here, attendees=(*here.attendees, *found)), author)
        st.rerun()


def _propose_decisions(opened: OpenedReview, author: str) -> None:
    here = opened.file.plan
    asked = {one.decision for one in here.decisions}
    found = [ask for ask in opened.material.summary.asks if ask not in asked]
    if found and st.button(
        f"Add {len(found)} the figures call for",
        icon=":material/add_task:",
        disabled=not author,
        key="decisions.propose",
    ):
        decisions = list(here.decisions)
        for ask in found:
            decisions.append(Decision(id=entry_id(ask, map(identity, decisions)), decision=ask))
        save(opened.file, replace(here, decisions=tuple(decisions)), author)
        st.rerun()
