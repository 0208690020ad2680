"""What partners registered, here or in a feed: what is to be decided, by when, and what speaks against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from steward.briefings.internal.scope.book import Book
from steward.domain.channel.registering import TO_DECIDE, Against, Claim, Conflict, RegistrationState
from steward.exhibits import COUNT, Column, Receipt, Table, Unit, day_text
from steward.exhibits.wording import capital, counted
from steward.plans.internal.channel import FILE
from steward.plans.internal.registration_states import RegistrationEvent, RegistrationStanding

SOON = 14
"""Days before the end of a protection from which it is somebody's matter."""
NO_CONFLICT = "nothing against it"


@dataclass(frozen=True, kw_only=True)
class ListedRegistration:
    """One registration. `decide_by`: the end of the hours it is to be decided in; `manager_id`: who of us looks after
    the partner; `standing`: of one that was raised here, None where a feed tells it; `reason`: of its decision."""

    account_id: str
    account: str
    registration_id: str
    partner_id: str
    partner: str
    what: str
    family: str
    opportunity_id: str
    value: Decimal | None
    close_on: date | None
    state: RegistrationState
    submitted_on: date | None
    decide_by: datetime | None
    protected_until: date | None
    manager_id: str | None
    manager: str | None
    reason: str = ""
    conflicts: tuple[Conflict, ...] = ()
    standing: RegistrationStanding | None = None

    @property
    def key(self) -> str:
        """What tells it from those of all accounts."""
        return f"{self.account_id}/{self.registration_id}"

    @property
    def to_decide(self) -> bool:
        """Whether somebody of us is to decide."""
        return self.state in TO_DECIDE

    @property
    def forbidden(self) -> bool:
        """Whether nothing can be approved as things stand."""
        return any(one.against.forbids for one in self.conflicts)

    @property
    def claim(self) -> Claim:
        """As another is held against it."""
        return Claim(self.registration_id, self.partner_id, self.family, self.state, self.protected_until)

    @property
    def events(self) -> tuple[RegistrationEvent, ...]:
        """What may happen to it here; one that a feed tells is decided in its own system."""
        return self.standing.events if self.standing else ()

    def days_left(self, today: date) -> int | None:
        """Days that it still protects; None where it does not, or nobody said until when."""
        live = self.state is RegistrationState.APPROVED and self.protected_until is not None
        return (self.protected_until - today).days if live and self.protected_until else None

    def overdue(self, now: datetime) -> bool:
        """Whether the hours for its decision are over."""
        return self.to_decide and self.decide_by is not None and self.decide_by < now

    def ends_soon(self, today: date) -> bool:
        """Whether its protection ends within two weeks and nothing came of it yet."""
        left = self.days_left(today)
        return left is not None and 0 <= left <= SOON


def conflict_words(one: Conflict, names: Mapping[str, str], money: Unit) -> str:
    """What speaks against it, with what it rests on."""
    who = names.get(one.who, one.who)
    worth = f", {money.compact(one.amount)} a month" if one.amount is not None else ""
    match one.against:
        case Against.PROTECTED:
            until = f" until {day_text(one.since)}" if one.since else ""
            return f"{one.evidence} of {who} is approved and protects{until}"
        case Against.WAITING:
            return f"{one.evidence} of {who} waits for a decision too"
        case Against.OF_RECORD:
            return f"{who} is of record"
        case Against.SELLING:
            since = f", open since {day_text(one.since)}" if one.since else ""
            return f"“{one.called}” ({one.evidence}) is sold {f'with {who}' if who else 'by ourselves'}{since}{worth}"
        case Against.BUYING:
            return f"They buy {one.evidence} already, {f'through {who}' if who else 'from us directly'}{worth}"
        case Against.DIRECT:
            return "We look after them without a partner"


def decide_table(book: Book, found: Sequence[ListedRegistration], names: Mapping[str, str]) -> Table | None:
    """What is to be decided, the first due first."""
    rows = sorted((one for one in found if one.to_decide), key=lambda one: _due(one) or date.max)
    if not rows:
        return None
    against = sum(bool(one.conflicts) for one in rows)
    title = f"{capital(counted(len(rows), 'registration'))} to decide"
    return Table(
        id="channel.to_decide",
        title=f"{title}, something speaks against {against}" if against else f"{title}, nothing speaks against any",
        alt=f"Table of {len(rows)} registrations with partner, account, value, when they are due and what is against.",
        receipt=_receipt(book),
        note="Tick a row to see the evidence and to decide. Due: by the hours at work of the company's calendar.",
        keys=tuple(one.key for one in rows),
        columns=(
            Column("Partner"), Column("Account"), Column("What"), Column("Due"), Column("State", state=True),
            Column("Against", wide=True), Column("Value", book.money), Column("Product family"), Column("Submitted"),
        ),
        rows=tuple(
            (
                one.partner, one.account, one.what, _due(one), one.state.label,
                "; ".join(conflict_words(each, names, book.money) for each in one.conflicts) or NO_CONFLICT,
                one.value, one.family or None, one.submitted_on,
            )
            for one in rows
        ),
    )  # fmt: skip


def _due(one: ListedRegistration) -> date | None:
    return one.decide_by.date() if one.decide_by else None


def registration_table(book: Book, found: Sequence[ListedRegistration]) -> Table | None:
    """All the others: those that protect first, by the day that ends; then what became of the rest."""
    rows = sorted((one for one in found if not one.to_decide), key=lambda one: _place(one, book.now))
    if not rows:
        return None
    live = [one for one in rows if one.state is RegistrationState.APPROVED]
    soon = sum(one.ends_soon(book.now) for one in live)
    said = f"{capital(counted(len(live), 'registration'))} {'protects' if len(live) == 1 else 'protect'} an opportunity"
    return Table(
        id="channel.registrations",
        title=f"{said}, {soon} for {SOON} days at most" if soon else f"{said}, none ends within {SOON} days",
        alt=f"Table of {len(rows)} registrations with partner, account, state and how long they protect.",
        receipt=_receipt(book),
        keys=tuple(one.key for one in rows),
        columns=(
            Column("Partner"), Column("Account"), Column("What"), Column("Product family"), Column("Value", book.money),
            Column("State", state=True), Column("Protected until"), Column("Days left", COUNT),
            Column("Reason", wide=True),
        ),
        rows=tuple(
            (
                one.partner, one.account, one.what, one.family or None, one.value, one.state.label,
                one.protected_until, one.days_left(book.now), one.reason or None,
            )
            for one in rows
        ),
    )  # fmt: skip


def _place(one: ListedRegistration, today: date) -> tuple[bool, int, date]:
    left = one.days_left(today)
    return left is None, left or 0, one.submitted_on or date.max


def _receipt(book: Book) -> Receipt:
    return Receipt(
        "registration", book.as_of, f"internal.registrations; {FILE}, registrations", (), ("partner_registrations",)
    )
