"""What a sample is made of, before it becomes rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from steward.sample.stories import Story

STRATEGIC_ABOVE = 50_000
"""MRR above which an account is strategic."""


@dataclass(frozen=True)
class Profile:
    """An account as sales knows it. `mood_before`/`mood_now`: the score its people would give, a year ago and now."""

    number: int
    account_id: str
    name: str
    country: str
    region: str
    industry: str
    segment: str
    owner_id: str
    parent_id: str
    partner_id: str
    customer_since: date
    joined_on: date
    opening_mrr: float
    growth: tuple[float, ...]
    mood_before: float
    mood_now: float
    story: Story

    @property
    def family_id(self) -> str:
        """The account that stands above it, or itself: nobody here has a grandparent."""
        return self.parent_id or self.account_id

    def mood(self, day: date, until: date) -> float:
        """The score its people would give on `day`: steady until a year and a half ago, then on its way to now."""
        passed = 1 - (until - day).days / 540
        return self.mood_before + (self.mood_now - self.mood_before) * min(max(passed, 0), 1)


@dataclass(frozen=True)
class Site:
    """A place of the customer; `weight` is its size against an average one."""

    site_id: str
    name: str
    city: str
    country: str
    weight: float


@dataclass(frozen=True)
class Contract:
    """A term; `chain` tells the account's contracts apart, so that a renewal follows in the same chain."""

    contract_id: str
    chain: str
    starts_on: date
    ends_on: date
    notice_days: int
    auto_renews: bool
    signed_on: date


@dataclass
class ServiceLine:
    """A service line at one price; a change of price or size ends it and starts its successor the same day."""

    subscription_id: str
    product_id: str
    site: Site
    contract_id: str
    mrr: Decimal
    quantity: int
    starts_on: date
    ends_on: date | None = None

    def active(self, day: date) -> bool:
        """Whether it counts in the MRR of `day`."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on > day)


@dataclass(frozen=True)
class MrrChange:
    """A change of MRR on one day that somebody sold: upsell, cross-sell or new."""

    day: date
    kind: str
    product_id: str
    amount: Decimal
    sites: int


@dataclass(frozen=True)
class Contact:
    """A person at the customer; `level` 1 sits at the top."""

    contact_id: str
    name: str
    title: str
    department: str
    email: str
    level: int
    reports_to_id: str
    left_on: date | None


@dataclass(frozen=True)
class Incident:
    """An outage of one line."""

    incident_id: str
    started_at: datetime
    restored_at: datetime | None
    site_id: str
    product_id: str
    severity: str
    cause: str
    credit: Decimal | None


@dataclass
class Customer:
    """An account with everything that happened to it."""

    profile: Profile
    sites: list[Site] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    lines: list[ServiceLine] = field(default_factory=list)
    changes: list[MrrChange] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)

    def active_lines(self, day: date) -> list[ServiceLine]:
        """The lines that count on `day`."""
        return [line for line in self.lines if line.active(day)]

    def mrr(self, day: date) -> Decimal:
        """MRR of `day`."""
        return sum((line.mrr for line in self.lines if line.active(day)), Decimal())

    def is_customer(self, day: date) -> bool:
        """Whether it has a line on `day`."""
        return any(line.active(day) for line in self.lines)

    def present(self, day: date) -> list[Contact]:
        """The contacts who had not left on `day`."""
        return [person for person in self.contacts if person.left_on is None or person.left_on > day]

    @property
    def champion(self) -> Contact:
        """Who speaks for us there."""
        return next(person for person in self.contacts if person.level == 2)
