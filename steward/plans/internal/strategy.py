"""`strategy.toml`: what only we may read. No module for customers imports this one."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from steward.domain.health import Colour
from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Standing, Support, Sway
from steward.exhibits import day_text, listed
from steward.plans.files.keys import (
    Kind,
    Record,
    choice,
    colleague,
    day,
    entry,
    ident,
    key,
    many,
    markdown,
    money,
    number,
    one,
    person,
    text,
)

FILE = "strategy.toml"
Places = tuple[tuple[str, float, float], ...]


class AccountKind(StrEnum):
    """What kind of plan an account needs."""

    STRATEGIC = "strategic"
    GROWTH = "growth"
    AT_RISK = "at risk"


class Horizon(StrEnum):
    """How far ahead an objective lies."""

    SIX = "6 months"
    TWELVE = "12 months"
    EIGHTEEN = "18 months"


class Doing(StrEnum):
    """How an objective or action goes."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"


class Likelihood(StrEnum):
    """How likely a risk is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class RiskState(StrEnum):
    """What became of a risk."""

    OPEN = "open"
    MITIGATED = "mitigated"
    HAPPENED = "happened"
    CLOSED = "closed"


class RiskKind(StrEnum):
    """What a risk comes from."""

    SPONSOR = "sponsor or champion"
    PRICE = "price"
    SERVICE = "service"
    COMPETITOR = "competitor"
    USAGE = "falling use"
    CONTRACT = "contract"
    BUSINESS = "their business"
    OTHER = "other"


class Footing(StrEnum):
    """A competitor's footing at the account."""

    INCUMBENT = "incumbent"
    CHALLENGER = "challenger"
    IN_TALKS = "in talks"
    FORMER = "former"


class Applicable(StrEnum):
    """Whether a product is worth talking about here."""

    OPEN = "open"
    PURSUED = "pursued"
    WITH_COMPETITOR = "with a competitor"
    NOT_APPLICABLE = "not applicable"


