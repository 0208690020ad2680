"""`registrations/<id>/events.jsonl`: which states a registration raised here goes through, and how long it protects."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from steward.domain.channel.registering import STATES, RegistrationState
from steward.domain.identifiers import slug
from steward.errors import StepNotAllowed
from steward.workflow.ledger import Ledger, LedgerEvent
from steward.workflow.machine import Transition, Workflow

FOLDER = "registrations"
FILE = "events.jsonl"
UNTIL = "protected_until"
"""In the event of an approval: the last day it protects."""


def file_of(registration_id: str) -> str:
    """The ledger of a registration, below the folder of its account, whatever somebody wrote as its id."""
    return f"{FOLDER}/{slug(registration_id)}/{FILE}"


class RegistrationEvent(StrEnum):
    """What happens to a registration."""

    SUBMIT = "submitted"
    REVIEW = "taken under review"
    APPROVE = "approved"
    REJECT = "rejected"
    CANCEL = "cancelled"
    CONVERT = "converted"
    EXPIRE = "expired"
    RETURN = "sent back"


S, E = RegistrationState, RegistrationEvent
REGISTRATION = Workflow(
    "registration",
    S.DRAFT.value,
    (
        Transition(E.SUBMIT, (S.DRAFT.value,), S.SUBMITTED.value),
        Transition(E.REVIEW, (S.SUBMITTED.value,), S.UNDER_REVIEW.value),
        Transition(E.APPROVE, (S.UNDER_REVIEW.value,), S.APPROVED.value),
        Transition(E.REJECT, (S.UNDER_REVIEW.value,), S.REJECTED.value),
        Transition(E.RETURN, (S.SUBMITTED.value, S.UNDER_REVIEW.value), S.DRAFT.value),
        Transition(E.CANCEL, (S.DRAFT.value, S.SUBMITTED.value, S.UNDER_REVIEW.value), S.CANCELLED.value),
        Transition(E.CONVERT, (S.APPROVED.value,), S.CONVERTED.value),
        Transition(E.EXPIRE, (S.APPROVED.value,), S.EXPIRED.value),
    ),
)


@dataclass(frozen=True)
class RegistrationStanding:
    """Where a registration stands on a day. `since`: when it was submitted last; `protected_until`: of an approval;
    `decided`: the event that approved or rejected it; `broken`: the numbers of lines of the ledger that were changed.
    """

    state: RegistrationState
    since: datetime | None = None
    protected_until: date | None = None
    decided: LedgerEvent | None = None
    last: LedgerEvent | None = None
    broken: tuple[int, ...] = ()

    @property
    def events(self) -> tuple[RegistrationEvent, ...]:
        """What may happen to it."""
        return tuple(RegistrationEvent(one) for one in REGISTRATION.allowed(self.state.value))


def standing(ledger: Ledger, today: date) -> RegistrationStanding:
    """The fold of its ledger; an approval whose last day is over has expired, whether anybody wrote it or not. An event
    that could not happen, as after a line was taken out, is passed over."""
    state, since, until = S.DRAFT, None, None
    decided: LedgerEvent | None = None
    for one in ledger.events:
        try:
            state = STATES[REGISTRATION.after(state.value, one.event)]
        except StepNotAllowed:
            continue
        if one.event == E.SUBMIT:
            since = one.at
        if one.event in (E.APPROVE, E.REJECT):
            decided = one
        if one.event == E.APPROVE:
            until = _day(one.about.get(UNTIL))
    over = state is S.APPROVED and until is not None and until < today
    return RegistrationStanding(S.EXPIRED if over else state, since, until, decided, ledger.last, ledger.broken)


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
