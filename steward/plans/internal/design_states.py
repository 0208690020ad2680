"""`designs/<id>/events.jsonl`: through which states a design goes, and whether its review still holds."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from steward.domain.labels import Labelled
from steward.errors import StepNotAllowed
from steward.plans.customer.design import FOLDER, Design
from steward.plans.files.keys import Record
from steward.plans.files.values import is_empty, plain_value
from steward.workflow.ledger import Ledger, LedgerEvent
from steward.workflow.machine import Transition, Workflow

FILE = "events.jsonl"


def file_of(design_id: str) -> str:
    """The ledger of a design, below the folder of its account."""
    return f"{FOLDER}/{design_id}/{FILE}"


class DesignState(Labelled):
    """How far a design is."""

    OPEN = "open", "Open"
    INTERVIEWING = "interviewing", "Interviewing"
    DESIGNED = "designed", "Designed"
    REVIEWED = "reviewed", "Reviewed"
    PRICED = "priced", "Priced"
    HANDED_OVER = "handed_over", "Handed over"
    ACCEPTED = "accepted", "Accepted by implementation"
    RETURNED = "returned", "Returned with questions"
    DROPPED = "dropped", "Dropped"


class DesignEvent(StrEnum):
    """What happens to a design; a state of the same name follows, but for the last three."""

    INTERVIEW = "interviewing"
    DESIGN = "designed"
    REVIEW = "reviewed"
    PRICE = "priced"
    HAND_OVER = "handed_over"
    ACCEPT = "accepted"
    RETURN = "returned"
    DROP = "dropped"
    RESUME = "resumed"
    REOPEN = "reopened"
    TAKE_BACK = "taken_back"


S, E = DesignState, DesignEvent
_STATES = {one.value: one for one in DesignState}
AFTER_REVIEW = (S.REVIEWED, S.PRICED, S.HANDED_OVER)
"""States that rest on what was reviewed."""
DESIGN = Workflow(
    "design",
    S.OPEN.value,
    (
        Transition(E.INTERVIEW, (S.OPEN.value,), S.INTERVIEWING.value),
        Transition(E.DESIGN, (S.INTERVIEWING.value,), S.DESIGNED.value),
        Transition(E.REVIEW, (S.DESIGNED.value,), S.REVIEWED.value),
        Transition(E.PRICE, (S.REVIEWED.value,), S.PRICED.value),
        Transition(E.HAND_OVER, (S.PRICED.value,), S.HANDED_OVER.value),
        Transition(E.ACCEPT, (S.HANDED_OVER.value,), S.ACCEPTED.value),
        Transition(E.RETURN, (S.HANDED_OVER.value,), S.RETURNED.value),
        Transition(E.RESUME, (S.RETURNED.value,), S.INTERVIEWING.value),
        Transition(E.REOPEN, tuple(one.value for one in AFTER_REVIEW), S.DESIGNED.value),
        Transition(E.TAKE_BACK, (S.INTERVIEWING.value,), S.OPEN.value),
        Transition(E.TAKE_BACK, (S.DESIGNED.value,), S.INTERVIEWING.value),
        Transition(E.TAKE_BACK, (S.REVIEWED.value,), S.DESIGNED.value),
        Transition(E.TAKE_BACK, (S.PRICED.value,), S.REVIEWED.value),
        Transition(E.TAKE_BACK, (S.HANDED_OVER.value,), S.PRICED.value),
        Transition(
            E.DROP,
            tuple(one.value for one in (S.OPEN, S.INTERVIEWING, S.DESIGNED, S.REVIEWED, S.PRICED, S.RETURNED)),
            S.DROPPED.value,
        ),
    ),
)
FORWARD: Mapping[DesignState, tuple[DesignEvent, ...]] = {
    S.OPEN: (E.INTERVIEW,),
    S.INTERVIEWING: (E.DESIGN,),
    S.DESIGNED: (E.REVIEW,),
    S.REVIEWED: (E.PRICE,),
    S.PRICED: (E.HAND_OVER,),
    S.HANDED_OVER: (E.ACCEPT, E.RETURN),
    S.RETURNED: (E.RESUME,),
}
"""The next step of each state, the first as one is to go on."""

_REVIEWED: Mapping[str, tuple[str, ...]] = {
    "answers": ("family", "question", "value"),
    "sites": ("id", "name", "address", "access", "bandwidth", "users", "critical", "resilience", "handover"),
    "requirements": ("id", "requirement", "priority", "acceptance_test"),
    "options": ("id", "name", "starts_on"),
    "lines": ("id", "option", "product", "site", "quantity"),
    "meets": ("option", "requirement", "meets"),
    "exclusions": ("id", "what", "line"),
}
"""What a review is of. Prices, contracts of today and what is said around it may change without another look."""


def reviewed_content(design: Design) -> dict[str, list[dict[str, Any]]]:
    """What a review is of, in JSON's types; the order of entries says nothing."""
    found: dict[str, list[dict[str, Any]]] = {
        "about": [{"offered": design.about.offered, "families": sorted(map(str, design.about.families))}]
    }
    for section, keys in _REVIEWED.items():
        rows = [_plain(one, keys) for one in getattr(design, section)]
        found[section] = sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
    return found


