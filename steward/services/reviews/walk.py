"""A review as a walk: which of its steps are done, what is proposed for the meeting, and what cures a finding."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from steward.briefings.customer.plans.commitments import commitments_there
from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.reviews.storyline import composed
from steward.briefings.customer.reviews.suggested import suggested_decisions, suggested_miss
from steward.briefings.internal.reviews.findings import Finding, Place, Weight
from steward.briefings.internal.reviews.proposed_meeting import proposed_meeting, working_days_before
from steward.briefings.internal.reviews.remedies import Cures, Remedy
from steward.briefings.internal.reviews.walk import NAMES, Stage, Step, Walk, is_over, of_slides, walk
from steward.deck import customer_measured
from steward.deck.measured import half_empty, too_small
from steward.deck.slides.overflow import cut_texts
from steward.errors import TemplateRefused
from steward.plans.customer.review import Meeting, Review, file_of
from steward.plans.files.store import Plans
from steward.plans.internal.debrief import Debrief
from steward.services import scope
from steward.services.reviews.opened import OpenedReview
from steward.warehouse.rows.internal import book as book_rows

__all__ = [
    "NAMES",
    "Finding",
    "Place",
    "Remedy",
    "Stage",
    "Step",
    "Walk",
    "Weight",
    "ahead_of",
    "is_over",
    "meeting_proposed",
    "of_slides",
    "remedies",
    "suggested_decisions",
    "suggested_miss",
    "walk_of",
]


def walk_of(opened: OpenedReview, found: Iterable[Finding], debrief: Debrief) -> Walk:
    """The steps of a review as its files say them today."""
    made, today = len(commitments_there(opened.names)), opened.subject.warehouse.today
    return walk(opened.file.plan, tuple(found), debrief, made, today)


def meeting_proposed(opened: OpenedReview, plans: Plans, last: Review | None, zone: str) -> Meeting:
    """The meeting as it stands, with what is proposed for what does not."""
    now, subject = opened.file.plan.meeting, opened.subject
    if now.held_on:
        return now
    today = max(subject.warehouse.today, subject.warehouse.facts.as_of)
    taken = _taken(opened, plans)
    return proposed_meeting(now, last.meeting if last else None, max(today, subject.quarter.end), taken, zone)


def _taken(opened: OpenedReview, plans: Plans) -> frozenset[date]:
    """The days on which whoever looks after the account has another review of the quarter."""
    subject, owner = opened.subject, scope.owner_of(opened.subject)
    rows = book_rows.book(subject.warehouse, str(subject.quarter))
    mine = [row.account_id for row in rows if owner and row.owner_id == owner and row.account_id != subject.account_id]
    files = (plans.open(Review, file_of(subject.quarter), each).plan for each in mine)
    return frozenset(one.meeting.held_on for one in files if one.meeting.held_on)


def remedies(opened: OpenedReview, finding: Finding, template: Path | None) -> tuple[Remedy, ...]:
    """What cures a finding at one press, what takes least away first. Where that is seen only on the slide, the slide
    is drawn: nothing is offered that does not help, or that brings another finding of the kind."""
    owner = scope.owner_of(opened.subject)
    made = Cures(
        material=opened.material,
        prepared=opened.file.plan,
        agreed=opened.agreed.plan,
        us=(owner, opened.names.name(owner)) if owner else ("", ""),
        today=opened.subject.warehouse.today,
        names=opened.names,
    )
    found: list[Remedy] = []
    for one in made.of(finding):
        if not one.trial or (not any(each.trial for each in found) and _fits(opened, one, finding.at, template)):
            found.append(one)
    return tuple(found)


def _fits(opened: OpenedReview, remedy: Remedy, slide_id: str, template: Path | None) -> bool:
    """Whether nothing of the slide is cut, small or half empty once it is shown like this."""
    prepared = remedy.review(opened.file.plan, offers(opened.material))
    made = composed(opened.material, opened.names, opened.as_held(prepared))
    alone = replace(made, slides=tuple(one for one in made.slides if one.id == slide_id))
    try:
        drawn = customer_measured(alone, template)
    except TemplateRefused:
        return False
    return not (cut_texts(slide.texts for slide in drawn) or half_empty(drawn) or too_small(drawn))


def ahead_of(opened: OpenedReview) -> date | None:
    """The day by which colleagues bring what they were asked for, at first: two working days before the meeting, and
    none where that has gone by."""
    held, today = opened.file.plan.meeting.held_on, opened.subject.warehouse.today
    due = working_days_before(held, 2) if held else None
    return due if due and due >= today else None
