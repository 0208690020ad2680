"""The status of an account's orders as files: a workbook, slides, and entries for a calendar."""

from pathlib import Path

from steward.briefings.customer.delivery.events import dated_entries
from steward.briefings.customer.delivery.status import DeliveryStatus, delivery_status, status_slides
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import Subject
from steward.deck import Content, deck_of
from steward.domain.file_names import document_words, file_name
from steward.exhibits import day_text
from steward.output.calendar_files import dates_file
from steward.output.workbook import About, saved
from steward.plans.customer.delivery import FILE
from steward.plans.customer.delivery import Delivery as DeliveryPlan
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files import journal
from steward.plans.files.store import Plans
from steward.services.delivery.told import told

__all__ = ["WHAT", "DeliveryStatus", "calendar", "deck", "file_of", "status", "workbook"]
PAGE = "Delivery status"
WHAT = "a delivery status"
"""What the export log calls the files."""


def status(about: Subject, plans: Plans) -> DeliveryStatus:
    """The status of an account's orders, as it is today, whatever its review froze; of a past quarter as it was on its
    last day."""
    day = about.as_of if about.is_past else None
    agreed = SuccessPlan(account_id=about.account_id)
    return delivery_status(PlanSubject(about, agreed, day, delivery=told(about, plans, day)))


def workbook(about: Subject, found: DeliveryStatus) -> bytes:
    """The status as a workbook for the customer: what happened, what comes, what we need, and every line."""
    told_of = About(
        page=f"{PAGE} of {about.account.name}, {day_text(found.day)}", headline=found.brief.headline,
        source=about.warehouse.facts.company, as_of=about.as_of,
    )  # fmt: skip
    return saved(told_of, found.brief.figures, found.tables)


def deck(about: Subject, found: DeliveryStatus, template: Path | None = None) -> bytes:
    """The status as one slide or two. Raises TemplateRefused."""
    content = Content(
        title=f"{about.account.name}: {PAGE.lower()}", subject=PAGE, author=about.warehouse.facts.company,
        period=day_text(found.day), as_of=about.as_of, slides=status_slides(found),
    )  # fmt: skip
    return deck_of(content, template)


def calendar(about: Subject, found: DeliveryStatus, plans: Plans) -> bytes:
    """The days of the orders for a calendar; sent again, they take the place of those before."""
    return dates_file(dated_entries(about, found.lines, _saves(plans, about.account_id)))


def _saves(plans: Plans, account_id: str) -> int:
    """How often what they are told was saved; what was edited by hand since counts once more."""
    opened = plans.open(DeliveryPlan, FILE, account_id)
    lines = [line for line in journal.lines(plans.of(account_id)) if line.file == FILE]
    by_hand = opened.exists and (not lines or opened.digest != lines[-1].after)
    return len(lines) + by_hand


def file_of(about: Subject, found: DeliveryStatus, suffix: str) -> str:
    """`Lonechair Furniture delivery status 8 Oct 2026.xlsx`."""
    words = f"{document_words(about.account_id, about.account.name)} {PAGE.lower()} {day_text(found.day)}"
    return file_name(words, suffix, about.account_id)
