"""What is done to a request: raised, answered, moved on, credited, taken back. Each is one line of its ledger, written
under the account's lock to what whoever pressed had seen, or nothing at all; words are written before it, in a file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from math import isfinite
from typing import Any

from steward.briefings.internal.requests.listed import WrittenRequest
from steward.domain.clocks import moment_of
from steward.domain.requests.claims import cents_of
from steward.domain.requests.record import RequestRecord
from steward.domain.requests.words import RequestAct, RequestState, Turn, Urgency
from steward.errors import PlanChangedMeanwhile, PlanNotSaved
from steward.plans.customer import requests as raised
from steward.plans.customer.requests import RaisedRequest, RaisedRequests
from steward.plans.files.store import Plans
from steward.plans.internal import handling as ours
from steward.plans.internal.handling import Handling, RequestHandling
from steward.services.requests.files import one_of, opened, opened_handling
from steward.workflow import ledger
from steward.workflow.ledger import LedgerEvent
from steward.workflow.requesting import LEDGER, NO_WAY_BACK, folded, reference_of, workflow_of

A = RequestAct
LEADING = (
    A.START, A.INVESTIGATE, A.CREDIT, A.CLOSE, A.SETTLE, A.AGREE, A.RESUME, A.GO_ON, A.RESOLVE, A.DECLINE, A.REPLY,
    A.WAIT, A.REOPEN, A.CLAIM, A.WITHDRAW, A.ASK_CANCEL, A.CANCEL,
)  # fmt: skip
"""What is pressed, that which leads on first."""
NEEDS_NOTHING_OPEN = (A.SETTLE, A.AGREE)
"""What ends a claim of which everything is decided."""


@dataclass(frozen=True, kw_only=True)
class NewRequest:
    """What is asked for when one is raised. `amount`: of a claim; `currency`: its code, where that is not the reporting
    currency."""

    said: RaisedRequest
    priority: Urgency = Urgency.NORMAL
    note: str = ""
    amount: float | None = None
    currency: str = ""


def raise_request(plans: Plans, account_id: str, new: NewRequest, who: str, today: date, zone: tzinfo = UTC) -> str:
    """Write it down and acknowledge it: its id, which no other of the account gets. `zone`: where the day begins on
    which they asked. Raises PlanNotSaved.

    The words first, then the event: whoever is killed between leaves a request that is not acknowledged yet."""
    if not new.said.subject.strip():
        raise PlanNotSaved("Say in a line what they ask.")
    if new.said.is_claim and not _is_amount(new.amount):
        raise PlanNotSaved("A dispute needs an amount.")
    asked = replace(new.said, subject=new.said.subject.strip(), opened_on=new.said.opened_on or today)
    request_id = _free(plans, account_id)
    noted = RequestHandling(request=request_id, priority=new.priority, internal_text=new.note)
    _edit_handling(plans, account_id, noted, who)

    def added(plan: RaisedRequests) -> RaisedRequests:
        return replace(plan, requests=(*plan.requests, replace(asked, id=request_id)))

    plans.edit(RaisedRequests, raised.FILE, account_id, added, who)
    acknowledge(plans, one_of(plans, account_id, request_id), who, today, new.amount, new.currency, zone)
    return request_id


def acknowledge(
    plans: Plans, one: WrittenRequest, who: str, today: date, amount: float | None = None, currency: str = "",
    zone: tzinfo = UTC,
) -> LedgerEvent:  # fmt: skip
    """Begin its course: of a claim with its amount, and its currency where that is another. Raises PlanNotSaved."""
    if one.is_claim and not _is_amount(amount):
        raise PlanNotSaved("A dispute needs an amount.")
    about: dict[str, Any] = {"cents": cents_of(amount)} if one.is_claim and amount else {}
    about |= {"currency": currency} if one.is_claim and currency else {}
    if (asked := one.said.opened_on) and asked < today:
        about["asked_at"] = datetime.combine(asked, time(), zone).isoformat()
    return _record(plans, one, A.RAISE, who, today, about)


def act(
    plans: Plans, one: WrittenRequest, what: RequestAct, who: str, today: date, *, turn: Turn | None = None,
    amount: float | None = None,
) -> LedgerEvent:  # fmt: skip
    """Let one thing happen to it. `turn`: whose it is then, of what waits; `amount`: of a claim, how much.

    Raises StepNotAllowed, PlanNotSaved; PlanChangedMeanwhile where something else happened since it was shown."""
    claim, about = one.record.claim, dict[str, Any]()
    if what is A.WAIT:
        about["turn"] = str(turn or Turn.CUSTOMER)
    if what in (A.CREDIT, A.CLAIM):
        about["cents"] = _amount(one, what, amount)
    if what in (A.DECLINE, A.WITHDRAW):
        about["cents"] = claim.open
    if what in NEEDS_NOTHING_OPEN and claim.open:
        raise PlanNotSaved("Decide of all of it first: what is left is credited, declined or withdrawn.")
    return _record(plans, one, what, who, today, about)


def take_back(plans: Plans, one: WrittenRequest, who: str, today: date) -> LedgerEvent:
    """What happened last counts for nothing. Raises PlanNotSaved where that was that it was raised."""
    if not can_take_back(one.record):
        raise PlanNotSaved("There is nothing to take back.")
    return _record(plans, one, A.TAKE_BACK, who, today, {})


def can_take_back(record: RequestRecord) -> bool:
    """Whether something happened to it that can be taken back: what is over stays so."""
    return record.last is not None and record.last.act not in NO_WAY_BACK and not record.state.is_over


def say(plans: Plans, account_id: str, said: RaisedRequest, noted: RequestHandling, who: str) -> str:
    """Write what both sides read, and what only we read, of a request or a ticket: its id. Raises PlanNotSaved."""
    request_id = said.id or _free(plans, account_id)
    _edit_handling(plans, account_id, replace(noted, request=request_id), who)

    def edited(plan: RaisedRequests) -> RaisedRequests:
        others = [one for one in plan.requests if one.id != request_id]
        place = next((n for n, one in enumerate(plan.requests) if one.id == request_id), len(others))
        others.insert(place, replace(said, id=request_id))
        return replace(plan, requests=tuple(others))

    plans.edit(RaisedRequests, raised.FILE, account_id, edited, who)
    return request_id


def next_acts(one: WrittenRequest) -> tuple[RequestAct, ...]:
    """What may happen to it now, that which leads on first."""
    if one.record.state is RequestState.NEW:
        return (A.RAISE,)
    allowed = set(workflow_of(one.is_claim).allowed(one.record.state.value))
    found = [each for each in LEADING if each.value in allowed]
    if one.record.turn is Turn.US:
        found = [each for each in found if each is not A.RESUME]
    if one.record.claim.open:
        return tuple(each for each in found if each not in NEEDS_NOTHING_OPEN)
    return tuple(each for each in found if each not in (A.CREDIT, A.DECLINE))


def _is_amount(said: float | None) -> bool:
    """Whether it comes to a cent at least."""
    return said is not None and isfinite(said) and cents_of(said) > 0


def _amount(one: WrittenRequest, what: RequestAct, amount: float | None) -> int:
    """What is credited or claimed, in cents; never more credited than is open, nor less claimed than is decided."""
    if amount is None or not _is_amount(amount):
        raise PlanNotSaved("Say an amount above 0.")
    cents, claim = cents_of(amount), one.record.claim
    if what is A.CREDIT and cents > claim.open:
        raise PlanNotSaved(f"Only {claim.open / 100:,.2f} of it is open.")
    if what is A.CLAIM and cents < claim.claimed - claim.open:
        raise PlanNotSaved(f"{(claim.claimed - claim.open) / 100:,.2f} of it is decided already.")
    return cents


def _free(plans: Plans, account_id: str) -> str:
    """The next id of an account's requests, held by its folder, that no file names."""
    folder = plans.to_change(account_id).joinpath(raised.FOLDER)
    used = {one.id for one in opened(plans, account_id).plan.requests}
    used |= {one.request for one in opened_handling(plans, account_id).plan.handling}
    with plans.alone(account_id, f"{raised.FOLDER}/new"):
        number = 1
        while f"R{number}" in used or folder.joinpath(f"R{number}").exists():
            number += 1
        folder.joinpath(f"R{number}").mkdir()
    return f"R{number}"


