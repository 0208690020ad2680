"""The meeting: when, where and who, prefilled so that one press saves it; what colleagues bring; and its lists."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from steward.exhibits.wording import counted
from steward.plans.customer.review import Attendee, Meeting, Review
from steward.plans.internal.debrief import Debrief
from steward.services import maps, scope
from steward.services.plans.files import Opened, changes, newly_wrong
from steward.services.reviews.opened import OpenedReview, family, opened_file
from steward.services.reviews.walk import meeting_proposed, suggested_decisions
from steward.ui.kit.address import asked, to_address
from steward.ui.kit.typed import begun, is_typed
from steward.ui.plans.editor import edit_section
from steward.ui.plans.files import choices, opened_plan, plans
from steward.ui.plans.saving import asked_to_save, base_of, fields_of, follow, pressed, save
from steward.ui.plans.section_form import fields
from steward.ui.reviews.advance import advance
from steward.ui.reviews.documents import download_invitation
from steward.ui.reviews.homework import ask_colleagues
from steward.ui.reviews.joint import joint_with

LISTS = ("attendees", "decisions", "questions")
WHEN, WHERE = ("held_on", "starts_at", "minutes", "zone"), ("place", "purpose", "next_on")


def arrange_meeting(opened: OpenedReview, debrief: Opened[Debrief], author: str) -> None:
    """When, where and who on one form; below it what colleagues bring, and the lists one at a time."""
    last = opened_file(plans(), opened.subject.account_id, opened.subject.before)
    _arrange(opened, last.plan if last.exists else None, author)
    download_invitation(opened.subject, opened)
    ask_colleagues(opened, debrief, author)
    _lists(opened, author)


def _arrange(opened: OpenedReview, last: Review | None, author: str) -> None:
    """The form. What is proposed stands in its fields and is saved with the first press."""
    base, found = base_of(opened.file), choices(opened.subject.account_id, opened.agreed.plan)
    follow(base, opened.file, is_typed(fields_of(opened.file)))
    shown, key = meeting_proposed(opened, plans(), last, _zone()), f"{fields_of(base)}.meeting"
    if not base.plan.meeting.held_on or not base.plan.attendees:
        st.caption(
            "Proposed from the last review, the plan and the calendar. Change what you want different, and save."
        )
    values: dict[str, Any] = {}
    for names, widths in ((WHEN, (1.2, 1, 1, 1.6)), (WHERE, (1.5, 2.4, 1))):
        for name, place in zip(names, st.columns(list(widths), gap="small"), strict=True):
            with place:
                values |= fields(Meeting, shown, found, key, (name,))
    if len(family(opened.subject.warehouse, opened.subject.account_id)) > 1:
        values |= fields(Meeting, shown, found, key, ("covers",))
    values |= joint_with(opened, shown, found, key)
    people = _attendees(opened, last, found.names, f"{fields_of(base)}.people")
    plan = replace(base.plan, meeting=replace(base.plan.meeting, **values), attendees=people)
    made = len(changes(base.plan, plan))
    label = "Save the meeting" if made else "Save"
    if asked_to_save(
        made, author, "meeting.save", of=f"{fields_of(base)}.meeting", label=label, wrong=newly_wrong(base.plan, plan)
    ):
        if save(base, plan, author):
            advance()
        st.rerun()


def _zone() -> str:
    return st.context.timezone or ""


def _attendees(
    opened: OpenedReview, last: Review | None, names: Mapping[str, str], key: str
) -> tuple[Attendee, ...]:  # fmt: skip
    """Who takes part, of both sides; at first whoever did last time."""
    subject, here = opened.subject, opened.file.plan.attendees
    plan = opened_plan(subject.account_id)
    owner = scope.owner_of(subject)
    proposed = maps.proposed_attendees(plan.success.plan, plan.strategy.plan, last, owner, here)
    known = {one.person: one for one in (*here, *proposed)}
    begins = [one.person for one in (here or proposed)]
    chosen = st.multiselect(
        "Who takes part", list({**known, **names}), format_func=lambda one: names.get(one, one),
        accept_new_options=True, placeholder="Nobody yet", help="People of both sides; or write a name.",
        **begun(key, begins),
    )  # fmt: skip
    return tuple(known.get(one) or Attendee(person=one) for one in chosen)


def _lists(opened: OpenedReview, author: str) -> None:
    """Parts, decisions and questions entry by entry, where somebody opens them."""
    sections = opened.file.sections
    if (wanted := asked("section", None)) in sections:
        st.session_state["review.section"] = wanted if wanted in LISTS else None
    to_address("section", ())
    picked = st.pills(
        "In detail", list(LISTS), key="review.section", format_func=lambda name: sections[name].label,
    )  # fmt: skip
    if picked is None:
        return
    if picked == "decisions":
        _propose_decisions(opened, author)
    edit_section(opened.subject.account_id, opened.file, sections[picked], author, alone=False)


def _propose_decisions(opened: OpenedReview, author: str) -> None:
    here = opened.file.plan
    found = suggested_decisions(opened.material, opened.agreed.plan, here, opened.subject.warehouse.today)
    label = f"Add {counted(len(found), 'suggested decision')}"
    if found and pressed(label, author, "decisions.propose", of=fields_of(opened.file), icon=":material/add_task:"):
        save(opened.file, replace(here, decisions=(*here.decisions, *found)), author)
        st.rerun()
