"""The end of a review on one step: its minutes sent, what was promised with an owner and a day, and the debrief."""

from dataclasses import replace

import streamlit as st

from steward.exhibits import day_text
from steward.plans.internal.debrief import Debrief
from steward.services.plans.files import Opened
from steward.services.reviews.opened import OpenedReview, commitments_there
from steward.ui import pages
from steward.ui.kit.escape import plain
from steward.ui.plans.saving import fields_of, pressed, save
from steward.ui.reviews.advance import advance
from steward.ui.reviews.debrief import edit_debrief
from steward.ui.reviews.documents import download_debrief, download_minutes, download_tasks
from steward.ui.touches.review_form import log_meeting

SINCE = "They tell what was known then: outcomes and answers that were noted later are not in them."


def close_review(opened: OpenedReview, debrief: Opened[Debrief], author: str) -> None:
    """Minutes, commitments, debrief, below one another."""
    _minutes(opened, author)
    _commitments(opened)
    log_meeting(opened, author)
    st.markdown("## Debrief, ours alone", anchors=False)
    edit_debrief(opened, debrief, author)
    download_debrief(opened.subject, opened)


def _minutes(opened: OpenedReview, author: str) -> None:
    """To download, and the day they went out."""
    sent, today = opened.file.plan.meeting.minutes_sent_on, opened.subject.warehouse.today
    st.markdown("## Minutes", anchors=False)
    said = f"Sent on {day_text(sent)}." if sent else "Not sent yet: download them, send them, and say so here."
    st.caption(plain(said))
    if opened.noted_since:
        st.caption(SINCE)
    with st.container(horizontal=True):
        download_minutes(opened.subject, opened)
        label = "They are not sent" if sent else "They are sent"
        if pressed(label, author, "minutes.sent", of=fields_of(opened.file), icon=":material/outgoing_mail:"):
            plan = opened.file.plan
            meeting = replace(plan.meeting, minutes_sent_on=None if sent else today)
            if save(opened.file, replace(plan, meeting=meeting), author):
                advance()
            st.rerun()


def _commitments(opened: OpenedReview) -> None:
    """What both sides promised, with what it lacks; to a CRM and to calendars."""
    st.markdown("## Commitments", anchors=False)
    commitments = commitments_there(opened.names)
    if not commitments:
        st.caption("None was noted in this review.")
    for one in commitments:
        lacks = [word for word, said in (("an owner", one.owner), ("a date", one.due)) if not said]
        said = [opened.names.name(one.owner) if one.owner else "", f"until {day_text(one.due)}" if one.due else ""]
        missing = f" · :orange[lacks {' and '.join(lacks)}]" if lacks else ""
        st.markdown(f"- {plain(' · '.join(filter(None, (one.promise, *said))))}{missing}")
    where = {"account": opened.subject.account_id, "quarter": str(opened.subject.quarter), "section": "commitments"}
    st.page_link(
        pages.ACCOUNT_PLAN.path, label="Change commitments in the plan", icon=":material/edit_note:", query_params=where
    )
    download_tasks(opened.subject, opened)
