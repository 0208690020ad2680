"""What a review leads to, to take along: invitation, minutes, debrief, tasks, and the deck for leadership."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.errors import MeetingNotPlanned
from steward.exhibits.calendar_events import Task
from steward.output.calendar_files import reminders_file, tasks_file
from steward.output.task_files import task_csv
from steward.plans.internal.account import AccountPlan
from steward.plans.internal.health import FILE
from steward.services import health as health_service
from steward.services.decks import leadership_deck, leadership_name
from steward.services.follow_up import (
    debrief_document,
    document_name,
    invitation,
    minutes_document,
    open_tasks,
    opened_debrief,
)
from steward.services.reviews import OpenedReview
from steward.services.templates import own_template
from steward.ui.kit.cache import kept
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.selection import saying_no
from steward.ui.plans.cache import state_of
from steward.ui.plans.document import WORD
from steward.ui.plans.files import opened_plan, plans
from steward.ui.reviews.deck import POWERPOINT

CALENDAR, CSV = "text/calendar", "text/csv"
Made = TypeVar("Made")


def download_minutes(subject: Subject, opened: OpenedReview) -> None:
    """A button for the minutes, which the customer may read."""
    content = _kept("minutes", opened, lambda: minutes_document(opened))
    _button(
        "Download the minutes (Word)",
        content,
        document_name(subject, "minutes", ".docx"),
        WORD,
        "description",
        [subject.account_id],
    )


def download_debrief(subject: Subject, opened: OpenedReview) -> None:
    """A button for the debrief, for our own eyes."""
    written, plan = opened_debrief(plans(), subject), opened_plan(subject.account_id)
    content = _kept("debrief", opened, lambda: debrief_document(opened, plans()), written.digest, plan.state)
    _button(
        "Download the debrief (Word)",
        content,
        document_name(subject, "internal-debrief", ".docx"),
        WORD,
        "lock",
        [subject.account_id],
    )


def download_invitation(subject: Subject, opened: OpenedReview) -> None:
    """A button for the invitation, and what the file cannot say; where there is no day, why there is none."""
    try:
        made = invitation(opened, plans())
    except MeetingNotPlanned as problem:
        st.caption(plain(str(problem)))
        return
    _button(
        "Download the invitation (.ics)", made.content, document_name(subject, "invitation", ".ics"), CALENDAR, "event",
        [subject.account_id],
    )  # fmt: skip
    for said in made.told:
        st.caption(plain(said))


def download_tasks(subject: Subject, opened: OpenedReview) -> None:
    """Buttons for the open promises and questions of the account; none where nothing is open."""
    found = open_tasks(
        subject.warehouse, plans(), [subject.account_id], subject.as_of, {subject.account_id: opened.agreed.plan}
    )
    task_buttons(found, document_name(subject, "tasks", ""))


def task_buttons(found: tuple[Task, ...], name: str) -> None:
    """The tasks for a CRM, for a list of tasks, and for a calendar that knows no tasks."""
    if not found:
        st.caption("No promise and no question is open.")
        return
    whose = sorted({task.account_id for task in found})
    with st.container(horizontal=True):
        _button("Tasks for the CRM (CSV)", task_csv(found), f"{name}.csv", CSV, "task_alt", whose)
        _button("Tasks (.ics)", tasks_file(found), f"{name}.ics", CALENDAR, "checklist", whose)
        if any(task.due for task in found):
            _button(
                "Calendar entries (.ics)", reminders_file(found), f"{name}-days.ics", CALENDAR, "event_upcoming", whose
            )


def download_leadership(subject: Subject, plan: AccountPlan) -> None:
    """A button for the deck for leadership, on the company's template where it has one."""
    template = own_template(plans(), None)
    stamp = template.stat().st_mtime_ns if template else 0
    with saying_no():
        content = kept(
            lambda: leadership_deck(subject, plan, plans(), health_service.of_account(subject, plans()), template),
            "leadership deck", subject.account_id, subject.quarter, plan.state, stamp, state_of(FILE),
        )  # fmt: skip
    _button(
        "Download the deck for leadership",
        content,
        leadership_name(subject),
        POWERPOINT,
        "slideshow",
        [subject.account_id],
    )


def _kept(what: str, opened: OpenedReview, make: Callable[[], Made], *state: object) -> Made:
    subject = opened.subject
    return kept(
        make, what, subject.account_id, subject.quarter, opened.file.digest, opened.agreed.digest, *state
    )  # fmt: skip


def _button(label: str, content: bytes, name: str, kind: str, icon: str, accounts: Sequence[str]) -> None:
    what = label.removeprefix("Download the ").partition(" (")[0].lower()
    offer(label, lambda: content, name, kind, what=what, accounts=accounts, icon=icon, key=f"file.{name}")
