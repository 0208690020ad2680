"""One quarter of service in numbers: minutes promised and lost, repairs, tickets."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.subject import Subject
from steward.domain import service
from steward.exhibits.ties import leaders
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.account import Availability, Incident, SiteBudget, TicketMonth

NEAR_MISS = 70.0
"""Percent of the allowed downtime from which a site is a near miss."""


@dataclass(frozen=True)
class ServiceQuarter:
    """What the service figures of one quarter are computed from."""

    products: list[Availability]
    incidents: list[Incident]
    tickets: list[TicketMonth]

    @classmethod
    def of(cls, subject: Subject) -> "ServiceQuarter":
        """Read a quarter."""
        where = (subject.warehouse, subject.account_id)
        return cls(
            customer_rows.availability_by_product(*where, str(subject.quarter)),
            customer_rows.incidents(*where, str(subject.quarter)),
            customer_rows.ticket_months(*where, subject.quarter.start, subject.as_of),
        )

    @property
    def without_end(self) -> int:
        """How many incidents have no recorded end, so that nobody knows the minutes they took."""
        return sum(incident.repair_minutes is None for incident in self.incidents)

    @property
    def undecided(self) -> frozenset[str]:
        """The products of which nobody knows whether they met what was agreed: an incident of theirs has no recorded
        end, and without it they would have."""
        unended = {one.product for one in self.incidents if one.repair_minutes is None}
        return frozenset({one.product for one in self.with_target} & unended - {one.product for one in self.missed})

    @property
    def minutes(self) -> float:
        """Minutes promised, over all lines."""
        return float(sum(product.line_minutes for product in self.products))

    @property
    def downtime(self) -> float:
        """Minutes lost, over all lines."""
        return float(sum(product.downtime for product in self.products))

    @property
    def availability(self) -> float | None:
        """Percent; None without lines."""
        return service.availability(self.minutes, self.downtime)

    @property
    def with_target(self) -> list[Availability]:
        """The products with lines and an agreed availability."""
        return [product for product in self.products if product.allowed]

    @property
    def missed(self) -> list[Availability]:
        """The products that used more than the downtime their target allows."""
        return [product for product in self.with_target if budget_used(product) > 100]

    @property
    def worst(self) -> Availability | None:
        """The product that used most of the downtime its target allows; None without a target."""
        return max(self.with_target, key=budget_used, default=None)

    @property
    def most_used(self) -> float | None:
        """Percent of its allowed downtime that the worst product used."""
        return budget_used(self.worst) if self.worst else None

    @property
    def mean_repair(self) -> float | None:
        """Minutes; None without a repaired incident."""
        repaired = [float(i.repair_minutes) for i in self.incidents if i.repair_minutes is not None]
        return service.mean_repair(sum(repaired), len(repaired))

    @property
    def opened(self) -> int:
        """Tickets opened."""
        return sum(row.opened for row in self.tickets)

    @property
    def rating(self) -> float | None:
        """The mean rating of tickets, 1–5."""
        return service.mean_rating(
            sum(row.rating_sum or 0 for row in self.tickets), sum(row.ratings for row in self.tickets)
        )

    @property
    def hours_to_close(self) -> float | None:
        """Mean hours from opening to closing, of tickets closed."""
        return service.mean_to_close(
            sum(row.hours_to_close or 0 for row in self.tickets), sum(row.closed for row in self.tickets)
        )


def availability(product: Availability) -> float | None:
    """Percent of the promised minutes; None without lines."""
    return service.availability(product.line_minutes, product.downtime)


def used_of(product: Availability | SiteBudget) -> float | None:
    """Percent of the allowed downtime that was used; None where none is agreed."""
    lost = product.downtime_agreed if isinstance(product, Availability) else product.downtime
    return service.budget_used(lost, product.allowed)


def budget_used(product: Availability | SiteBudget) -> float:
    """The same of a product that has a level agreed."""
    return used_of(product) or 0.0


def sites_over(near: Sequence[SiteBudget]) -> tuple[str, ...]:
    """The sites that used more than all of what a product's target allows there, each once, in the order given."""
    return tuple(dict.fromkeys(one.site for one in near if budget_used(one) > 100))


def most_over(near: Sequence[SiteBudget]) -> tuple[str, ...]:
    """Those of `sites_over` that used most of it: one, or all that used as much."""
    over = [(one.site, round(budget_used(one), 1)) for one in near if budget_used(one) > 100]
    return tuple(dict.fromkeys(leaders(over, max(used for _, used in over), "site").names)) if over else ()


def share_of_allowed(quarter: ServiceQuarter) -> float | None:
    """Percent of all allowed downtime together that was used; None without a target."""
    allowed = sum(product.allowed or 0 for product in quarter.with_target)
    return service.budget_used(sum(product.downtime_agreed for product in quarter.with_target), allowed)
