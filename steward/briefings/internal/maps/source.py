"""What a relationship map is made from: the account's people in the feeds, its plan, and which of its maps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.briefings.customer.subject import Subject
from steward.domain.stakeholders import BuyingRole
from steward.errors import MapNotFound
from steward.exhibits import listed
from steward.plans.internal.account import AccountPlan
from steward.plans.internal.map_edits import WHOLE
from steward.relationships.departure_impact import OpportunityAtRisk
from steward.relationships.join import network
from steward.relationships.layout import places
from steward.relationships.model import Network
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import channel as channel_rows


@dataclass(frozen=True)
class MapSource:
    """One map of one account, as of the quarter's day."""

    subject: Subject
    plan: AccountPlan
    map_id: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What tells this state of this map from others."""
        return (
            self.subject.account_id,
            self.subject.quarter,
            self.map_id,
            self.plan.state,
            self.subject.warehouse.logged,
        )

    @cached_property
    def network(self) -> Network:
        """Everybody on the map."""
        return self.network_of(self.plan, self.map_id, self.subject.now)

    @cached_property
    def places(self) -> dict[str, tuple[float, float]]:
        """Where everybody stands."""
        return places(self.network)

    def network_of(self, plan: AccountPlan, map_id: str, day: date) -> Network:
        """Everybody on a map of a state of the plan, on a day."""
        warehouse, account_id = self.subject.warehouse, self.subject.account_id
        met = {row.contact_id: row.day for row in book_rows.last_contacts(warehouse, day, account_id)}
        fed, ours = customer_rows.contacts(warehouse, account_id), book_rows.colleagues(warehouse)
        return network(
            account_id, day, fed, ours, met, plan.success.plan, plan.strategy.plan, map_id,
            partners=channel_rows.partner_people(warehouse, day, account_id),
        )  # fmt: skip

    def earlier(self, plan: AccountPlan) -> Network:
        """The same map a quarter before, with the plan as it was then."""
        return self.network_of(plan, self.map_id, self.subject.before.end)

    @cached_property
    def opportunities(self) -> Sequence[OpportunityAtRisk]:
        """The open opportunities, each with those who carry it on a map of its own."""
        maps = {one.opportunity: one.id for one in self.plan.strategy.plan.maps if one.opportunity}
        found = book_rows.open_opportunities(self.subject.warehouse, self.subject.account_id)
        return [
            OpportunityAtRisk(row.name, float(row.amount), self._carriers(maps.get(row.opportunity_id)))
            for row in found
        ]

    def _carriers(self, map_id: str | None) -> frozenset[str] | None:
        if map_id is None:
            return None
        people = self.network_of(self.plan, map_id, self.subject.now).people
        return frozenset(p.id for p in people if p.decides or BuyingRole.CHAMPION in p.roles)


def map_source(subject: Subject, plan: AccountPlan, map_id: str = "") -> MapSource:
    """The map so called, or the account's first. Raises MapNotFound."""
    maps = [one.id for one in plan.strategy.plan.maps]
    if map_id and map_id not in (*maps, WHOLE.id):
        known = f" There are {listed(maps)}." if maps else ""
        raise MapNotFound(f"{subject.account.name} has no map “{map_id[:60]}”.{known}")
    return MapSource(subject, plan, map_id or next(iter(maps), WHOLE.id))
