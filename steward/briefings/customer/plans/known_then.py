"""A success plan as it was known on the day of a past review: by what was saved up to then, and by the days it bears.

What was typed in later of what happened by then counts; what happened later does not. What bears no day was known.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from steward.briefings.customer.plans.commitment_states import review_named, settled_on
from steward.domain.quarters import Quarter
from steward.plans.customer.success_plan import (
    Commitment,
    Goal,
    Heard,
    JointStep,
    Kept,
    PlanPerson,
    Progress,
    SuccessPlan,
)
from steward.plans.files.changes import told_apart
from steward.plans.files.keys import Record

Entry = TypeVar("Entry", bound=Record)


def known_then(now: SuccessPlan, saved: SuccessPlan, quarter: Quarter, day: date) -> SuccessPlan:
    """The plan as the review of a quarter knew it on a day; `saved`: what the file said at the end of that day, or the
    plan itself where that is not known."""

    def commitment(one: Commitment, then: Commitment | None) -> Commitment | None:
        return _commitment(one, then, day) if _was_made(one, then, quarter, day) else None

    return replace(
        now,
        profile=saved.profile,
        goals=_each(now.goals, saved.goals, lambda one, then: then and _goal(one, then, day)),
        commitments=_each(now.commitments, saved.commitments, commitment),
        joint_plan=_each(now.joint_plan, saved.joint_plan, lambda _, then: then and _step(then, day)),
        options=_each(now.options, saved.options, lambda _, then: then),
        heard=_each(now.heard, saved.heard, lambda one, then: _heard_then(one, then, day)),
        people=_each(now.people, saved.people, lambda one, then: _person(then or one, day)),
    )


def _each(
    now: Iterable[Entry], saved: Iterable[Entry], then_of: Callable[[Entry, Entry | None], Entry | None]
) -> tuple[Entry, ...]:
    """What there is today, each as it was; what was taken out since was a mistake, and stays out."""
    before = told_apart(saved)
    return tuple(_kept(then_of(one, before.get(key)) for key, one in told_apart(now).items()))


def _kept(entries: Iterable[Entry | None]) -> Iterator[Entry]:
    return (entry for entry in entries if entry is not None)


def _was_made(one: Commitment, then: Commitment | None, quarter: Quarter, day: date) -> bool:
    """By the review it names, else by its day, else by whether it was written."""
    if named := review_named(one, quarter.year_starts):
        return named <= quarter
    return one.made_on <= day if one.made_on else then is not None


def _commitment(one: Commitment, then: Commitment | None, day: date) -> Commitment:
    """With what became of it by then; what says how it ended was not known before it did."""
    if one.status is not Kept.OPEN and one.closed_on and one.closed_on <= day:
        return replace(then or one, status=one.status, closed_on=one.closed_on, note=one.note)
    found = then or one
    ended = settled_on(found)
    return replace(found, status=Kept.OPEN, closed_on=None, note="") if ended and ended > day else found


def _goal(one: Goal, then: Goal, day: date) -> Goal:
    """With the number that was measured by then, also where it was typed in later."""
    if one.actual_on and one.actual_on <= day:
        then = replace(then, actual=one.actual, actual_on=one.actual_on)
    if then.actual_on and then.actual_on > day:
        then = replace(then, actual=None, actual_on=None, note="")
    return then


def _step(one: JointStep, day: date) -> JointStep:
    """A step that is under way, done or stopped now was not while its own dates lay ahead."""
    begun = one.starts_on is not None and one.starts_on <= day
    if one.status is Progress.IN_PROGRESS and one.starts_on is not None and not begun:
        return replace(one, status=Progress.PLANNED)
    if one.status not in (Progress.DONE, Progress.STOPPED) or one.due is None or one.due <= day:
        return one
    return replace(one, status=Progress.IN_PROGRESS if begun else Progress.PLANNED)


def _was_heard(one: Heard, then: Heard | None, day: date) -> bool:
    return one.heard_on <= day if one.heard_on else then is not None


def _heard(one: Heard, day: date) -> Heard:
    """What is done now was not while its own day lay ahead."""
    ahead = one.status is Progress.DONE and one.due is not None and one.due > day
    return replace(one, status=Progress.IN_PROGRESS) if ahead else one


def _heard_then(one: Heard, then: Heard | None, day: date) -> Heard | None:
    """What was said by that day; of what was written down only later, nobody knows that anything was done by then."""
    if not _was_heard(one, then, day):
        return None
    return _heard(then, day) if then else replace(one, did="", status=Progress.PLANNED, due=None)


def _person(one: PlanPerson, day: date) -> PlanPerson:
    """Who left later was still there."""
    return replace(one, left_on=None) if one.left_on and one.left_on > day else one
