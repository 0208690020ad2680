"""The states of a plan of books and of each account that moves by it, as data, and where each stands by its ledger.

`books/<fy>/events.jsonl` is the plan's, `books/<fy>/accounts/<account>/events.jsonl` an account's. What was said of an
account going from one person to another counts for that way alone: where somebody plans it another way, it is asked for
anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from steward.domain.books.plan import Assignment
from steward.domain.books.states import (
    EVENTS,
    PLAN_EVENTS,
    PLAN_STATES,
    STATES,
    PlanEvent,
    PlanState,
    TransferEvent,
    TransferState,
)
from steward.domain.identifiers import slug
from steward.errors import StepNotAllowed
from steward.workflow.clock import Calendar, after_business_hours
from steward.workflow.ledger import Ledger, LedgerEvent
from steward.workflow.machine import Transition, Workflow
from steward.workflow.signing import counts

FOLDER, LEDGER = "books", "events.jsonl"
YEAR = 4
"""Digits of one."""
ESCALATES = 16.0
"""Hours at work after which what is contested goes to who approves: two working days."""
P, E, S, T = PlanState, PlanEvent, TransferState, TransferEvent
BOOK_PLAN = Workflow(
    "plan of books",
    P.DRAFT.value,
    (
        Transition(E.BALANCE, (P.DRAFT, P.BALANCED), P.BALANCED),
        Transition(E.SEND, (P.BALANCED,), P.REVIEW),
        Transition(E.REOPEN, (P.BALANCED, P.REVIEW, P.APPROVED), P.DRAFT),
        Transition(E.APPROVE, (P.REVIEW,), P.APPROVED),
        Transition(E.PUBLISH, (P.APPROVED,), P.PUBLISHED),
        Transition(E.TAKE_EFFECT, (P.PUBLISHED,), P.EFFECTIVE),
        Transition(E.CLOSE, (P.EFFECTIVE,), P.CLOSED),
    ),
)
TRANSFER = Workflow(
    "transfer",
    S.PROPOSED.value,
    (
        Transition(T.AGREE, (S.PROPOSED,), S.PROPOSED),
        Transition(T.AGREED, (S.PROPOSED,), S.AGREED),
        Transition(T.CONTEST, (S.PROPOSED, S.AGREED, S.READY), S.CONTESTED),
        Transition(T.ESCALATE, (S.CONTESTED,), S.ESCALATED),
        Transition(T.PROPOSE, (S.CONTESTED, S.ESCALATED), S.PROPOSED),
        Transition(T.UPHOLD, (S.CONTESTED, S.ESCALATED), S.AGREED),
        Transition(T.WITHDRAW, (S.PROPOSED, S.AGREED, S.CONTESTED, S.ESCALATED), S.WITHDRAWN),
        Transition(T.PREPARE, (S.AGREED,), S.READY),
        Transition(T.SIGN_OUT, (S.READY,), S.READY),
        Transition(T.SIGN_OUT, (S.INTRODUCED,), S.INTRODUCED),
        Transition(T.INTRODUCE, (S.READY,), S.INTRODUCED),
        Transition(T.RECEIVE, (S.INTRODUCED,), S.RECEIVED),
        Transition(T.DAY_30, (S.RECEIVED,), S.DAY_30),
        Transition(T.DAY_60, (S.DAY_30,), S.DAY_60),
        Transition(T.DAY_90, (S.DAY_60,), S.DAY_90),
        Transition(T.FINISH, (S.DAY_90,), S.DONE),
    ),
)


def year_name(fy: str) -> str:
    """How the files of a fiscal year are called: by its number, whatever somebody wrote."""
    return fy if len(fy) == YEAR and fy.isascii() and fy.isdigit() else slug(fy)


def ledger_of(fy: str) -> str:
    """The ledger of a plan, below the company's folder."""
    return f"{FOLDER}/{year_name(fy)}/{LEDGER}"


