"""One request in a list, whether a support system has it or somebody raised it here, by both clocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from enum import IntEnum

from steward.domain.requests.claims import Claim
from steward.domain.requests.rates import AT_RISK, OVER
from steward.domain.requests.record import RequestRecord, TurnSpan
from steward.domain.requests.words import GIVEN_UP, RequestKind, RequestQueue, RequestState, Turn
from steward.plans.company.request_rules import UsedRules
from steward.plans.customer.requests import RaisedRequest
from steward.plans.internal.handling import RequestHandling
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.requests import TicketKnown, WaitingTicket
from steward.workflow.request_clock import RequestClock, clock_of

NOBODY = "Nobody yet"
TURNS = {one.value: one for one in Turn}
RESOLVED = "none"
"""How the data calls the turn of a ticket that only waits to be confirmed."""


class Reached(IntEnum):
    """Who has to hear of a request by now."""

    NOBODY = 0
    OWNER = 1
    MANAGER = 2
    LEADERSHIP = 3


@dataclass(frozen=True)
class WrittenRequest:
    """A request as its files and its ledger say it."""

    account_id: str
    said: RaisedRequest
    handling: RequestHandling
    record: RequestRecord

    def spans(self, zone: tzinfo) -> tuple[TurnSpan, ...]:
        """Whose turn it was; one that nobody acknowledged waits for us since the day they asked began in our zone."""
        begun = self.said.opened_on
        if self.record.spans or begun is None:
            return self.record.spans
        return (TurnSpan(datetime.combine(begun, time(), zone), None, Turn.US),)

    @property
    def is_claim(self) -> bool:
        """Whether it is about an amount: as it was when it was raised, whatever its kind is called since."""
        return self.record.is_claim if self.record.happened else self.said.is_claim

    @property
    def corrects_an_invoice(self) -> bool:
        """Whether it puts right what a line of an order is billed; one that was withdrawn or cancelled does not."""
        billed = self.is_claim or self.said.queue is RequestQueue.ACCOUNTING
        return bool(self.said.order_line) and billed and self.record.state not in GIVEN_UP


@dataclass(frozen=True, kw_only=True)
class ListedRequest:
    """One line of the list. `turn` None: nothing is left to do but to confirm; `due_at`: by when the source wants it
    resolved; `written`: what people said of it here; `disagrees`: where our ledger and the data say different things.
    """

    account_id: str
    account: str
    key: str
    subject: str
    queue: str
    kind: RequestKind | None
    priority: str
    owner_id: str
    owner: str
    state: str
    is_open: bool
    turn: Turn | None
    turn_since: datetime | None
    opened_at: datetime | None
    ended_at: datetime | None
    clock: RequestClock
    reached: Reached
    reopened: int = 0
    ticket_id: str = ""
    due_at: datetime | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    written: WrittenRequest | None = None
    disagrees: str = ""

    @property
    def claim(self) -> Claim:
        """What is claimed with it."""
        return self.written.record.claim if self.written else Claim()

    @property
    def currency(self) -> str:
        """Of its claim, where that is not the reporting currency."""
        return self.written.record.currency if self.written else ""

    @property
    def promised_for(self) -> date | None:
        """The day we said it would be done."""
        return self.written.said.promised_for if self.written else None

    @property
    def late(self) -> bool:
        """Whether it is not resolved and should be: by our rules, by the source's own limit, or by our word."""
        if not self.is_open or self.turn is None:
            return False
        now = self.clock.now
        over = (self.clock.used or 0) >= OVER or (self.due_at is not None and now > self.due_at)
        return over or (self.promised_for is not None and now.date() > self.promised_for)

    @property
    def at_risk(self) -> bool:
        """Whether most of its time is used, or all of it."""
        return self.is_open and self.turn is not None and ((self.clock.used or 0) >= AT_RISK or self.late)

    @property
    def waited_days(self) -> float:
        """Days since they asked, on the wall."""
        return self.clock.waited / 60 / 24

    @property
    def worked_hours(self) -> float:
        """Hours at work that count, of ours."""
        return self.clock.worked / 60


