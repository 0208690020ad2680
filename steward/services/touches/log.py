"""Calls, meetings and mails logged, joined with what the CRM has of them, told apart from it, and taken out again."""

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from steward.briefings.internal.touches.logged import Candidate
from steward.domain.clocks import time_of_day
from steward.domain.stakeholders import BuyingRole
from steward.errors import PlanNotSaved
from steward.exhibits import listed
from steward.plans.customer.review import Review
from steward.plans.files.store import Opened, Plans, Saved
from steward.plans.internal import strategy as ours
from steward.plans.internal.activities import FILE, ActivityKind, ActivityLog, ActivitySource, LoggedActivity
from steward.plans.internal.strategy import Strategy
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows

PEOPLE_FIRST = 3
"""Of those spoken to last, as many are named before anybody is chosen."""
CALLED = {ActivityKind.CALL: "Call", ActivityKind.MEETING: "Meeting", ActivityKind.MAIL: "Mail"}


def opened_log(plans: Plans, account_id: str) -> Opened[ActivityLog]:
    """What is logged at an account, as the file says it now."""
    return plans.open(ActivityLog, FILE, account_id)


def new_id(day: date) -> str:
    """An id that no other has, here or in a CRM."""
    return f"{day:%Y%m%d}-{secrets.token_hex(5)}"


def wrong_when(one: LoggedActivity, today: date) -> str:
    """Why its day or its time cannot be so, in a sentence; empty where they can."""
    if one.on is None:
        return "Say on which day it was."
    if one.on > today:
        return "It is logged once it was: its day is still to come."
    if one.at and time_of_day(one.at) is None:
        return "“At” is no time of day such as 14:30."
    return ""


def log(plans: Plans, account_id: str, new: Sequence[LoggedActivity], who: str) -> Saved[ActivityLog]:
    """Write them down, those that are there already (by their Message-ID or UID) not once more.

    Raises PlanNotSaved."""
    for one in new:
        if not one.kind or not one.on or not one.subject.strip():
            raise PlanNotSaved("Say what it was, on which day, and about what.")

    def edit(now: ActivityLog) -> ActivityLog:
        there = {one.uid for one in now.logged if one.uid} | {one.id for one in now.logged}
        added: list[LoggedActivity] = []
        for one in new:
            if one.id not in there and one.uid not in there:
                added.append(one)
                there |= {one.id, one.uid} - {""}
        return replace(now, logged=(*now.logged, *added))

    return plans.edit(ActivityLog, FILE, account_id, edit, who)


def is_logged(log_of: ActivityLog, uid: str) -> bool:
    """Whether something with this Message-ID or UID is logged."""
    return bool(uid) and any(one.uid == uid for one in log_of.logged)


def subject_of(kind: ActivityKind, people: Iterable[str], subject: str) -> str:
    """What it was about: where nobody said, with whom."""
    named = list(people)
    return " ".join(subject.split()) or (f"{CALLED[kind]} with {listed(named)}" if named else "")


def first_people(warehouse: Warehouse, plans: Plans, account_id: str, known: Collection[str]) -> tuple[str, ...]:
    """Whom one speaks to most likely: the champion who is there, else whoever was spoken to last."""
    strategy = plans.open(Strategy, ours.FILE, account_id).plan
    champions = [one.person for one in strategy.readings if BuyingRole.CHAMPION in one.roles and one.person in known]
    if champions:
        return tuple(dict.fromkeys(champions))[:1]
    met = sorted(book_rows.last_contacts(warehouse, warehouse.today, account_id), key=lambda one: one.day, reverse=True)
    return tuple(one.contact_id for one in met if one.contact_id in known)[:1]


def joined(plans: Plans, one: Candidate, who: str) -> Saved[ActivityLog]:
    """Somebody said that they are one: what is logged counts no more, and goes to no CRM. Raises PlanNotSaved."""
    return _changed(plans, one, who, lambda written: replace(written, same_as=one.with_id))


def told_apart(plans: Plans, one: Candidate, who: str) -> Saved[ActivityLog]:
    """Somebody said that they are two: it is asked no more. Raises PlanNotSaved."""
    return _changed(
        plans, one, who, lambda written: replace(written, others=tuple(dict.fromkeys((*written.others, one.with_id))))
    )


def _changed(
    plans: Plans, pair: Candidate, who: str, change: Callable[[LoggedActivity], LoggedActivity]
) -> Saved[ActivityLog]:
    wanted = pair.logged.activity.id

    def edit(now: ActivityLog) -> ActivityLog:
        if not any(one.id == wanted for one in now.logged):
            raise PlanNotSaved("It is not there any more: somebody took it out.")
        return replace(now, logged=tuple(change(one) if one.id == wanted else one for one in now.logged))

    return plans.edit(ActivityLog, FILE, pair.logged.account_id, edit, who)


def taken_out(plans: Plans, account_id: str, activity_id: str, who: str) -> Saved[ActivityLog]:
    """One that is logged, taken out; what was exported of it stays noted. Raises PlanNotSaved."""

    def edit(now: ActivityLog) -> ActivityLog:
        return replace(now, logged=tuple(one for one in now.logged if one.id != activity_id))

    return plans.edit(ActivityLog, FILE, account_id, edit, who)


@dataclass(frozen=True)
class ReviewHeld:
    """A review that was held, as a meeting to be logged: who was there, what was decided, and what was spoken of."""

    quarter: str
    review: Review
    people: tuple[str, ...]
    decisions: tuple[str, ...]
    products: tuple[str, ...] = ()

    @property
    def uid(self) -> str:
        """What it is known by: one review is one meeting."""
        return f"review/{self.quarter}"

    def activity(self, ours_id: str, who: str, today: date) -> LoggedActivity:
        """As it is logged. Raises PlanNotSaved where it has no day."""
        meeting = self.review.meeting
        if meeting.held_on is None:
            raise PlanNotSaved("The review has no day yet: say in “Meeting” when it is held.")
        year, _, name = self.quarter.partition("-")
        decided = "\n".join(f"- {one}" for one in self.decisions)
        return LoggedActivity(
            id=f"review-{self.quarter.lower()}-{secrets.token_hex(4)}", kind=ActivityKind.MEETING,
            subject=f"Business review {name} {year}", on=meeting.held_on, at=meeting.starts_at,
            minutes=meeting.minutes, people=self.people, ours=ours_id, products=self.products,
            note=f"Decided:\n{decided}" if decided else "", source=ActivitySource.REVIEW, uid=self.uid, by=who,
            logged_on=today,
        )  # fmt: skip
