"""Requests as tables: what is at risk, what waits and for whom, what is disputed, and how the teams stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from steward.briefings.internal.requests.figures import cents, receipt, total_of
from steward.briefings.internal.requests.listed import NOBODY, ListedRequest
from steward.briefings.internal.scope.book import Book
from steward.domain.labels import label_of
from steward.domain.requests.rates import quantile
from steward.domain.requests.words import RequestQueue, Turn
from steward.exhibits import COUNT, DAYS, HOURS, PERCENT, Cell, Column, Table, Unit, listed, money, without
from steward.exhibits.wording import capital, counted

WHOLE = replace(PERCENT, decimals=0)
PLAIN = Unit("number", decimals=2)
MOST = 200
"""As many lines as somebody reads; what is behind them is in the figures."""
_QUEUES: Mapping[str, str] = {one.value: one.label for one in RequestQueue}
TWO_CLOCKS = (
    "Our clock: hours at work while it was our turn, of those allowed. Their clock: days since they asked, whoever’s "
    "turn it was."
)


def queue_name(queue: str) -> str:
    """A queue as people read it; one that only the source knows as it calls it."""
    return _QUEUES.get(queue, capital(queue))


def waiting_table(book: Book, found: Sequence[ListedRequest], *, alone: bool) -> Table | None:
    """What is open, the most pressing first; None where nothing is. `alone`: it is of one account's page."""
    still = [one for one in found if one.is_open]
    if not still:
        return None
    shown = still[:MOST]
    more = f"; here are the {MOST} most pressing" if len(shown) < len(still) else ""
    late = sum(one.late for one in still)
    whole = Table(
        id="requests.open", title=f"{capital(counted(len(still), 'request'))} open, {late or 'none'} late{more}",
        alt="Table of open requests with owner, whose turn it is, and both clocks.",
        receipt=receipt(book, "request clock"), note=TWO_CLOCKS, keys=tuple(one.key for one in shown),
        columns=(
            Column("Account"), Column("Request", wide=True), Column("Whose turn"), Column("For", DAYS),
            Column("Their clock", DAYS), Column("Our clock", HOURS), Column("Used", WHOLE), Column("Promised for"),
            Column("Owner"), Column("Queue"), Column("State"),
        ),
        rows=tuple(_row(one) for one in shown),
    )  # fmt: skip
    return without(whole, "Account") if alone else whole


def differing_table(book: Book, found: Sequence[ListedRequest]) -> Table | None:
    """Requests of which the support system says something else than their ledger here, for Data health."""
    differ = [one for one in found if one.disagrees]
    if not differ:
        return None
    return Table(
        id="load.requests",
        title=f"{capital(counted(len(differ), 'request'))} told otherwise here than in the support system",
        alt="Table of requests of which ledger and data differ: account, request, what differs.",
        receipt=receipt(book, "request clock"),
        note="Neither is changed by the other: put right whichever is wrong, where it is kept.",
        keys=tuple(one.key for one in differ),
        columns=(Column("Account"), Column("Request", wide=True), Column("What differs", wide=True)),
        rows=tuple((one.account, one.subject, one.disagrees) for one in differ),
    )


def _row(one: ListedRequest) -> tuple[Cell, ...]:
    used = one.clock.used
    return (
        one.account, one.subject, turn_of(one.turn), _days_since(one), round(one.waited_days, 1),
        round(one.worked_hours, 1), None if used is None else round(100 * used), one.promised_for, one.owner,
        queue_name(one.queue), one.disagrees or one.state,
    )  # fmt: skip


def turn_of(turn: Turn | None) -> str:
    """Whose turn it is, in words."""
    return turn.label if turn else "To be confirmed"


def _days_since(one: ListedRequest) -> float | None:
    return None if one.turn_since is None else days_between(one.turn_since, one.clock.now)


def days_between(since: datetime, now: datetime) -> float:
    """Days on the wall, to a tenth."""
    return round(max(0.0, (now - since).total_seconds() / 86_400), 1)


def claims_table(book: Book, found: Sequence[ListedRequest], *, alone: bool) -> Table | None:
    """Every claim with what became of its parts, open ones first; None where there is none. The parts add up."""
    claims = _claims(one for one in found if not one.currency)
    if not claims:
        return None
    total, unit = total_of(claims), cents(book)
    told = f"{unit.text(total.open / 100)} of {unit.text(total.claimed / 100)} disputed is open"
    whole = Table(
        id="requests.claims", title=told if total.open else f"All of {unit.text(total.claimed / 100)} is decided",
        alt="Table of disputes with what was credited, declined, withdrawn and is open.",
        receipt=receipt(book, "disputes"), note="Disputed is credited, declined, withdrawn and open together.",
        keys=tuple(one.key for one in claims),
        columns=(
            Column("Account"), Column("Dispute", wide=True), Column("Invoice"), Column("State"),
            Column("Disputed", unit), Column("Credited", unit), Column("Declined", unit), Column("Withdrawn", unit),
            Column("Open", unit), Column("Their clock", DAYS),
        ),
        rows=tuple(_claim(one) for one in claims),
    )  # fmt: skip
    return without(whole, "Account") if alone else whole