def _plain(record: Record, keys: tuple[str, ...]) -> dict[str, Any]:
    held = {name: getattr(record, name) for name in keys}
    return {name: _said(value) for name, value in held.items() if not is_empty(value)}


def _said(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, int | float) else plain_value(value)


def content_digest(design: Design) -> str:
    """What tells one reviewable state of a design from another."""
    said = json.dumps(reviewed_content(design), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class DesignStanding:
    """Where a design stands. `reopened`: it was reviewed and changed since, so that the review is open again whatever
    the ledger says; `overtaken`: it was accepted and changed since, so that it is not what was signed; `broken`: the
    numbers of lines of the ledger that somebody changed."""

    state: DesignState
    written: DesignState
    """What the ledger alone says."""
    reopened: bool = False
    overtaken: bool = False
    last: LedgerEvent | None = None
    reviewed_by: str = ""
    broken: tuple[int, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing can happen to it any more."""
        return self.state.value in DESIGN.terminal

    @property
    def can_take_back(self) -> bool:
        """Whether the last step can be taken back: it was one, and leads somewhere still."""
        return (
            self.last is not None
            and self.last.event not in (E.TAKE_BACK, E.REOPEN, E.RESUME)
            and E.TAKE_BACK.value in DESIGN.allowed(self.state.value)
            and not self.reopened
        )


def standing(design: Design, ledger: Ledger) -> DesignStanding:
    """An answer, site, requirement, option, line or exclusion that changed after the review opens it again, whoever
    changed it and where; put back as it was, the review holds. What is accepted stays accepted, and is told."""
    written = _STATES[folded(ledger.names)]
    review = _review(ledger.events)
    changed = review is not None and review.content != content_digest(design)
    reopened, overtaken = changed and written in AFTER_REVIEW, changed and written is DesignState.ACCEPTED
    return DesignStanding(
        DesignState.DESIGNED if reopened else written, written, reopened, overtaken, ledger.last,
        review.who if review else "", ledger.broken,
    )  # fmt: skip


def folded(names: Iterable[str]) -> str:
    """The state after these events; one that could not happen, as after a line was taken out, is passed over."""
    state = DESIGN.initial
    for name in names:
        try:
            state = DESIGN.after(state, name)
        except StepNotAllowed:
            continue
    return state


def _review(events: Iterable[LedgerEvent]) -> LedgerEvent | None:
    """The review that holds: the last that was not taken back or reopened since."""
    found: LedgerEvent | None = None
    state = DESIGN.initial
    for one in events:
        try:
            state = DESIGN.after(state, one.event)
        except StepNotAllowed:
            continue
        if one.event == E.REVIEW:
            found = one
        elif _STATES[state] not in (*AFTER_REVIEW, S.ACCEPTED):
            found = None
    return found
