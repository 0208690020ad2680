"""Whom of theirs a review still counts on although they left: in the plan, in the review, in what people wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from steward.briefings.customer.plans.goals import is_reached
from steward.briefings.customer.plans.joint_plan import ENDED
from steward.briefings.customer.plans.subject import PlanSubject
from steward.plans.customer.review import Decision, Outcome, Question, Review
from steward.plans.customer.success_plan import Commitment, Goal, JointStep, Kept, SuccessPlan
from steward.plans.files.changes import identity
from steward.plans.files.keys import Key, Kind, Record, keys_of, sections_of

_PEOPLE = (Kind.PERSON, Kind.ANYBODY)
_WORDS = (Kind.TEXT, Kind.MARKDOWN)
_NOT_TO_DO = ("people",)
"""Sections that say who there is, not who does what."""


@dataclass(frozen=True)
class Departed:
    """Something that counts on somebody who left. `entry`: what it is found by in the section; `key`: which of its keys
    names them; `says`: what it is, in its own words; `in_words`: their name stands in a text, where it may be right."""

    in_review: bool
    section: str
    entry: str
    key: str
    says: str
    person: str
    left_on: date
    in_words: bool


def departed(prepared: Review, agreed: SuccessPlan, names: PlanSubject) -> Iterator[Departed]:
    """What is still to be done by somebody who left, and the texts that name them; what is over stays as it was."""
    if names.departed:
        for plan, in_review in ((agreed, False), (prepared, True)):
            for section in sections_of(type(plan)).values():
                held = getattr(plan, section.name)
                for record in held if section.many else (held,):
                    if section.name not in _NOT_TO_DO and not _is_over(record):
                        yield from _named(record, section.name, section.label, in_review, names)


def _is_over(record: Record) -> bool:
    """Whether nobody has anything left to do about it."""
    match record:
        case Goal():
            return is_reached(record)
        case Commitment():
            return record.status is not Kept.OPEN
        case JointStep():
            return record.status in ENDED
        case Decision():
            return record.outcome is Outcome.DECLINED
        case Question():
            return bool(record.answer)
    return False


def _named(record: Record, section: str, label: str, in_review: bool, names: PlanSubject) -> Iterator[Departed]:
    """Everybody whom one entry names and who left: a text is told by its own label, an entry by its title."""
    keys = keys_of(type(record))
    entry, many = entry_name(record), record.identity != ()
    title = _title(record, keys, names) if many else label
    for name, key in keys.items():
        value = getattr(record, name)
        if key.kind in _PEOPLE and value in names.departed and not _was_there(section, value, names):
            says = "Who takes part" if section == "attendees" else f"“{title}”"
            yield Departed(
                in_review, section, entry, name, says, names.name(value), names.departed[value], in_words=False
            )
        if key.kind in _WORDS and value:
            says = f"“{title}”" if many else f"“{key.label}”"
            for person, left in _in_text(value, names):
                yield Departed(in_review, section, entry, name, says, person, left, in_words=True)


def entry_name(record: Record) -> str:
    """What an entry is found by again: its id, or what it is about; empty where it has neither."""
    return str(getattr(record, "id", "") or "") if record.identity == ("id",) else identity(record)


def _was_there(section: str, person: str, names: PlanSubject) -> bool:
    """Who left after the meeting took part in it."""
    return section == "attendees" and names.was_there(person)


def _title(record: Record, keys: Any, names: PlanSubject) -> str:
    """An entry by the text that must be there; a slide by its own title."""
    must = next((name for name, key in keys.items() if _is_title(key)), "title" if "title" in keys else "")
    return names.name(str(getattr(record, must))) if must else ""


def _is_title(key: Key) -> bool:
    return key.required and key.kind in (Kind.TEXT, *_PEOPLE)


def _in_text(text: str, names: PlanSubject) -> Iterator[tuple[str, date]]:
    """The departed whose whole name stands in a text."""
    for key, left in names.departed.items():
        if key not in names.names and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text, re.IGNORECASE):
            yield key, left