def transfer_ledger_of(fy: str, account_id: str) -> str:
    """The ledger of an account that moves."""
    return f"{FOLDER}/{year_name(fy)}/accounts/{slug(account_id)}/{LEDGER}"


def way_of(one: Assignment) -> Mapping[str, str]:
    """What every event of a transfer says of it: which account, from whom and to whom."""
    return {"account": one.account_id, "from": one.from_id, "to": one.to_id}


@dataclass(frozen=True)
class PlanStanding:
    """Where a plan stands. `broken`: the numbers of lines of its ledger that were changed; `changed`: whether its file
    says something else than what was approved."""

    state: PlanState = PlanState.DRAFT
    last: LedgerEvent | None = None
    approved: LedgerEvent | None = None
    broken: tuple[int, ...] = ()
    events: tuple[LedgerEvent, ...] = ()
    changed: bool = False

    @property
    def allowed(self) -> tuple[PlanEvent, ...]:
        """What may happen to it."""
        return tuple(PLAN_EVENTS[one] for one in BOOK_PLAN.allowed(self.state.value))


@dataclass(frozen=True)
class TransferStanding:
    """Where an account stands on its way. `agreed`: by which side (`from`, `to`) and what it said; `since`: when the
    state began; `escalates_at`: when what is contested goes on by itself."""

    state: TransferState = TransferState.PROPOSED
    agreed: Mapping[str, LedgerEvent] = field(default_factory=dict)
    since: datetime | None = None
    last: LedgerEvent | None = None
    escalates_at: datetime | None = None
    broken: tuple[int, ...] = ()
    events: tuple[LedgerEvent, ...] = ()

    @property
    def allowed(self) -> tuple[TransferEvent, ...]:
        """What may happen to it."""
        return tuple(EVENTS[one] for one in TRANSFER.allowed(self.state.value))


def plan_standing(found: Ledger, effective_on: date | None, today: date) -> PlanStanding:
    """The fold of a plan's ledger; one that is published is in effect from its day on, whether anybody wrote it or not.
    An event that could not happen, as after a line was taken out, is passed over."""
    state, approved, counted = P.DRAFT, None, []
    for one in found.events:
        try:
            state = PLAN_STATES[BOOK_PLAN.after(state.value, one.event)]
        except StepNotAllowed:
            continue
        counted.append(one)
        approved = one if one.event == E.APPROVE else None if one.event == E.REOPEN else approved
    begun = state is P.PUBLISHED and effective_on is not None and effective_on <= today
    return PlanStanding(P.EFFECTIVE if begun else state, found.last, approved, found.broken, tuple(counted))


def transfer_standing(
    found: Ledger, one: Assignment, now: datetime, calendar: Calendar, hours: float = ESCALATES
) -> TransferStanding:  # fmt: skip
    """The fold of an account's ledger for the way it is planned to go now. What is contested and not settled within so
    many hours at work is escalated, whether anybody wrote it or not."""
    state, since, way = S.PROPOSED, None, way_of(one)
    counted: list[LedgerEvent] = []
    agreed: dict[str, LedgerEvent] = {}
    for event in found.events:
        if any(event.about.get(name) != said for name, said in way.items()) or not counts(event, way, counted):
            continue
        try:
            state = STATES[TRANSFER.after(state.value, event.event)]
        except StepNotAllowed:
            continue
        counted.append(event)
        since = event.at
        if event.event in (T.AGREE, T.AGREED):
            agreed |= dict.fromkeys(event.about.get("sides", ()), event)
        if event.event in (T.CONTEST, T.PROPOSE, T.WITHDRAW):
            agreed = {}
    at = after_business_hours(since, hours, calendar) if state is S.CONTESTED and since else None
    if at is not None and at <= now:
        state, since = S.ESCALATED, at
    return TransferStanding(state, agreed, since, found.last, at, found.broken, tuple(counted))
