"""A stakeholder network: people at the customer, our colleagues, and the lines between them, on one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Standing, Support, Tie


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody at the customer: the contacts feed joined with what people wrote.

    `left_on`: they left; `vanished`: people wrote about them, and the contacts feed, where they came from, has them no
    more. `confirmed_on`: when our reading of them was last known to be right. `last_contact`: the last activity.
    `touch_every`: days after which they are to hear from us again, where they are an exception to their role.
    `written_name`: their name where a namesake at the account has it, too, and `name` tells the two apart.
    """

    id: str
    name: str
    title: str = ""
    department: str = ""
    reports_to: str = ""
    in_crm: bool = False
    left_on: date | None = None
    vanished: bool = False
    roles: tuple[BuyingRole, ...] = ()
    support: Support | None = None
    standing: Standing | None = None
    coverage: Coverage | None = None
    believed_influence: float | None = None
    note: str = ""
    confirmed_on: date | None = None
    org_confirmed_on: date | None = None
    last_contact: date | None = None
    touch_every: float | None = None
    written_name: str = ""

    @property
    def as_written(self) -> str:
        """Their name, whoever else has it."""
        return self.written_name or self.name

    @property
    def here(self) -> bool:
        """Whether they can be counted on: neither left nor vanished from the feed."""
        return self.left_on is None and not self.vanished

    @property
    def decides(self) -> bool:
        """Whether a purchase is theirs to decide or to pay for."""
        return any(role.decides for role in self.roles)

    @property
    def supportive(self) -> bool:
        """Whether they speak for us."""
        return self.support is not None and self.support.supportive

    @property
    def key_player(self) -> bool:
        """Whether the map's status rests on them: who decides, our champion, or the inner circle."""
        return self.decides or BuyingRole.CHAMPION in self.roles or self.standing is Standing.INNER_CIRCLE


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """One of us, or somebody of a partner who sells there with us. `role` as their feed says it; `partner`: the name of
    the partner they work for, empty = one of us."""

    id: str
    name: str
    role: str = ""
    partner: str = ""

    @property
    def called(self) -> str:
        """`Ida Roux of Passerelle`; one of us by name alone."""
        return f"{self.name} of {self.partner}" if self.partner else self.name


@dataclass(frozen=True, kw_only=True)
class RelationshipLine:
    """A line from `start` to `end`: reports to, influences, conflicts with (people), knows (colleague to person)."""

    start: str
    end: str
    tie: Tie
    bond: Bond | None = None
    wanted: Bond | None = None
    note: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Network:
    """Everybody on one map of one account, as of a day. Every line's ends are in it; nobody is in it twice.

    `places`: where people were put by hand, in cards (see `steward.exhibits.people`), by id of person or colleague.
    """

    account_id: str
    as_of: date
    people: tuple[Person, ...]
    colleagues: tuple[Colleague, ...] = ()
    lines: tuple[RelationshipLine, ...] = ()
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        """The people by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def of_partners(self) -> frozenset[str]:
        """The ids of those who work for a partner: whom they know, they know and not we."""
        return frozenset(one.id for one in self.colleagues if one.partner)

    @property
    def known(self) -> tuple[RelationshipLine, ...]:
        """The lines between one of us and one of theirs, without those of partners."""
        return tuple(line for line in self.of(Tie.KNOWS) if line.start not in self.of_partners)

    def of(self, *ties: Tie) -> tuple[RelationshipLine, ...]:
        """The lines of some kinds."""
        return tuple(line for line in self.lines if line.tie in ties)
