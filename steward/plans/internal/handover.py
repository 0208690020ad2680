"""`handovers/<year>/handover.toml`: what the owner who leaves knows and no system does, whom they introduce, and what
the new owner does first. Ours alone: customer code never imports it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from steward.domain.identifiers import slug
from steward.plans.files.keys import (
    Kind,
    Record,
    choice,
    colleague,
    day,
    ident,
    key,
    many,
    markdown,
    number,
    one,
    person,
    text,
)
from steward.plans.files.values import is_empty, plain_value
from steward.plans.internal.strategy import Doing

FOLDER = "handovers"
FILE = "handover.toml"


def file_of(fy: str) -> str:
    """The file of a year's move, below the folder of its account."""
    return f"{FOLDER}/{slug(fy)}/{FILE}"


class Welcome(StrEnum):
    """How an introduction went."""

    WARM = "warm"
    POLITE = "polite"
    COOL = "cool"


@dataclass(frozen=True, kw_only=True)
class HandoverWords(Record):
    """What the new owner reads first."""

    identity = ()

    summary: str = markdown("Summary", "The account in a few sentences, as you would tell it over a coffee.")
    meeting_on: date | None = day("Joint meeting", "The day both owners meet the customer together.")
    told_on: date | None = day("Customer told", "The day the customer heard of the change.")


@dataclass(frozen=True, kw_only=True)
class InterviewAnswer(Record):
    """What is in no system, as the owner who leaves answers it."""

    identity = ("question",)

    question: str = text("Question", "The id of the question.", required=True)
    answer: str = markdown("Answer", "What you know. “Nothing” is an answer, too.")
    by: str = colleague("By", "Who answered.", goes_along=True)
    on: date | None = day("On", "When.", goes_along=True)


@dataclass(frozen=True, kw_only=True)
class Introduction(Record):
    """One person who is introduced to the new owner."""

    identity = ("person",)

    person: str = person("Person", "Whom the new owner is introduced to.", required=True)
    by: str = colleague("By", "Which of us introduces; empty = the owner who leaves.")
    planned_on: date | None = day("Planned for", "The day it is to happen.")
    held_on: date | None = day("Held on", "The day it happened.")
    went: Welcome | None = choice(Welcome, "Went", "How it went.")
    note: str = text("Note", "What to say, and what to leave out.")


@dataclass(frozen=True, kw_only=True)
class HandoverStep(Record):
    """What the new owner does first. It stands on their list of actions once they have received the account."""

    id: str = ident()
    step: str = text("Step", "What is to be done.", required=True)
    within: float | None = number("Within", "Days after the receipt: 30, 60 or 90.", low=1, high=365)
    due: date | None = day("Due", "Another day; empty = so many days after the receipt.")
    owner: str = colleague("Owner", "Who does it; empty = the new owner.")
    status: Doing = choice(Doing, "Status", "How it goes.", default=Doing.OPEN)
    done: str = key(Kind.TEXT, "Came of it", "What came of it.")


@dataclass(frozen=True, kw_only=True)
class HandoverFile:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    about: HandoverWords = one(HandoverWords, "In short", "What the new owner reads first.")
    answers: tuple[InterviewAnswer, ...] = many(InterviewAnswer, "Interview", "What is in no system.")
    introductions: tuple[Introduction, ...] = many(
        Introduction, "Introductions", "Whom the new owner is introduced to, in the order of the list.", ordered=True
    )
    steps: tuple[HandoverStep, ...] = many(HandoverStep, "30, 60, 90 days", "What the new owner does first.")


_SIGNED = {
    "answers": ("question", "answer"),
    "introductions": ("person", "by", "planned_on", "note"),
    "steps": ("id", "step", "within", "owner"),
}
"""What a signature is of. What happens later (how an introduction went, what became of a step) changes without one."""


def signed_content(file: HandoverFile) -> dict[str, Any]:
    """What a signature is of, in JSON's types; the order of entries says nothing, and a space at an end neither."""
    found: dict[str, Any] = {"summary": file.about.summary.strip()}
    for section, keys in _SIGNED.items():
        rows = [_plain(entry, keys) for entry in getattr(file, section)]
        found[section] = sorted((row for row in rows if row), key=lambda row: json.dumps(row, sort_keys=True))
    return found


def changed_parts(before: dict[str, str], file: HandoverFile) -> Iterator[str]:
    """The sections that say something else than when these digests of them were taken."""
    now = part_digests(file)
    yield from (name for name in now if before.get(name) != now[name])


def part_digests(file: HandoverFile) -> dict[str, str]:
    """What tells a state of each section from another."""
    return {name: _digest(said) for name, said in signed_content(file).items()}


def content_digest(file: HandoverFile) -> str:
    """What tells one state that can be signed from another."""
    return _digest(signed_content(file))


def _digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def _plain(record: Record, keys: tuple[str, ...]) -> dict[str, Any]:
    held = {name: getattr(record, name) for name in keys}
    return {name: _said(value) for name, value in held.items() if not is_empty(value)}


def _said(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return float(value)
    return value.strip() if isinstance(value, str) else plain_value(value)
