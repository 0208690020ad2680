"""The states of requests and disputes, as data, and what a request went through as the fold of its ledger.

No event holds words: what the customer reads and what only we read stand in files of their own, so that the ledger can
be read for both. A press that was wrong is taken back by an event, and what it did counts for nothing since.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from steward.domain.requests.claims import Claim
from steward.domain.requests.record import RequestEvent, RequestRecord, TurnSpan
from steward.domain.requests.words import RequestAct, RequestState, Turn
from steward.workflow.ledger import Ledger, LedgerEvent
from steward.workflow.machine import Transition, Workflow

LEDGER = "events.jsonl"
"""The ledger of a request, in its folder."""
S, A = RequestState, RequestAct
AT_WORK = (S.ACKNOWLEDGED.value, S.IN_PROGRESS.value, S.PENDING.value, S.REOPENED.value)
REQUEST = Workflow(
    "request",
    S.NEW.value,
    (
        Transition(A.RAISE, (S.NEW,), S.ACKNOWLEDGED),
        Transition(A.START, (S.ACKNOWLEDGED, S.REOPENED), S.IN_PROGRESS),
        Transition(A.WAIT, AT_WORK, S.PENDING),
        Transition(A.RESUME, (S.PENDING,), S.IN_PROGRESS),
        Transition(A.RESOLVE, AT_WORK, S.RESOLVED),
        Transition(A.CLOSE, (S.RESOLVED,), S.CLOSED),
        Transition(A.REOPEN, (S.RESOLVED,), S.REOPENED),
        Transition(A.ASK_CANCEL, AT_WORK, S.ASSESSING),
        Transition(A.GO_ON, (S.ASSESSING,), S.IN_PROGRESS),
        Transition(A.CANCEL, (S.ASSESSING,), S.CANCELLED),
    ),
    passing=(A.REPLY, A.TAKE_BACK),
)
"""As MEF 124 has them: what is resolved is not closed until the customer says so."""
DISPUTE = Workflow(
    "dispute",
    S.NEW.value,
    (
        Transition(A.RAISE, (S.NEW,), S.RAISED),
        Transition(A.INVESTIGATE, (S.RAISED, S.DECLINED), S.INVESTIGATED),
        Transition(A.CREDIT, (S.INVESTIGATED, S.CREDIT), S.CREDIT),
        Transition(A.DECLINE, (S.INVESTIGATED, S.CREDIT), S.DECLINED),
        Transition(A.AGREE, (S.DECLINED,), S.AGREED),
        Transition(A.SETTLE, (S.CREDIT,), S.SETTLED),
        Transition(A.WITHDRAW, (S.RAISED, S.INVESTIGATED, S.CREDIT, S.DECLINED), S.WITHDRAWN),
    ),
    passing=(A.REPLY, A.WAIT, A.RESUME, A.CLAIM, A.TAKE_BACK),
)
"""As MEF 141 has a disputed item of a bill."""
NO_WAY_BACK = (A.RAISE, A.TAKE_BACK)
"""What is not taken back: that it was raised."""
_OURS = (A.RAISE, A.START, A.RESUME, A.REOPEN, A.GO_ON, A.INVESTIGATE, A.CREDIT)
_ENDS = (A.RESOLVE, A.CLOSE, A.CANCEL, A.AGREE, A.SETTLE, A.WITHDRAW)


def workflow_of(claim: bool) -> Workflow:
    """The states of a request, or of one that is about an amount."""
    return DISPUTE if claim else REQUEST


def reference_of(account_id: str, request_id: str) -> str:
    """What a request is called among those of all accounts. Every event names it, so that a copied ledger is told."""
    return f"{account_id}-{request_id}"


def folded(ledger: Ledger, reference: str, *, claim: bool) -> RequestRecord:
    """What a request went through. `claim`: whether it is about an amount, where its first line does not say. What
    cannot have happened, or happened to another, is passed over and told as a line that was changed."""
    claim = _is_claim(ledger, otherwise=claim)
    states, strange, copied = workflow_of(claim), set(ledger.broken), ""
    kept: list[RequestRecord] = [RequestRecord(is_claim=claim)]
    for number, event in zip(ledger.numbers, ledger.events, strict=True):
        now, act = kept[-1], _ACTS.get(event.event)
        if (other := str(event.about.get("request", ""))) not in ("", reference):
            strange.add(number)
            copied = other
        elif act is A.TAKE_BACK and now.last is not None and now.last.act not in NO_WAY_BACK:
            kept.pop()
        elif act is None or act is A.TAKE_BACK or act.value not in states.allowed(now.state):
            strange.add(number)
        else:
            state = _STATES[states.after(now.state, act.value)]
            kept.append(replace(_with(now, act, event), state=state))
    return replace(kept[-1], broken=tuple(sorted(strange)), copied_from=copied)


def _is_claim(ledger: Ledger, *, otherwise: bool) -> bool:
    first = next((one for one in ledger.events if one.event == A.RAISE), None)
    return otherwise if first is None else _cents(first.about.get("cents")) is not None


_STATES = {one.value: one for one in RequestState}
_ACTS = {one.value: one for one in RequestAct}
_TURNS = {one.value: one for one in Turn}


def _with(now: RequestRecord, act: RequestAct, event: LedgerEvent) -> RequestRecord:
    """The record with one more event, but for the state that follows."""
    turn, cents = _TURNS.get(str(event.about.get("turn", ""))), _cents(event.about.get("cents"))
    said = RequestEvent(event.at, event.who, act, turn, cents)
    found = replace(now, happened=(*now.happened, said), spans=_turned(now.spans, said, _told_at(event)))
    match act:
        case A.REPLY:
            return replace(found, replied_at=now.replied_at or event.at)
        case A.RAISE:
            currency = str(event.about.get("currency") or "")
            return replace(found, claim=replace(now.claim, claimed=cents or 0), currency=currency)
        case A.CLAIM:
            return replace(found, claim=replace(now.claim, claimed=cents or 0))
        case A.REOPEN:
            return replace(found, reopened=now.reopened + 1, ended_at=None)
        case A.INVESTIGATE:
            return replace(found, claim=replace(now.claim, declined=0))
        case A.CREDIT | A.DECLINE | A.WITHDRAW:
            found = replace(found, claim=_decided(now.claim, act, cents))
    return replace(found, ended_at=now.ended_at or event.at) if act in _ENDS else found


def _decided(claim: Claim, act: RequestAct, cents: int | None) -> Claim:
    """The claim after so much of it was credited, or all that is open declined or withdrawn."""
    amount = claim.open if cents is None else cents
    if act is A.CREDIT:
        return replace(claim, credited=claim.credited + amount)
    if act is A.DECLINE:
        return replace(claim, declined=claim.declined + amount)
    return replace(claim, withdrawn=claim.withdrawn + amount)


def _turned(spans: Sequence[TurnSpan], said: RequestEvent, told_at: datetime | None) -> tuple[TurnSpan, ...]:
    """Whose turn it was, with whose it is from now on. A turn that goes on is not begun anew."""
    if not spans:
        return (TurnSpan(min(told_at or said.at, said.at), None, Turn.US),)
    now, turn = spans[-1], _turn_after(said, spans[-1].turn)
    if turn is now.turn:
        return tuple(spans)
    return (*spans[:-1], replace(now, until=max(now.since, said.at)), TurnSpan(max(now.since, said.at), None, turn))


def _turn_after(said: RequestEvent, now: Turn | None) -> Turn | None:
    if said.act is A.WAIT:
        return said.turn or Turn.CUSTOMER
    if said.act is A.DECLINE:
        return Turn.CUSTOMER
    return Turn.US if said.act in _OURS else None if said.act in _ENDS else now


def _told_at(event: LedgerEvent) -> datetime | None:
    """When the customer had asked already, where that is earlier than it was written down."""
    try:
        said = datetime.fromisoformat(str(event.about.get("asked_at", "")))
    except ValueError:
        return None
    return said if said.tzinfo else said.replace(tzinfo=UTC)


def _cents(said: Any) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) else None