def of_ticket(
    row: WaitingTicket, account: BookRow, rules: UsedRules, now: datetime, written: WrittenRequest | None = None
) -> ListedRequest:  # fmt: skip
    """A ticket of the feed, whose state and dates are the source's; `written`: what people said of it here."""

    opened, since = _utc(row.opened_at), _utc(row.turn_since) if row.turn_since else None
    turn = None if row.turn == RESOLVED else TURNS.get(row.turn, Turn.US)
    spans = _spans(opened, turn, since)
    ended = _utc(row.resolved_at) if row.resolved_at else None
    replied = _utc(row.first_replied_at) if row.first_replied_at else None
    level = rules.level(row.queue, row.priority)
    clock = clock_of(spans, level, now, ended, replied, row.paused_minutes or 0.0)
    return ListedRequest(
        account_id=row.account_id, account=account.name, key=f"{row.account_id}/{row.ticket_id}",
        subject=row.subject or "Without a subject", queue=row.queue, kind=_kind(row.kind), priority=row.priority,
        owner_id=row.owner_id or "", owner=row.owner or NOBODY, is_open=True, turn=turn, turn_since=spans[-1].since,
        state=RequestState.RESOLVED.label if turn is None else "Open", opened_at=opened, ended_at=ended, clock=clock,
        reached=_reached(clock, rules, turn), reopened=row.reopened, ticket_id=row.ticket_id,
        due_at=_utc(row.due_at) if row.due_at else None, written=written,
        about={"Site": row.site or "", "Incident": row.incident_id or "", "Ticket": row.ticket_id},
        disagrees=_disagrees(written, open_there=True),
    )  # fmt: skip


def of_written(
    one: WrittenRequest, account: BookRow, rules: UsedRules, now: datetime, names: Mapping[str, str],
    ticket: TicketKnown | None = None,
) -> ListedRequest:  # fmt: skip
    """A request that was raised here. `ticket`: of the data, where it names one that is closed there or not in it."""
    said, record = one.said, one.record
    queue, priority = str(said.queue or ""), str(one.handling.priority or "")
    spans = one.spans(now.tzinfo or UTC)
    clock = clock_of(spans, rules.level(queue, priority), now, record.ended_at, record.replied_at)
    closed = _theirs_closed(one, ticket)
    turn = None if closed else record.turn
    return ListedRequest(
        account_id=one.account_id, account=account.name, key=f"{one.account_id}/{said.id}", subject=said.subject,
        queue=queue, kind=said.kind, priority=priority, owner_id=said.owner,
        owner=names.get(said.owner, said.owner) or NOBODY, state="Closed" if closed else record.state_said,
        is_open=not closed and not record.state.is_over, turn=turn,
        turn_since=spans[-1].since if spans else None,
        opened_at=spans[0].since if spans else None, ended_at=record.ended_at, clock=clock,
        reached=_reached(clock, rules, turn), reopened=record.reopened, ticket_id=said.ticket, written=one,
        about={
            "Site": names.get(said.site, said.site), "Incident": said.incident, "Ticket": said.ticket,
            "Order line": said.order_line, "Invoice": " ".join(filter(None, (said.invoice, said.invoice_line))),
        },
        disagrees=_disagrees(one, open_there=ticket.closed_at is None) if ticket else "",
    )  # fmt: skip


def is_of_ticket(one: WrittenRequest) -> bool:
    """Whether it only says more of a ticket, whose state the source owns: what was raised has a course of its own."""
    return bool(one.said.ticket) and one.record.state is RequestState.NEW


def _theirs_closed(one: WrittenRequest, ticket: TicketKnown | None) -> bool:
    return is_of_ticket(one) and (ticket is None or ticket.closed_at is not None)


def _spans(opened: datetime, turn: Turn | None, since: datetime | None) -> tuple[TurnSpan, ...]:
    if turn is Turn.US or since is None or since <= opened:
        return (TurnSpan(opened, None, turn),)
    return (TurnSpan(opened, since, Turn.US), TurnSpan(since, None, turn))


def _reached(clock: RequestClock, rules: UsedRules, turn: Turn | None) -> Reached:
    used = clock.used
    if used is None or turn is None:
        return Reached.NOBODY
    steps = (rules.leadership_at, rules.manager_at, rules.owner_at)
    levels = (Reached.LEADERSHIP, Reached.MANAGER, Reached.OWNER)
    return next((level for at, level in zip(steps, levels, strict=True) if used >= at), Reached.NOBODY)


def _disagrees(written: WrittenRequest | None, *, open_there: bool) -> str:
    """What the data says of a ticket and our ledger does not; empty where they agree, or one says nothing."""
    if written is None or is_of_ticket(written):
        return ""
    over = written.record.state.is_over
    if over and open_there:
        return f"{written.record.state.label} here, open as ticket {written.said.ticket}"
    return f"Open here, closed as ticket {written.said.ticket}" if not over and not open_there else ""


def _kind(said: str | None) -> RequestKind | None:
    word = (said or "").strip().lower()
    return next((one for one in RequestKind if one.value == word), None)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
