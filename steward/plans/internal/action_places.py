"""Where each kind of action is written, and how it is done, moved and given to somebody there: a row for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from steward.domain.actions import ActionKind
from steward.errors import PlanNotSaved
from steward.plans.customer import review as reviews
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Review
from steward.plans.customer.success_plan import Kept, Progress, SuccessPlan
from steward.plans.files.entries import entry
from steward.plans.files.keys import Record
from steward.plans.files.store import Opened, Plans, Saved
from steward.plans.internal import debrief, handover, nps, orders, renewals
from steward.plans.internal import strategy as ours
from steward.plans.internal.debrief import Debrief
from steward.plans.internal.handover import HandoverFile
from steward.plans.internal.nps import FollowUp, FollowUpState, NpsNotes
from steward.plans.internal.orders import BegunOrders
from steward.plans.internal.renewals import PlayState, Renewals
from steward.plans.internal.strategy import Doing, RiskState, Strategy

Values = Mapping[str, Any]


@dataclass(frozen=True)
class ActionPlace:
    """`file`: of which quarter's review, where it is of one; `done`: the values that end it, by day, who and what they
    say of it; `rows`: the fields to work on it with; `needs_words`: it ends with words and not without."""

    plan: type[Any]
    file: Callable[[str], str]
    section: str
    done: Callable[[date, str, str], Values]
    rows: tuple[tuple[str, ...], ...]
    needs_words: bool = False
    begins: Callable[[str], Record] | None = None
    """The entry where none is written yet, of what tells it apart."""


def _always(file: str) -> Callable[[str], str]:
    return lambda quarter: file


PLACES: Mapping[ActionKind, ActionPlace] = {
    ActionKind.COMMITMENT: ActionPlace(
        SuccessPlan, _always(agreed.FILE), "commitments",
        lambda day, who, words: {"status": Kept.KEPT, "closed_on": day, **_said("note", words)},
        (("due", "owner"), ("status", "closed_on"), ("note",)),
    ),
    ActionKind.JOINT_STEP: ActionPlace(
        SuccessPlan, _always(agreed.FILE), "joint_plan", lambda day, who, words: {"status": Progress.DONE},
        (("due", "status"), ("our_owner", "their_owner")),
    ),
    ActionKind.HEARD: ActionPlace(
        SuccessPlan, _always(agreed.FILE), "heard",
        lambda day, who, words: {"status": Progress.DONE, **_said("did", words)},
        (("due", "our_owner"), ("status", "did")),
    ),
    ActionKind.DECISION: ActionPlace(
        Review, reviews.file_of, "decisions",
        lambda day, who, words: {"outcome": reviews.Outcome.TAKEN, "done_on": day, **_said("note", words)},
        (("due", "outcome"), ("our_owner", "their_owner"), ("done_on", "note")),
    ),
    ActionKind.QUESTION: ActionPlace(
        Review, reviews.file_of, "questions", lambda day, who, words: {"answer": words},
        (("due", "owner"), ("answer",)), needs_words=True,
    ),
    ActionKind.PLAN_ACTION: ActionPlace(
        Strategy, _always(ours.FILE), "actions", lambda day, who, words: {"status": Doing.DONE},
        (("due", "owner"), ("status", "action")),
    ),
    ActionKind.RISK_PLAY: ActionPlace(
        Strategy, _always(ours.FILE), "risks", lambda day, who, words: {"status": RiskState.MITIGATED},
        (("due", "owner"), ("status", "play")),
    ),
    ActionKind.RENEWAL_PLAY: ActionPlace(
        Renewals, _always(renewals.FILE), "plays", lambda day, who, words: {"status": PlayState.WORKED},
        (("due", "owner"), ("status", "saved_mrr")),
    ),
    ActionKind.DETRACTOR: ActionPlace(
        NpsNotes, _always(nps.FILE), "follow_ups",
        lambda day, who, words: {"status": FollowUpState.CLOSED, "done": words, "by": who, "on": day},
        (("due", "owner"), ("status", "done")), needs_words=True,
        begins=lambda name: FollowUp(response=name),
    ),
    ActionKind.HOMEWORK: ActionPlace(
        Debrief, debrief.file_of, "homework", lambda day, who, words: {"brought_on": day},
        (("due", "colleague"), ("brought_on", "what")),
    ),
    ActionKind.ORDER_LINE: ActionPlace(
        BegunOrders, _always(orders.FILE), "care", lambda day, who, words: {"settled_on": day},
        (("due", "owner"), ("next_step",), ("jeopardy", "settled_on")),
    ),
    ActionKind.HANDOVER: ActionPlace(
        HandoverFile, handover.file_of, "steps",
        lambda day, who, words: {"status": Doing.DONE, **_said("done", words)},
        (("due", "owner"), ("status", "done")),
    ),
}  # fmt: skip
"""A kind that is not here is done on a page of its own: an approval or a registration by whoever is asked to decide, a
request by what happens to it in its ledger."""


def _said(name: str, words: str) -> Values:
    return {name: words} if words else {}


def opened_place(plans: Plans, kind: ActionKind, account_id: str, quarter: str) -> Opened[Any]:
    """The file that an action stands in, as it is now."""
    place = PLACES[kind]
    return plans.open(place.plan, place.file(quarter), account_id)


def finish(
    plans: Plans, kind: ActionKind, account_id: str, quarter: str, name: str, on: date, who: str, words: str = ""
) -> Saved[Any]:  # fmt: skip
    """Done, where it is written: beside what others wrote there. Raises PlanNotSaved where it is written no more, or
    ends with words and there are none; PlanBroken."""
    place = PLACES[kind]
    if place.needs_words and not words.strip():
        raise PlanNotSaved("Say what came of it first: it ends with the words.")

    def edit(plan: Any) -> Any:
        part = entry(place.section, name)
        found = part.of(plan) or (place.begins(name) if place.begins else None)
        if found is None:
            raise PlanNotSaved("It is written there no more: somebody took it out.")
        return part.put(plan, replace(found, **place.done(on, who, words.strip())))  # type: ignore[type-var]

    return plans.edit(place.plan, place.file(quarter), account_id, edit, who)