def foreign_table(book: Book, found: Sequence[ListedRequest], *, alone: bool) -> Table | None:
    """Claims in other currencies than the reporting one, which are added to nothing."""
    claims = _claims(one for one in found if one.currency)
    if not claims:
        return None
    still = [f"{money(one.currency, 2).text(one.claim.open / 100)}" for one in claims if one.claim.open]
    whole = Table(
        id="requests.foreign_claims",
        title=f"{capital(counted(len(claims), 'dispute'))} in another currency: "
        + (f"{listed(still)} open" if still else "all decided"),
        alt="Table of disputes in other currencies with what was credited, declined, withdrawn and is open.",
        receipt=receipt(book, "disputes"), note="Amounts in their own currency: they are in no sum.",
        keys=tuple(one.key for one in claims),
        columns=(
            Column("Account"), Column("Dispute", wide=True), Column("Invoice"), Column("State"), Column("Currency"),
            Column("Disputed", PLAIN), Column("Credited", PLAIN), Column("Declined", PLAIN),
            Column("Withdrawn", PLAIN), Column("Open", PLAIN), Column("Their clock", DAYS),
        ),
        rows=tuple((*_claim(one)[:4], one.currency, *_claim(one)[4:]) for one in claims),
    )  # fmt: skip
    return without(whole, "Account") if alone else whole


def _claims(found: Iterable[ListedRequest]) -> list[ListedRequest]:
    """Those with a claim, open ones and large ones first."""
    return sorted((one for one in found if one.claim.claimed), key=lambda one: (not one.is_open, -one.claim.open))


def _claim(one: ListedRequest) -> tuple[Cell, ...]:
    claim = one.claim
    parts = (claim.claimed, claim.credited, claim.declined, claim.withdrawn, claim.open)
    return (
        one.account, one.subject, one.about.get("Invoice") or None, one.state, *(cents / 100 for cents in parts),
        round(one.waited_days, 1),
    )  # fmt: skip


def closed_table(book: Book, found: Iterable[ListedRequest], *, alone: bool) -> Table | None:
    """What was raised here and is over, the latest first; None where nothing is."""
    over = [one for one in found if one.written and not one.is_open]
    shown = sorted(over, key=lambda one: str(one.ended_at or ""), reverse=True)[:MOST]
    if not shown:
        return None
    whole = Table(
        id="requests.closed", title=f"{capital(counted(len(over), 'request'))} over",
        alt="Table of requests that are over, with how long they took by both clocks.",
        receipt=receipt(book, "request clock"), note=TWO_CLOCKS, keys=tuple(one.key for one in shown),
        columns=(
            Column("Account"), Column("Request", wide=True), Column("Queue"), Column("Owner"), Column("State"),
            Column("Ended on"), Column("Our clock", HOURS), Column("Their clock", DAYS),
        ),
        rows=tuple(
            (
                one.account, one.subject, queue_name(one.queue), one.owner, one.state,
                one.ended_at.date() if one.ended_at else None, round(one.worked_hours, 1), round(one.waited_days, 1),
            )
            for one in shown
        ),
    )  # fmt: skip
    return without(whole, "Account") if alone else whole


def team_table(book: Book, found: Sequence[ListedRequest]) -> Table | None:
    """Each queue: what is open, with us, late, nobody's, and how long it has waited; None where nothing is open."""
    still = [one for one in found if one.is_open]
    queues: dict[str, list[ListedRequest]] = {}
    for one in still:
        queues.setdefault(one.queue, []).append(one)
    if not queues:
        return None
    order = sorted(queues, key=lambda name: (-sum(one.late for one in queues[name]), -len(queues[name]), name))
    most = queues[order[0]]
    late = sum(one.late for one in most)
    said = f"{queue_name(order[0])} has {counted(late, 'late request')}" if late else "No queue has a late request"
    return Table(
        id="requests.queues", title=said, alt="Table of queues with open requests, late ones and how long they wait.",
        receipt=receipt(book, "open requests"),
        columns=(
            Column("Queue"), Column("Open", COUNT), Column("Our turn", COUNT), Column("At risk", COUNT),
            Column("Late", COUNT), Column("Unassigned", COUNT), Column("Median age", DAYS),
            Column("90th percentile", DAYS),
        ),
        rows=tuple(_queue(name, queues[name]) for name in order),
    )  # fmt: skip


def _queue(name: str, held: Sequence[ListedRequest]) -> tuple[Cell, ...]:
    days = [one.waited_days for one in held if one.turn is not None]
    half, most = quantile(days, 0.5), quantile(days, 0.9)
    return (
        queue_name(name), len(held), sum(one.turn is Turn.US for one in held), sum(one.at_risk for one in held),
        sum(one.late for one in held), sum(one.owner == NOBODY for one in held),
        None if half is None else round(half, 1), None if most is None else round(most, 1),
    )  # fmt: skip


def kind_of(one: ListedRequest) -> str:
    """What is asked for, in words."""
    return label_of(one.kind) if one.kind else "Request"
