"""What a review leads to, as files: invitation, minutes, debrief, and the tasks of an account or of the whole book."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from steward.briefings.customer.meeting import invitation as inviting
from steward.briefings.customer.meeting.follow_ups import Owed, tasks
from steward.briefings.customer.meeting.minutes import minutes
from steward.briefings.customer.subject import Subject
from steward.briefings.internal.reviews.debrief import debrief_content
from steward.exhibits.calendar_events import Task
from steward.output.calendar_files import invitation_file, reminders_file, tasks_file
from steward.output.document import document
from steward.output.task_files import task_csv
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Review
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files import journal
from steward.plans.files.store import Opened, Plans
from steward.plans.internal.account import account_plan
from steward.plans.internal.debrief import Debrief, file_of
from steward.relationships.compare import compared
from steward.services import maps
from steward.services.file_names import file_on
from steward.services.owed import reviews_of
from steward.services.reviews.opened import OpenedReview
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import addresses

__all__ = [
    "MOVES",
    "InvitationFile",
    "debrief_document",
    "document_name",
    "invitation",
    "last_saved",
    "map_shifts",
    "minutes_document",
    "open_tasks",
    "opened_debrief",
    "owed_of",
    "reminders_file",
    "reviews_of",
    "task_csv",
    "tasks_file",
]

MOVES = ("held_on", "starts_at", "minutes", "zone", "place")
"""The keys of a meeting that make an invitation a new one."""


@dataclass(frozen=True)
class InvitationFile:
    """The .ics, and what whoever sends it should know of it."""

    content: bytes
    told: tuple[str, ...]


def invitation(opened: OpenedReview, plans: Plans) -> InvitationFile:
    """The invitation to a review. Raises MeetingNotPlanned where it has no day."""
    sequence, stamp = last_saved(plans, opened.file, opened.subject.as_of)
    made = inviting.invitation(opened.review, opened.file.plan, opened.names, sequence, stamp)
    return InvitationFile(invitation_file(made.meeting), made.told)


def last_saved(plans: Plans, file: Opened[Review], as_of: date) -> tuple[int, datetime]:
    """How often the meeting was moved, as the journal tells, and when the file was last saved."""
    lines = [line for line in journal.lines(plans.of(file.account_id)) if line.file == file.file]
    by_hand = bool(lines) and file.digest not in (lines[-1].after, lines[-1].before)
    moved = sum(_moves(line) for line in lines) + by_hand
    if lines and lines[-1].after == file.digest:
        return moved, lines[-1].at
    path = plans.of(file.account_id) / file.file
    if path.is_file():
        return moved, datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    return moved, datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)


def _moves(line: journal.JournalLine) -> bool:
    """Whether a save may have moved the meeting; what was edited by hand may have."""
    if line.how == journal.BY_HAND:
        return True
    return any(change.section == "meeting" and change.key in MOVES for change in line.changes)


def minutes_document(opened: OpenedReview) -> bytes:
    """The minutes as a .docx, for the customer."""
    return document(minutes(opened.review, opened.held, opened.names))


def opened_debrief(plans: Plans, subject: Subject) -> Opened[Debrief]:
    """The debrief of the subject's account and quarter."""
    return plans.open(Debrief, file_of(subject.quarter), subject.account_id)


def debrief_document(opened: OpenedReview, plans: Plans) -> bytes:
    """The debrief as a .docx, for our own eyes."""
    written = opened_debrief(plans, opened.subject).plan
    return document(debrief_content(opened.names, written, map_shifts(opened.subject, plans)))


def map_shifts(subject: Subject, plans: Plans) -> tuple[str, ...]:
    """What changed on the account's first map since the quarter before, in sentences; none where it is not known."""
    source = maps.source(subject, account_plan(plans, subject.account_id))
    before = maps.quarter_before(source, plans) if source.network.people else None
    return tuple(shift.sentence for shift in compared(before, source.network)) if before else ()


def owed_of(plans: Plans, owner: addresses.Owner, plan: SuccessPlan | None = None) -> Owed:
    """What people wrote of one account; `plan`: its success plan where it is read already."""
    found = plan or plans.open(SuccessPlan, agreed.FILE, owner.account_id).plan
    return Owed(owner, found, reviews_of(plans, owner.account_id))


def open_tasks(
    warehouse: Warehouse, plans: Plans, account_ids: Iterable[str], read: Mapping[str, SuccessPlan] | None = None
) -> tuple[Task, ...]:  # fmt: skip
    """What is open today at some accounts, commitments and questions, as tasks; `read`: success plans that are read
    already."""
    owners = addresses.owners(warehouse, list(account_ids))
    owed = [owed_of(plans, owner, (read or {}).get(key)) for key, owner in owners.items()]
    wanted = [one for one in owed if one.commitments or one.questions]
    people = addresses.people(
        warehouse, [one.owner.account_id for one in wanted], [key for one in wanted for key in one.keys]
    )
    return tasks(wanted, people, max(warehouse.facts.as_of, warehouse.today))


def document_name(subject: Subject, what: str, suffix: str) -> str:
    """`Lonechair Furniture Q3 2026 minutes.docx`, safe whatever the account is called."""
    return file_on(subject, what.replace("-", " "), suffix)
