"""What a review knows of the success plan and of its own meeting: of a past one what was known then, else as it is."""

from dataclasses import replace
from datetime import date, timedelta

from steward.briefings.customer.offerings.offerings import offerings
from steward.briefings.customer.plans.known_then import known_then
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.noted_then import is_noted, noted_then
from steward.briefings.customer.subject import Covered, Subject
from steward.plans.customer.offerings import open_offerings
from steward.plans.customer.review import Covers, Review
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.history import known_on, states
from steward.plans.files.store import Opened, Plans
from steward.services.delivery.told import told
from steward.services.design.shown import shown
from steward.services.quotes.presented import presented
from steward.services.requests import shown as requests
from steward.warehouse.as_one import as_one, family
from steward.warehouse.rows.customer.account import account as account_of

WRITTEN_UP = timedelta(days=14)
"""What is noted of a meeting within that time, or of one nobody had noted anything of, is what was said in it."""


def agreed_then(subject: Subject, plans: Plans, prepared: Review, plan: Opened[SuccessPlan]) -> PlanSubject:
    """The success plan as a review knows it: of a past one what was known on its day, else as it is now."""
    day, about = _day_of(subject, prepared), covered(subject, prepared)
    if day is None:
        shown_last = next(iter(shown(about, plans)), None)
        offered = presented(about, plans)
        taught = offerings(about.warehouse, open_offerings(plans.folder).plan)
        return PlanSubject(
            about, plan.plan, meets_on=prepared.meeting.held_on, design=shown_last, proposals=offered,
            delivery=told(about, plans), requests=requests.shown(about, plans), offerings=taught,
        )  # fmt: skip
    saved = known_on(plans, plan, day).plan
    return PlanSubject(
        about, known_then(plan.plan, saved, subject.quarter, day), day, delivery=told(about, plans, day)
    )  # fmt: skip


def held_then(subject: Subject, plans: Plans, file: Opened[Review]) -> Review:
    """The review as its meeting left it: of a past one with the notes that its minutes were made of, else as it is."""
    day = _day_of(subject, file.plan)
    return file.plan if day is None else noted_then(file.plan, _written_up(plans, file, day))


def covered(subject: Subject, prepared: Review) -> Subject:
    """What a review is of: the account, or all of its family as one."""
    if prepared.meeting.covers is not Covers.FAMILY:
        return subject
    accounts = family(subject.warehouse, subject.account_id)
    if len(accounts) == 1:
        return subject
    known = (account_of(subject.warehouse, each) for each in accounts)
    covers = tuple(Covered(one.account_id, one.name) for one in known if one)
    return replace(subject, warehouse=as_one(subject.warehouse, accounts), covers=covers)


def _day_of(subject: Subject, prepared: Review) -> date | None:
    """The day a past review is told for: that of its meeting, else its figures'. None while it is still worked on:
    the data does not reach to its meeting, or it has no day and is of the last complete quarter."""
    if held_on := prepared.meeting.held_on:
        return held_on if held_on < subject.warehouse.facts.as_of else None
    return subject.as_of if subject.is_past else None


def _written_up(plans: Plans, file: Opened[Review], day: date) -> Review:
    """The file on the day its minutes went out; where they did not, once it was written up."""
    if sent := file.plan.meeting.minutes_sent_on:
        return known_on(plans, file, max(sent, day)).plan
    found = known_on(plans, file, day + WRITTEN_UP).plan
    if is_noted(found):
        return found
    late = (on for on, state in states(plans, file) if on > day + WRITTEN_UP and is_noted(state.plan))
    first = next(late, None)
    return known_on(plans, file, first + WRITTEN_UP).plan if first else file.plan
