"""What a review leads to, to take along: invitation, minutes, debrief, tasks, and the deck for leadership."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.errors import MeetingNotPlanned
from steward.exhibits.calendar_events import Task
from steward.plans.internal.account import AccountPlan
from steward.services import health as health_service
from steward.services.reviews.decks import leadership_deck, leadership_name
from steward.services.reviews.follow_up import (
    debrief_document,
    document_name,
    invitation,
    minutes_document,
    open_tasks,
    reminders_file,
    task_csv,
    tasks_file,
)
from steward.services.reviews.opened import OpenedReview
from steward.services.reviews.templates import own_template
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.plans.document import WORD
from steward.ui.plans.files import plans
from steward.ui.reviews.deck import download_deck

CALENDAR, CSV = "text/calendar", "text/csv"
Made = TypeVar("Made")


def download_minutes(subject: Subject, opened: OpenedReview) -> None:
    """A button for the minutes, which the customer may read."""
    _button(
        "Download the minutes (Word)",
        lambda: minutes_document(opened),
        document_name(subject, "minutes", ".docx"),
        WORD,
        "description",
        opened.accounts,
    )


def download_debrief(subject: Subject, opened: OpenedReview) -> None:
    """A button for the debrief, for our own eyes."""
    files = plans()
    _button(
        "Download the debrief (Word)",
        lambda: debrief_document(opened, files),
        document_name(subject, "internal-debrief", ".docx"),
        WORD,
        "lock",
        opened.accounts,
    )


def download_invitation(subject: Subject, opened: OpenedReview) -> None:
    """A button for the invitation, and what the file cannot say; where there is no day, why there is none."""
    try:
        made = invitation(opened, plans())
    except MeetingNotPlanned as problem:
        st.caption(plain(str(problem)))
        return
    _button(
        "Download the invitation (.ics)",
        lambda: made.content,
        document_name(subject, "invitation", ".ics"),
        CALENDAR,
        "event",
        opened.accounts,
    )
    for said in made.told:
        st.caption(plain(said))


def download_tasks(subject: Subject, opened: OpenedReview) -> None:
    """Buttons for the open commitments and questions of the account; none where nothing is open."""
    found = open_tasks(subject.warehouse, plans(), [subject.account_id], {subject.account_id: opened.agreed.plan})
    task_buttons(found, document_name(subject, "tasks", ""))


def task_buttons(found: tuple[Task, ...], name: str) -> None:
    """The tasks for a CRM, for a list of tasks, and for a calendar that knows no tasks."""
    if not found:
        st.caption("No commitment and no question is open.")
        return
    whose = sorted({task.account_id for task in found})
    with st.container(horizontal=True):
        _button("Tasks for the CRM (CSV)", lambda: task_csv(found), f"{name}.csv", CSV, "task_alt", whose)
        _button("Tasks (.ics)", lambda: tasks_file(found), f"{name}.ics", CALENDAR, "checklist", whose)
        if any(task.due for task in found):
            _button(
                "Calendar entries (.ics)",
                lambda: reminders_file(found),
                f"{name}-days.ics",
                CALENDAR,
                "event_upcoming",
                whose,
            )


def download_leadership(subject: Subject, plan: AccountPlan) -> None:
    """A button for the deck for leadership, on the company's template where it has one."""
    files = plans()
    template = own_template(files, None)
    download_deck(
        "Download the deck for leadership",
        lambda: leadership_deck(subject, plan, files, health_service.of_account(subject, files), template),
        leadership_name(subject),
        template,
        what="deck for leadership",
        accounts=(subject.account_id,),
        icon="slideshow",
    )


def _button(label: str, make: Callable[[], bytes], name: str, kind: str, icon: str, accounts: Sequence[str]) -> None:
    what = label.removeprefix("Download the ").partition(" (")[0].lower()
    offer(label, make, name, kind, what=what, accounts=accounts, icon=icon, key=f"file.{name}")
