"""`events.jsonl` of a forecast call: open, submitted with what it rests on, adjusted beside, locked for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from steward.domain.forecasting.items import CallKind, Numbers
from steward.domain.labels import Labelled
from steward.errors import StepNotAllowed
from steward.workflow.ledger import Ledger, LedgerEvent
from steward.workflow.machine import Transition, Workflow


class CallState(Labelled):
    """Where a call stands."""

    NEW = "new", "Not begun"
    OPEN = "open", "Open"
    SUBMITTED = "submitted", "Submitted"
    LOCKED = "locked", "Locked"


class CallEvent(StrEnum):
    """What happens to a call."""

    BEGIN = "begun"
    SUBMIT = "submitted"
    CALL_BACK = "called back"
    SEND_BACK = "sent back"
    ADJUST = "adjusted"
    LOCK = "locked"


S, E = CallState, CallEvent
CALL = Workflow(
    "call",
    S.NEW.value,
    (
        Transition(E.BEGIN, (S.NEW.value,), S.OPEN.value),
        Transition(E.SUBMIT, (S.OPEN.value,), S.SUBMITTED.value),
        Transition(E.CALL_BACK, (S.SUBMITTED.value,), S.OPEN.value),
        Transition(E.SEND_BACK, (S.SUBMITTED.value,), S.OPEN.value),
        Transition(E.ADJUST, (S.SUBMITTED.value,), S.SUBMITTED.value),
        Transition(E.LOCK, (S.SUBMITTED.value,), S.LOCKED.value),
    ),
)
"""Nothing leads out of a locked call. What was submitted is what is locked: no load comes in between."""
CALL_KEY = "call"
"""Of what an event says besides: which call it is of. Events of before this was written name none."""
KNOWN = "known"
"""Of what is submitted: the last day of the data. What began after it, no call can have held."""
_STATES = {one.value: one for one in CallState}
_KINDS = {one.value: one for one in CallKind}


@dataclass(frozen=True)
class Adjustment:
    """What a manager says beside a seller's call. `was`: what the seller said, which stays."""

    kind: CallKind
    was: Numbers
    to: Numbers
    why: str
    who: str
    at: datetime


@dataclass(frozen=True)
class CallStanding:
    """Where a call stands. `on`: the day it was submitted for, else begun; `known`: the last day of the data that it
    was submitted with, None where nobody said; `content`: the digest of what it was submitted with; `said`: the
    numbers then; `sent_back`: why it was, until it is submitted again."""

    state: CallState = CallState.NEW
    on: date | None = None
    known: date | None = None
    by: str = ""
    content: str = ""
    said: Mapping[CallKind, Numbers] = field(default_factory=dict)
    adjustments: tuple[Adjustment, ...] = ()
    locked_by: str = ""
    locked_on: date | None = None
    sent_back: str = ""
    last: LedgerEvent | None = None
    broken: tuple[int, ...] = ()

    def adjusted(self, kind: CallKind) -> Adjustment | None:
        """What a manager said last of this submission."""
        return next((one for one in reversed(self.adjustments) if one.kind is kind), None)

    @property
    def is_fixed(self) -> bool:
        """Whether it rests on what it was submitted with."""
        return self.state in (S.SUBMITTED, S.LOCKED)


def standing(ledger: Ledger, call_id: str) -> CallStanding:
    """The fold of its ledger. What cannot have happened is passed over, and so is what names another call: that was
    copied here, and is told. What was adjusted was of one submission: called back and submitted again, a call begins
    without."""
    now = CallStanding()
    strange = [
        number
        for number, one in zip(ledger.numbers, ledger.events, strict=True)
        if one.about.get(CALL_KEY, call_id) != call_id
    ]
    for number, one in zip(ledger.numbers, ledger.events, strict=True):
        if number in strange:
            continue
        try:
            state = _STATES[CALL.after(now.state.value, one.event)]
        except StepNotAllowed:
            continue
        now = _with(now, state, one)
    return _replaced(now, last=ledger.last, broken=tuple(sorted({*ledger.broken, *strange})))


def _with(now: CallStanding, state: CallState, one: LedgerEvent) -> CallStanding:
    on = day_of(one) or now.on
    match CallEvent(one.event):
        case CallEvent.SUBMIT:
            said = {kind: found for key, kind in _KINDS.items() if (found := numbers_in(one.about.get(key)))}
            return _replaced(
                now, state=state, on=on, known=day_of(one, KNOWN), by=one.who, content=one.content, said=said,
                adjustments=(), sent_back="",
            )  # fmt: skip
        case CallEvent.ADJUST:
            adjusted = _adjustment(one)
            return now if adjusted is None else _replaced(now, adjustments=(*now.adjustments, adjusted))
        case CallEvent.LOCK:
            return _replaced(now, state=state, locked_by=one.who, locked_on=on)
        case CallEvent.SEND_BACK:
            return _replaced(now, state=state, sent_back=str(one.about.get("why") or ""))
    return _replaced(now, state=state, on=on, by=one.who)


def _replaced(now: CallStanding, **said: Any) -> CallStanding:
    return CallStanding(**{**vars(now), **said})


def _adjustment(one: LedgerEvent) -> Adjustment | None:
    kind, was, to = _KINDS.get(str(one.about.get("kind"))), numbers_in(one.about.get("from")), one.about.get("to")
    wanted = numbers_in(to)
    if kind is None or was is None or wanted is None:
        return None
    return Adjustment(kind, was, wanted, str(one.about.get("why") or ""), one.who, one.at)


def numbers_in(said: object) -> Numbers | None:
    """Three numbers of an event; None where they are not what they should be."""
    fits = isinstance(said, list) and len(said) == 3 and all(type(one) is int for one in said)
    return Numbers(*said) if fits and isinstance(said, list) else None


def day_of(one: LedgerEvent, key: str = "on") -> date | None:
    """A day that an event names: that on which it happened, by the company's calendar."""
    try:
        return date.fromisoformat(str(one.about.get(key)))
    except ValueError:
        return None
