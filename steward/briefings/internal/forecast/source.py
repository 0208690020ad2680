"""What is known of a quarter's forecast: of each of us what is open, their calls, and how right they were."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from steward.domain.forecasting.accuracy import CallRecord
from steward.domain.forecasting.hygiene import OpportunityFacts, Untidy
from steward.domain.forecasting.items import NOBODY, CallItem, CallKind, Numbers, by_kind, called, numbers_of
from steward.domain.labels import in_part
from steward.domain.quarters import Quarter
from steward.domain.reporting import Reporting
from steward.plans.internal.forecast import CallFile, CallRef
from steward.plans.internal.forecast_states import CallStanding, CallState
from steward.warehouse.rows.internal.forecast import CrmForecast

NEVER_CALLED = CallRecord()


def euros(cents: int) -> Decimal:
    """An amount in cents, as it is shown."""
    return Decimal(cents) / 100


@dataclass(frozen=True, kw_only=True)
class HeldCall:
    """One call. `items`: what it was submitted with, nothing while it is open; `problem`: why they are not known."""

    ref: CallRef
    standing: CallStanding
    items: tuple[CallItem, ...] = ()
    problem: str = ""

    def numbers(self, kind: CallKind) -> Numbers:
        """What its seller said: what it was submitted with, else, where that is gone, what the ledger names."""
        if self.items:
            return self._of_items[kind]
        return self.standing.said.get(kind, Numbers())

    @cached_property
    def _of_items(self) -> Mapping[CallKind, Numbers]:
        return by_kind(self.items)

    def adjusted(self, kind: CallKind) -> Numbers:
        """The same with what a manager says beside it."""
        found = self.standing.adjusted(kind)
        return found.to if found else self.numbers(kind)


@dataclass(frozen=True, kw_only=True)
class PersonForecast:
    """One of us in a quarter. `live`: what is theirs today, as they call it; `current`: a call that is open or
    submitted; `locked`: those that are locked, the earliest first; `target`: new MRR, in cents."""

    person_id: str
    name: str
    region: str
    live: tuple[CallItem, ...] = ()
    current: HeldCall | None = None
    locked: tuple[HeldCall, ...] = ()
    file: CallFile | None = None
    target: int | None = None
    records: Mapping[CallKind, CallRecord] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def record(self, kind: CallKind) -> CallRecord:
        """How right their calls were."""
        return self.records.get(kind, NEVER_CALLED)

    @property
    def state(self) -> CallState:
        """Of the call that counts now."""
        if self.current is not None:
            return self.current.standing.state
        return CallState.LOCKED if self.locked else CallState.NEW

    @property
    def last(self) -> HeldCall | None:
        """The call that was locked last."""
        return self.locked[-1] if self.locked else None

    @cached_property
    def open_items(self) -> tuple[CallItem, ...]:
        """What is theirs today, with what they say beyond it: in the call that is open, else in the one locked last."""
        if self.current is None:
            return (*self.live, *(one for one in (self.last.items if self.last else ()) if one.is_beyond))
        opened = self.current.standing.state is CallState.OPEN
        file = self.file if opened else None
        said = {CallKind.PIPELINE: file.new_business, CallKind.RENEWALS: file.renewals} if file else {}
        return tuple(
            one
            for kind in CallKind
            for one in called(
                self.live, kind, said[kind].over(numbers_of(self.of_live(kind))) if kind in said else None
            )
        )

    def of_live(self, kind: CallKind) -> tuple[CallItem, ...]:
        """The opportunities or contracts that are theirs today."""
        return tuple(one for one in self.live if one.kind is kind)

    @property
    def now(self) -> tuple[CallItem, ...]:
        """What their numbers rest on: what was submitted, else what is theirs today."""
        submitted = self.current is not None and self.current.standing.is_fixed and not self.current.problem
        return self.current.items if submitted and self.current else self.open_items

    @property
    def fixed(self) -> HeldCall | None:
        """The call that counts, where it rests on what it was submitted with; nothing while one is open."""
        return self.last if self.current is None else self.current if self.current.standing.is_fixed else None

    @property
    def earlier(self) -> HeldCall | None:
        """The locked call before the one that counts now."""
        if self.current is not None:
            return self.last
        return self.locked[-2] if len(self.locked) > 1 else None

    def numbers(self, kind: CallKind) -> Numbers:
        """What they call, or where they have not what the opportunities come to."""
        if self.fixed is not None:
            return self.fixed.numbers(kind)
        return self._of_open_items[kind]

    @cached_property
    def _of_open_items(self) -> Mapping[CallKind, Numbers]:
        return by_kind(self.open_items)

    def adjusted(self, kind: CallKind) -> Numbers:
        """The same with what a manager says beside it."""
        return self.fixed.adjusted(kind) if self.fixed is not None else self.numbers(kind)


@dataclass(frozen=True, kw_only=True)
class ForecastSource:
    """Everybody's forecast of a quarter. `known`: the last day of the data it rests on; `sees_all`: whether every
    account and everybody of us is seen; `facts` and `untidy`: of each committed opportunity, by its id."""

    quarter: Quarter
    today: date
    known: date
    people: Mapping[str, PersonForecast]
    tree: Reporting
    names: Mapping[str, str]
    sees_all: bool
    seen: frozenset[str] = frozenset()
    """Of whom all is seen, where not all of everybody is."""
    atr: Mapping[str, int] = field(default_factory=dict)
    """What is up for renewal, in cents, by who looks after the account."""
    facts: Mapping[str, OpportunityFacts] = field(default_factory=dict)
    untidy: Mapping[str, tuple[Untidy, ...]] = field(default_factory=dict)
    put_off: Mapping[str, int] = field(default_factory=dict)
    crm: Sequence[CrmForecast] = ()

    def team_called(self, person_id: str) -> str:
        """A team in words."""
        said = f"{self.names.get(person_id, person_id)}’s team"
        return said if self.seen.issuperset(self.tree.team(person_id)) else self.in_part(said)

    def in_part(self, said: str) -> str:
        """What is named, where not all of it may be seen."""
        return said if self.sees_all else in_part(said)

    def team(self, person_id: str) -> tuple[str, ...]:
        """Those of a team there is anything of."""
        return tuple(one for one in self.tree.team(person_id) if one in self.people)

    @cached_property
    def leaders(self) -> tuple[str, ...]:
        """Who leads anybody there is anything of, in the order of the tree."""
        return tuple(
            one
            for _, one in self.tree.walk(self.people, self.names)
            if one != NOBODY and any(each != one for each in self.team(one))
        )

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Of our people."""
        return tuple(sorted({one.region for one in self.people.values() if one.region}))


@dataclass(frozen=True)
class Whose:
    """Whose forecast is looked at: a person, a team by who leads it, a region of our people, or the company."""

    level: str = "company"
    key: str = ""

    @property
    def address(self) -> str:
        """As an address says it."""
        return f"{self.level}:{self.key}" if self.key else self.level

    @classmethod
    def parse(cls, said: str) -> "Whose":
        """What an address says; the company where that is nothing known."""
        level, _, key = said.partition(":")
        return cls(level, key) if level in ("person", "team", "region") and key else cls()

    def of(self, source: ForecastSource) -> tuple[PersonForecast, ...]:
        """Whose calls these are."""
        match self.level:
            case "person":
                ids: Iterable[str] = [self.key] if self.key in source.people else []
            case "team":
                ids = source.team(self.key)
            case "region":
                ids = [key for key, one in source.people.items() if one.region == self.key]
            case _:
                ids = source.people
        return tuple(source.people[one] for one in ids)

    def called(self, source: ForecastSource) -> str:
        """In words."""
        name = source.names.get(self.key, self.key)
        words = {"person": name, "team": source.team_called(self.key), "region": source.in_part(self.key)}
        return words.get(self.level, "Company" if source.sees_all else "All you may see")