class Willingness(StrEnum):
    """How willing the customer is to talk about it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class MapKind(StrEnum):
    """What a map is about."""

    ACCOUNT = "whole account"
    UNIT = "business unit"
    OPPORTUNITY = "opportunity"


@dataclass(frozen=True, kw_only=True)
class Position(Record):
    """Where we stand and what we are after."""

    identity = ()

    kind: AccountKind | None = choice(AccountKind, "Kind of plan", "Decides what a complete plan holds.")
    ambition: str = markdown("Ambition", "What we want this account to be in three years.")
    situation: str = markdown("Situation", "Where we stand today, and why.")
    strategy: str = markdown("Strategy", "How we get there, in a few sentences.")
    value: str = markdown("Value proposition", "Why they should buy more from us, and from nobody else.")


@dataclass(frozen=True, kw_only=True)
class Objective(Record):
    """What we want to reach."""

    id: str = ident()
    objective: str = text("Objective", "What we want to reach.", required=True)
    horizon: Horizon | None = choice(Horizon, "Horizon", "How far ahead.")
    measure: str = text("Measured by", "How we know that it is reached.")
    new_mrr: float | None = money("New MRR", "What it adds a month.")
    due: date | None = day("Due", "By when.")
    owner: str = colleague("Owner", "Which of us answers for it.")
    status: Doing = choice(Doing, "Status", "How it goes.", default=Doing.OPEN)


@dataclass(frozen=True, kw_only=True)
class Swot(Record):
    """Strengths, weaknesses, opportunities, threats: ours, at this account."""

    identity = ()

    strengths: tuple[str, ...] = key(Kind.LIST, "Strengths", "What we do well here.")
    weaknesses: tuple[str, ...] = key(Kind.LIST, "Weaknesses", "What we do badly here.")
    opportunities: tuple[str, ...] = key(Kind.LIST, "Opportunities", "What could help us.")
    threats: tuple[str, ...] = key(Kind.LIST, "Threats", "What could hurt us.")


@dataclass(frozen=True, kw_only=True)
class Competitor(Record):
    """Who else is there."""

    identity = ("name",)

    name: str = text("Competitor", "Who.", required=True)
    footing: Footing | None = choice(Footing, "Footing", "Where they stand here.")
    products: str = text("Sells", "What they sell here, or want to.")
    contract_ends_on: date | None = day("Contract ends", "When their contract ends.")
    strengths: str = text("Strong in", "Why anybody would choose them.")
    answer: str = text("Our answer", "What we say and do about it.")


@dataclass(frozen=True, kw_only=True)
class Risk(Record):
    """What could cost us money here, and what we play against it."""

    id: str = ident()
    risk: str = text("Risk", "What could happen.", required=True)
    kind: RiskKind | None = choice(RiskKind, "Comes from", "Where it comes from.")
    likelihood: Likelihood | None = choice(Likelihood, "Likelihood", "How likely it is.")
    mrr_at_stake: float | None = money("At stake", "What we would lose a month.")
    contract: str = text("Contract", "The contract_id of what we would lose: risks of one contract count once.")
    play: str = text("Play", "What we do about it.")
    owner: str = colleague("Owner", "Which of us runs the play.")
    due: date | None = day("Due", "When the play is to have worked.")
    status: RiskState = choice(RiskState, "Status", "What became of it.", default=RiskState.OPEN)


@dataclass(frozen=True, kw_only=True)
class WhitespaceNote(Record):
    """What we know about a product they do not have from us."""

    identity = ("product",)

    product: str = key(Kind.PRODUCT, "Product", "A product_id, or the name of a part of our offer.", required=True)
    state: Applicable = choice(Applicable, "State", "Whether it is worth talking about.", default=Applicable.OPEN)
    potential_mrr: float | None = money("Potential", "What it could bring a month.")
    competitor: str = text("With", "Who supplies it today.")
    contract_ends_on: date | None = day("Contract ends", "When that contract ends.")
    willingness: Willingness | None = choice(Willingness, "Willingness", "How willing they are to talk.")
    introduced_to: tuple[str, ...] = key(Kind.PEOPLE, "Introduced to", "Who has been told about it.")
    note: str = text("Note", "What else we know.")


@dataclass(frozen=True, kw_only=True)
class Action(Record):
    """What one of us does next."""

    id: str = ident()
    action: str = text("Action", "What is to be done.", required=True)
    owner: str = colleague("Owner", "Which of us does it.")
    due: date | None = day("Due", "By when.")
    status: Doing = choice(Doing, "Status", "How it goes.", default=Doing.OPEN)
    objective: str = entry("objectives", "Objective", "The objective it serves.")
    risk: str = entry("risks", "Risk", "The risk it is a play against.")


@dataclass(frozen=True, kw_only=True)
class TeamMember(Record):
    """One of us who works on the account."""

    identity = ("colleague",)

    colleague: str = colleague("Colleague", "Who.", required=True)
    part: str = text("Part", "What they are there for.")
    sponsors: tuple[str, ...] = key(Kind.PEOPLE, "Looks after", "Whom at the customer they look after.")


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """A standing meeting about the account."""

    identity = ("meeting",)

    meeting: str = text("Meeting", "What it is.", required=True)
    rhythm: str = text("Rhythm", "How often.")
    who: str = text("Who", "Who takes part.")
    next_on: date | None = day("Next", "When it is next.")


OVERRIDE_HOLDS = timedelta(days=90)
"""For how long a health set by hand is proposed to hold."""


@dataclass(frozen=True, kw_only=True)
class HealthOverride(Record):
    """A health set by hand beside the computed one: never without a reason, and never for ever."""

    identity = ()

    health: Colour | None = choice(Colour, "Health", "What it should be.")
    reason: str = text("Reason", "Why the computed one is wrong; without it, this does not count.")
    author: str = colleague("Set by", "Who says so; without it, this does not count.")
    set_on: date | None = day("Set on", "When.")
    expires_on: date | None = day("Expires on", "Until when it holds; without it, this does not count.")

    def proposed(self, author: str, today: date) -> Self:
        """A new one is set today by whoever writes it, and holds for a quarter of a year; to be changed."""
        if self != type(self)():
            return self
        return replace(self, author=author, set_on=today, expires_on=today + OVERRIDE_HOLDS)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What it needs to count and does not have, in words; nothing where no health is set."""
        needs = (
            ("the reason", self.reason.strip()),
            ("who set it", self.author.strip()),
            ("the day it expires", self.expires_on),
        )
        return tuple(words for words, value in needs if not value) if self.health else ()

    def does_not_count(self, on: date) -> str:
        """What it lacks, or that its time is over or not yet come."""
        if self.lacking:
            return f"It does not count: {listed(self.lacking)} {'are' if self.lacking[1:] else 'is'} missing."
        if not self.health or self.expires_on is None:
            return ""
        if self.expires_on < on:
            return f"It does not count: it expired on {day_text(self.expires_on)}."
        return f"It counts from {day_text(self.set_on)} on." if self.set_on and self.set_on > on else ""

    def holds(self, on: date) -> bool:
        """Whether it counts on a day: it has a reason, an author and an end, and the end has not passed."""
        return bool(self.health and not self.lacking and self.expires_on and self.expires_on >= on)


