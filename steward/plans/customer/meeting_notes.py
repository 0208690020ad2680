"""What is noted while people talk: a decision, a commitment or a question, saved at once and never in anybody's way."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from steward.errors import PlanNotSaved
from steward.plans.customer import review, success_plan
from steward.plans.customer.review import Decision, Outcome, Question, Review
from steward.plans.customer.success_plan import Commitment, Side, SuccessPlan
from steward.plans.files.changes import entry_id, identity
from steward.plans.files.entries import entry
from steward.plans.files.keys import Record
from steward.plans.files.store import Plans
from steward.plans.files.together import PlanPart, merged


class Noted(StrEnum):
    """What can be noted."""

    DECISION = "decision"
    COMMITMENT = "commitment"
    QUESTION = "question"


@dataclass(frozen=True, kw_only=True)
class Note:
    """One thing noted. `side`: whose commitment; a decision or question without a side belongs to both.

    `number`: made where it was written, and part of its entry's id: the same note once more changes nothing. `decides`:
    the id of a decision that was wanted, whose outcome it is; its words, where there are any, are what was said."""

    kind: Noted
    words: str
    side: Side | None = None
    owner: str = ""
    due: date | None = None
    number: str = ""
    decides: str = ""
    outcome: Outcome = Outcome.TAKEN


def save_note(plans: Plans, account_id: str, quarter: str, note: Note, who: str, on: date) -> None:
    """Save a note of the review of a quarter, unless it is saved. Raises StewardError, and PlanNotSaved most often."""
    if note.kind is Noted.COMMITMENT:
        _add(
            plans, SuccessPlan, success_plan.FILE, account_id, "commitments", _commitment(note, quarter, on), note, who
        )
    elif note.decides:
        plans.edit(Review, review.file_of(quarter), account_id, lambda plan: _decided(plan, note), who)
    elif note.kind is Noted.DECISION:
        _add(plans, Review, review.file_of(quarter), account_id, "decisions", _decision(note), note, who)
    else:
        question = Question(question=note.words, owner=note.owner, due=note.due)
        _add(plans, Review, review.file_of(quarter), account_id, "questions", question, note, who)


def _commitment(note: Note, quarter: str, on: date) -> Commitment:
    return Commitment(
        promise=note.words, side=note.side or Side.OURS, owner=note.owner, made_on=on, review=quarter, due=note.due
    )


def _decision(note: Note) -> Decision:
    theirs = note.side is Side.THEIRS
    return Decision(
        decision=note.words,
        outcome=Outcome.TAKEN,
        their_owner=note.owner if theirs else "",
        our_owner="" if theirs else note.owner,
        due=note.due,
    )


def _decided(plan: Review, note: Note) -> Review:
    """The decision that was wanted with its outcome. Raises PlanNotSaved where nobody asks for it any more, and where
    somebody else noted another outcome."""
    part: PlanPart[Review, Any] = entry("decisions", note.decides)
    there = part.of(plan)
    if there is None:
        raise PlanNotSaved("This decision is no longer in the review: note it as a new one.")
    seen = replace(there, outcome=Outcome.WANTED)
    return merged(part, seen, _settled(seen, note), plan)


def _settled(one: Decision, note: Note) -> Decision:
    said = _decision(note)
    return replace(
        one, outcome=note.outcome, note=note.words or one.note, due=note.due or one.due,
        their_owner=said.their_owner or one.their_owner, our_owner=said.our_owner or one.our_owner,
    )  # fmt: skip


def _add(
    plans: Plans, kind: type[Any], file: str, account_id: str, section: str, record: Any, note: Note, who: str
) -> None:  # fmt: skip
    """Add an entry; whoever saved meanwhile keeps what they saved, because an entry more takes nothing away."""

    def edit(plan: Any) -> Any:
        held: tuple[Record, ...] = getattr(plan, section)
        taken = {identity(one) for one in held}
        own = f"{entry_id(note.words)}-{note.number}" if note.number else ""
        if own in taken:
            return plan
        return replace(plan, **{section: (*held, replace(record, id=own or entry_id(note.words, taken)))})

    plans.edit(kind, file, account_id, edit, who)
