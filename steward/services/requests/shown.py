"""The requests of an account as the customer may be told of them: imports nothing that is ours alone.

One is told as soon as it has words for them. Of its ledger, which has no words, the course is read."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from steward.briefings.customer.requests.requests import CustomerRequests, customer_requests
from steward.briefings.customer.requests.told import ToldRequest
from steward.briefings.customer.subject import Subject
from steward.domain.requests.record import RequestRecord, TurnSpan
from steward.domain.requests.words import RequestState, Turn
from steward.errors import StewardError
from steward.plans.customer.requests import FILE, FOLDER, RaisedRequest, RaisedRequests, file_of
from steward.plans.files.store import Plans
from steward.warehouse.rows.customer.account import colleague_names, contacts
from steward.warehouse.rows.customer.offered import sites
from steward.warehouse.rows.customer.requests import TicketTurn, ticket_turns
from steward.workflow import ledger
from steward.workflow.requesting import LEDGER, folded, reference_of

__all__ = ["CustomerRequests", "brief", "shown", "state_of"]

_TURNS = {one.value: one for one in Turn}


def shown(about: Subject, plans: Plans) -> tuple[ToldRequest, ...]:
    """Those that have words for the customer, what waits longest first. None of a family that is told as one."""
    if about.covers:
        return ()
    found = [one for one in _told(about, plans) if one.said.is_shown]
    return tuple(sorted(found, key=lambda one: (not one.is_open, -(one.days or 0), one.said.id)))


def brief(about: Subject, plans: Plans) -> CustomerRequests | None:
    """Brief on them; None where none has words for the customer."""
    found = shown(about, plans)
    return customer_requests(about, found) if found else None


def state_of(plans: Plans, account_id: str) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of an account's requests from another."""
    folder = plans.of(account_id)
    found = [folder / FILE, *sorted((folder / FOLDER).glob(f"*/{LEDGER}"))]
    held = [(path.as_posix(), path.stat()) for path in found if path.is_file()]
    return tuple((path, one.st_mtime_ns, one.st_size) for path, one in held)


def _told(about: Subject, plans: Plans) -> Iterator[ToldRequest]:
    account_id, now = about.account_id, about.warehouse.now
    said = plans.open(RaisedRequests, FILE, account_id).plan.requests
    if not said:
        return
    tickets = ticket_turns(about.warehouse, account_id) if any(one.ticket for one in said) else {}
    names = {
        **colleague_names(about.warehouse),
        **{one.contact_id: one.name for one in contacts(about.warehouse, account_id)},
    }  # fmt: skip
    places = {one.site_id: one.name for one in sites(about.warehouse, account_id)}
    for one in said:
        if one.id:
            record = _of_ticket(one, _record(plans, account_id, one), tickets)
            yield ToldRequest(
                one, record, now, names.get(one.owner, one.owner), places.get(one.site, one.site),
                names.get(one.asked_by, one.asked_by),
            )  # fmt: skip


def _record(plans: Plans, account_id: str, one: RaisedRequest) -> RequestRecord:
    path: Path = plans.of(account_id) / file_of(one.id, LEDGER)
    try:
        return folded(ledger.read(path), reference_of(account_id, one.id), claim=one.is_claim)
    except OSError as problem:
        raise StewardError(f"{path.name} cannot be read: {problem.strerror or problem}.") from problem


def _of_ticket(one: RaisedRequest, record: RequestRecord, tickets: Mapping[str, TicketTurn]) -> RequestRecord:
    """What the source says of the ticket that it only says more of; one that is not open there is closed."""
    if not one.ticket or record.state is not RequestState.NEW:
        return record
    row = tickets.get(one.ticket)
    if row is None:
        return RequestRecord(state=RequestState.CLOSED)
    turn, opened = _TURNS.get(row.turn), row.opened_at.replace(tzinfo=UTC)
    ended: datetime | None = row.resolved_at.replace(tzinfo=UTC) if row.resolved_at else None
    states = {Turn.US: RequestState.IN_PROGRESS, None: RequestState.RESOLVED}
    return RequestRecord(
        state=states.get(turn, RequestState.PENDING), spans=(TurnSpan(opened, None, turn),), ended_at=ended
    )