@dataclass(frozen=True, kw_only=True)
class Reading(Record):
    """How we read one person. With `map`, it holds on that map alone and goes before the general one."""

    identity = ("person", "map")

    person: str = person("Person", "Whom it is about.", required=True)
    map: str = entry("maps", "Only on map", "The map it holds on; empty = everywhere.")
    roles: tuple[BuyingRole, ...] = key(Kind.CHOICES, "Buying roles", "What they do in a purchase.", choices=BuyingRole)
    support: Support | None = choice(Support, "Support", "How they stand towards us.")
    standing: Standing | None = choice(Standing, "Standing", "How close they are to where things are decided.")
    coverage: Coverage | None = choice(Coverage, "Coverage", "How well we cover them.")
    believed_influence: float | None = number(
        "Believed influence", "How much we believe they move others: 1 = little, 5 = much.", low=1, high=5
    )
    note: str = text("Note", "What drives them, what they want, what to avoid.")
    touch_every: float | None = number(
        "Touch every", "Days from one call, mail or meeting to the next; empty = as for their role.", low=1
    )
    confirmed_on: date | None = day("Confirmed on", "When this was last known to be right.")


@dataclass(frozen=True, kw_only=True)
class Influence(Record):
    """A line between two of theirs."""

    identity = ("from_person", "tie", "to_person")

    from_person: str = person("From", "Who influences, or is in conflict.", required=True)
    tie: Sway = choice(Sway, "Line", "What the one does to the other.", default=Sway.INFLUENCES)
    to_person: str = person("To", "Whom.", required=True)
    note: str = text("Note", "How it shows.")
    confirmed_on: date | None = day("Confirmed on", "When this was last known to be right.")


@dataclass(frozen=True, kw_only=True)
class Acquaintance(Record):
    """The relationship one of us has with one of theirs."""

    identity = ("colleague", "person")

    colleague: str = colleague("Colleague", "Who of us.", required=True)
    person: str = person("Person", "Whom of theirs.", required=True)
    bond: Bond | None = choice(Bond, "Relationship", "How it is.")
    wanted: Bond | None = choice(Bond, "Wanted", "How it should be.")
    confirmed_on: date | None = day("Confirmed on", "When this was last known to be right.")


@dataclass(frozen=True, kw_only=True)
class MapView(Record):
    """A relationship map: who is on it, and where people were put by hand."""

    id: str = ident("Tells the map apart in links and readings.")
    name: str = text("Name", "What it is called.", required=True)
    kind: MapKind = choice(
        MapKind, "About", "The whole account, a business unit, one opportunity.", default=MapKind.ACCOUNT
    )
    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "Which opportunity, for a map about one.")
    people: tuple[str, ...] = key(Kind.PEOPLE, "People", "Who is on it; empty = everybody.")
    places: Places = key(Kind.PLACES, "Places", "Where people were put by hand: person = [x, y].")


@dataclass(frozen=True, kw_only=True)
class Strategy:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    position: Position = one(Position, "Position", "Where we stand and what we are after.")
    objectives: tuple[Objective, ...] = many(Objective, "Objectives", "What we want to reach in 6, 12 and 18 months.")
    swot: Swot = one(Swot, "SWOT", "Strengths, weaknesses, opportunities, threats.")
    competitors: tuple[Competitor, ...] = many(Competitor, "Competitors", "Who else is there.")
    risks: tuple[Risk, ...] = many(Risk, "Risks", "What could cost us money, and our plays against it.")
    whitespace: tuple[WhitespaceNote, ...] = many(WhitespaceNote, "Whitespace", "What they could buy and do not.")
    actions: tuple[Action, ...] = many(Action, "Action plan", "What we do next.")
    team: tuple[TeamMember, ...] = many(TeamMember, "Team", "Who of us works on the account.")
    governance: tuple[Meeting, ...] = many(Meeting, "Governance", "How we keep the account on course.")
    health_override: HealthOverride = one(HealthOverride, "Health override", "A health set by hand, for a while.")
    readings: tuple[Reading, ...] = many(Reading, "Stakeholders", "How we read each person.")
    influence: tuple[Influence, ...] = many(Influence, "Influence", "Who influences whom, who is in conflict.")
    acquaintances: tuple[Acquaintance, ...] = many(
        Acquaintance, "Our relationships", "Who of us knows whom of theirs, and how it should be."
    )
    maps: tuple[MapView, ...] = many(MapView, "Maps", "The relationship maps of the account.")
