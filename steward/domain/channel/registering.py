"""What partners register: what speaks against it, with evidence, and how long an approval protects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.domain.labels import Labelled


class RegistrationState(Labelled):
    """How far a registration is."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    UNDER_REVIEW = "under review", "Under review"
    APPROVED = "approved", "Approved"
    CONVERTED = "converted", "Converted"
    REJECTED = "rejected", "Rejected"
    CANCELLED = "cancelled", "Cancelled"
    EXPIRED = "expired", "Expired"


STATES = {one.value: one for one in RegistrationState}
S = RegistrationState
TO_DECIDE = (S.SUBMITTED, S.UNDER_REVIEW)
"""The states in which somebody of us is to decide."""


class Against(Labelled):
    """What speaks against a registration. The first forbids an approval, the others are for who decides."""

    PROTECTED = "protected", "Registered by another partner, approved"
    WAITING = "waiting", "Registered by another partner too"
    OF_RECORD = "of record", "Another partner is of record"
    SELLING = "selling", "An opportunity is open"
    BUYING = "buying", "They buy it already"
    DIRECT = "direct", "We look after them directly"

    @property
    def forbids(self) -> bool:
        """Whether nothing can be approved against it."""
        return self is Against.PROTECTED


@dataclass(frozen=True)
class Claim:
    """A registration as another is held against it. `protected_until` None: nobody said until when."""

    registration_id: str
    partner_id: str
    family: str
    state: RegistrationState
    protected_until: date | None = None

    def protects(self, day: date) -> bool:
        """Whether it was approved and holds on a day."""
        until = self.protected_until
        return self.state is RegistrationState.APPROVED and (until is None or day <= until)


@dataclass(frozen=True)
class OpenSale:
    """An open opportunity of the account. `partner_id`: who sells it with us; empty = nobody."""

    opportunity_id: str
    name: str
    family: str
    partner_id: str
    amount: Decimal
    opened_on: date | None


@dataclass(frozen=True, kw_only=True)
class AccountNow:
    """What is known of the account somebody registers. `of_record`: the partner of record, empty = none; `bought`: the
    product families they buy, with MRR; `customer`: whether they are one."""

    of_record: str = ""
    customer: bool = False
    bought: tuple[tuple[str, Decimal], ...] = ()
    sales: tuple[OpenSale, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """One thing that speaks against a registration. `evidence`: the id of what it rests on; `who`: a partner's id,
    empty where it is ourselves; `amount`: MRR, where there is one."""

    against: Against
    evidence: str
    who: str = ""
    amount: Decimal | None = None
    since: date | None = None
    called: str = ""
    """What the evidence is called, where it has a name beside its id."""


def covers(family: str, other: str) -> bool:
    """Whether two families meet: one that names none is about everything the account may buy."""
    return not family or not other or family.casefold() == other.casefold()


def conflicts(
    registration_id: str, partner_id: str, family: str, opportunity_id: str, now: AccountNow, day: date
) -> tuple[Conflict, ...]:  # fmt: skip
    """What speaks against a registration on a day, what forbids it first. The opportunity it is for speaks against it
    where another partner sells it, and not because it is open."""
    found = [
        *_registered(registration_id, partner_id, family, now, day),
        *_of_record(partner_id, now),
        *_selling(partner_id, family, opportunity_id, now),
        *_buying(partner_id, family, now),
    ]
    order = list(Against)
    return tuple(sorted(found, key=lambda one: (order.index(one.against), one.evidence)))


def _registered(registration_id: str, partner_id: str, family: str, now: AccountNow, day: date) -> Iterator[Conflict]:
    for one in now.claims:
        if one.registration_id != registration_id and covers(family, one.family):
            if one.protects(day):
                yield Conflict(Against.PROTECTED, one.registration_id, one.partner_id, since=one.protected_until)
            elif one.state in TO_DECIDE and one.partner_id != partner_id:
                yield Conflict(Against.WAITING, one.registration_id, one.partner_id)


def _of_record(partner_id: str, now: AccountNow) -> Iterator[Conflict]:
    if now.of_record and now.of_record != partner_id:
        yield Conflict(Against.OF_RECORD, now.of_record, now.of_record)


def _selling(partner_id: str, family: str, opportunity_id: str, now: AccountNow) -> Iterator[Conflict]:
    for one in now.sales:
        own = one.opportunity_id == opportunity_id
        if covers(family, one.family) and one.partner_id != partner_id and (one.partner_id or not own):
            yield Conflict(Against.SELLING, one.opportunity_id, one.partner_id, one.amount, one.opened_on, one.name)


def _buying(partner_id: str, family: str, now: AccountNow) -> Iterator[Conflict]:
    """What they buy of the family, and that they are ours without a partner."""
    for name, amount in now.bought:
        if family and covers(family, name) and now.of_record != partner_id:
            yield Conflict(Against.BUYING, name, now.of_record, amount)
    if now.customer and not now.of_record:
        yield Conflict(Against.DIRECT, "")


def two_approvals(claims: Sequence[Claim], day: date) -> tuple[tuple[Claim, Claim], ...]:
    """Pairs that both protect one family of an account on a day: there must be none."""
    live = [one for one in claims if one.protects(day)]
    return tuple(
        (one, other)
        for number, one in enumerate(live)
        for other in live[number + 1 :]
        if covers(one.family, other.family)
    )  # fmt: skip
