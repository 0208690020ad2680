"""The paper of an account review as a Word document, and its day for a calendar."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.account_reviews.listed import ListedReview
from steward.briefings.internal.account_reviews.paper import course, proposed_table, review_paper
from steward.briefings.internal.account_reviews.proposed import Proposed
from steward.briefings.internal.account_reviews.tables import found_table
from steward.domain.file_names import file_name
from steward.exhibits import Table
from steward.exhibits.calendar_events import Appointment
from steward.output.calendar_files import invitation_file
from steward.output.document import document
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.services import account
from steward.warehouse.rows.customer.account import colleague_names

__all__ = [
    "CALENDAR", "WORD", "appointment", "course", "paper", "paper_name", "proposals_table", "vulnerabilities_table",
]  # fmt: skip
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CALENDAR = "text/calendar"


def paper(about: Subject, plans: Plans, one: ListedReview, proposals: Sequence[Proposed]) -> bytes:
    """What the reviewers read, as a .docx."""
    strategy = plans.open(Strategy, ours.FILE, about.account_id).plan
    names = colleague_names(about.warehouse)
    return document(review_paper(one, strategy, proposals, account.figures(about), names, about.now))


def paper_name(about: Subject, one: ListedReview, suffix: str = ".docx") -> str:
    """What its file is called: `Acme internal account review 2026-10-15.docx`."""
    day = f" {one.review.held_on:%Y-%m-%d}" if one.review.held_on else ""
    return file_name(f"{about.account.name} internal account review{day}", suffix, about.account_id)


def appointment(about: Subject, one: ListedReview) -> bytes:
    """Its day as an entry for a calendar; empty where it has none."""
    held = one.review.held_on
    if held is None:
        return b""
    return invitation_file(
        Appointment(
            uid=str(uuid5(NAMESPACE_URL, f"steward:account review:{about.account_id}:{one.review.id}")),
            sequence=held.toordinal(),
            stamp=datetime.combine(about.now, time(), UTC),
            title=f"Account review of {about.account.name} ({one.minutes} minutes)",
            day=held,
            starts_at=None,
            zone=None,
            minutes=one.minutes,
            place="",
            description="Our plan is presented and tested. The paper comes with the invitation.",
            organizer=None,
            guests=(),
        )
    )


def proposals_table(about: Subject, proposals: Sequence[Proposed]) -> Table | None:
    """What the rules see, as a table."""
    return proposed_table(proposals, about.now)


def vulnerabilities_table(about: Subject, one: ListedReview) -> Table | None:
    """What was found in a review, as a table."""
    return found_table(one, colleague_names(about.warehouse), about.now)