def _edit_handling(plans: Plans, account_id: str, noted: RequestHandling, who: str) -> None:
    """What only we read of one; nothing is written where nothing is said."""
    if noted == opened_handling(plans, account_id).plan.of(noted.request):
        return

    def edited(plan: Handling) -> Handling:
        others = tuple(one for one in plan.handling if one.request != noted.request)
        return replace(plan, handling=(*others, noted))

    plans.edit(Handling, ours.FILE, account_id, edited, who)


def _record(
    plans: Plans, one: WrittenRequest, what: RequestAct, who: str, today: date, about: Mapping[str, Any]
) -> LedgerEvent:
    """Add one line, if nothing happened since the request was read."""
    if not who.strip():
        raise PlanNotSaved("Nothing is saved without a name: say who you are first.")
    workflow_of(one.is_claim).after(one.record.state.value, what.value)
    file, reference = raised.file_of(one.said.id, LEDGER), reference_of(one.account_id, one.said.id)
    with plans.alone(one.account_id, file) as folder:
        now = folded(ledger.read(folder / file), reference, claim=one.is_claim)
        if now != one.record:
            raise PlanChangedMeanwhile("Something else happened to this request meanwhile: look at it, and try again.")
        try:
            said = {**about, "request": reference}
            return ledger.add(folder / file, who, what.value, said, at=moment_of(today))
        except OSError as problem:
            raise PlanNotSaved(f"It could not be written down: {problem.strerror or problem}.") from problem
