"""Requests for the customer: what is open and whose turn it is, what is disputed, and what was done lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.base import about as told_of
from steward.briefings.customer.requests.told import TURNS, ToldRequest
from steward.briefings.customer.subject import Subject
from steward.domain.requests.claims import Claim
from steward.domain.requests.words import Turn
from steward.exhibits import COUNT, DAYS, Better, Cell, Column, Figure, Receipt, Table, Unit, listed, money
from steward.exhibits.wording import capital, counted
from steward.plans.customer.requests import FILE

PLAIN = Unit("number", decimals=2)
LATELY = timedelta(days=92)
"""For how long what is done stands on the page."""
YOU = TURNS[Turn.CUSTOMER]


@dataclass(frozen=True, kw_only=True)
class CustomerRequests(CustomerBriefing):
    """What they asked of us. `told`: each of them, open ones first."""

    waiting: Table | None
    claims: Table | None
    done: Table | None
    foreign_claims: Table | None = None


def customer_requests(about: Subject, found: Sequence[ToldRequest]) -> CustomerRequests:
    """Brief on the requests that the customer may read."""
    still = [one for one in found if one.is_open]
    return CustomerRequests(
        **told_of(about),  # type: ignore[arg-type]
        headline=_headline(still),
        figures=_figures(about, found, still),
        waiting=_waiting(about, still),
        claims=claims_table(about, found),
        foreign_claims=foreign_table(about, found),
        done=_done(about, found),
    )


def cents(about: Subject) -> Unit:
    """The reporting currency to the cent."""
    return money(about.warehouse.facts.currency, 2)


def receipt(about: Subject, metric: str) -> Receipt:
    """A receipt for what both sides wrote."""
    return Receipt(metric, about.as_of, f"{FILE}, requests")


def _headline(still: Sequence[ToldRequest]) -> str:
    if not still:
        return "Nothing you asked of us is open"
    yours = sum(one.turn == YOU for one in still)
    return f"{capital(counted(len(still), 'request'))} open, {f'{yours:,} waiting for you' if yours else 'all with us'}"


def _figures(about: Subject, found: Sequence[ToldRequest], still: Sequence[ToldRequest]) -> tuple[Figure, ...]:
    yours, total = sum(one.turn == YOU for one in still), total_of(found)
    days = [one.days for one in still if one.days is not None]
    figures = (
        about.figure(
            "your_requests.open", "Open requests", len(still), COUNT, receipt(about, "open requests"),
            better=Better.LOWER,
        ),
        about.figure(
            "your_requests.yours", "Waiting for you", yours, COUNT, receipt(about, "open requests"),
            better=Better.NEITHER,
        ),
        about.figure(
            "your_requests.oldest", "Oldest open request", max(days, default=None), DAYS, receipt(about, "their clock"),
            why="Nothing is open.", better=Better.LOWER,
        ),
    )  # fmt: skip
    if not total.claimed:
        return figures
    disputed = about.figure(
        "your_requests.disputed", "Disputed and open", total.open / 100, cents(about), receipt(about, "disputes"),
        note=f"{cents(about).text(total.credited / 100)} credited" if total.credited else "", better=Better.LOWER,
    )  # fmt: skip
    return (*figures, disputed)


def total_of(found: Sequence[ToldRequest]) -> Claim:
    """All that is disputed in the reporting currency, and what became of it."""
    return sum((one.claim for one in found if not one.currency), Claim())


def _waiting(about: Subject, still: Sequence[ToldRequest]) -> Table | None:
    if not still:
        return None
    oldest = max(still, key=lambda one: one.days or 0)
    since = f", for {counted(oldest.days, 'day')}" if oldest.days else ""
    return Table(
        id="your_requests.open", title=f"Longest open: {oldest.title}{since}",
        alt="Table of your open requests with who sees to each, whose turn it is, and what is promised.",
        receipt=receipt(about, "their clock"), note="Days since you asked, whoever’s turn it was.",
        columns=(
            Column("Request", wide=True), Column("Where it stands", wide=True), Column("State"), Column("Turn"),
            Column("Days", DAYS), Column("Promised for"), Column("With"), Column("About"),
        ),
        rows=tuple(_row(one) for one in still),
    )  # fmt: skip


def _row(one: ToldRequest) -> tuple[Cell, ...]:
    said = one.said.customer_text.strip()
    need = f" We need from you: {one.said.need.strip().rstrip('.')}." if one.said.need.strip() else ""
    return (
        one.title, f"{said}{need}", one.state, one.turn, one.days, one.said.promised_for, one.owner or None,
        one.about or None,
    )  # fmt: skip


def claims_table(about: Subject, found: Sequence[ToldRequest]) -> Table | None:
    """What is disputed, and what became of its parts, which add up; None where nothing is."""
    claims = [one for one in found if one.claim.claimed and not one.currency]
    if not claims:
        return None
    unit, total = cents(about), total_of(claims)
    said = f"{unit.text(total.open / 100)} of {unit.text(total.claimed / 100)} disputed is still open"
    return Table(
        id="your_requests.claims",
        title=said if total.open else f"All of the {unit.text(total.claimed / 100)} disputed is decided",
        alt="Table of disputed amounts with what was credited, declined, withdrawn and is open.",
        receipt=receipt(about, "disputes"), note="Disputed is credited, declined, withdrawn and open together.",
        columns=(
            Column("Dispute", wide=True), Column("About"), Column("State"), Column("Disputed", unit),
            Column("Credited", unit), Column("Declined", unit), Column("Withdrawn", unit), Column("Open", unit),
        ),
        rows=tuple(_claim(one) for one in claims),
    )  # fmt: skip


def foreign_table(about: Subject, found: Sequence[ToldRequest]) -> Table | None:
    """What is disputed in other currencies, which is added to nothing."""
    claims = [one for one in found if one.claim.claimed and one.currency]
    if not claims:
        return None
    still = [money(one.currency, 2).text(one.claim.open / 100) for one in claims if one.claim.open]
    return Table(
        id="your_requests.foreign_claims",
        title=f"{capital(counted(len(claims), 'dispute'))} in another currency: "
        + (f"{listed(still)} still open" if still else "all decided"),
        alt="Table of disputed amounts in other currencies with what became of each.",
        receipt=receipt(about, "disputes"), note="Amounts in their own currency: they are in no sum.",
        columns=(
            Column("Dispute", wide=True), Column("About"), Column("State"), Column("Currency"),
            Column("Disputed", PLAIN), Column("Credited", PLAIN), Column("Declined", PLAIN),
            Column("Withdrawn", PLAIN), Column("Open", PLAIN),
        ),
        rows=tuple((*_claim(one)[:3], one.currency, *_claim(one)[3:]) for one in claims),
    )  # fmt: skip


def _claim(one: ToldRequest) -> tuple[Cell, ...]:
    claim = one.claim
    parts = (claim.claimed, claim.credited, claim.declined, claim.withdrawn, claim.open)
    return (one.title, one.about or None, one.state, *(each / 100 for each in parts))


def _done(about: Subject, found: Sequence[ToldRequest]) -> Table | None:
    """What was done lately, the last first."""
    since = about.now - LATELY
    over = [one for one in found if not one.is_open and one.ended_on and one.ended_on >= since]
    if not over:
        return None
    last = sorted(over, key=lambda one: (one.ended_on or since, one.title), reverse=True)
    return Table(
        id="your_requests.done", title=f"{capital(counted(len(last), 'request'))} done in three months",
        alt="Table of your requests that were done lately.", receipt=receipt(about, "their clock"),
        columns=(
            Column("Request", wide=True), Column("What was done", wide=True), Column("State"), Column("Done on"),
            Column("Days", DAYS),
        ),
        rows=tuple((one.title, one.said.customer_text.strip(), one.state, one.ended_on, one.days) for one in last),
    )  # fmt: skip
