"""What is known before an opportunity for a product is begun at an account: what to propose, and whether one waits."""

from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.opportunities.waiting import Begun, plain_name, waits
from steward.briefings.internal.scope.book import Book
from steward.domain.quarters import Quarter
from steward.plans.internal.opportunities import NewOpportunity, OpportunityChanges
from steward.plans.internal.opportunity_edits import begun_of
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.crm import ends


@dataclass(frozen=True)
class Beginning:
    """What a form begins with. `stages`: those of a sale, the first first; none where the data has none.

    `waiting`: the one that was begun for it and is not in the CRM; `arrived`: those begun here the CRM has by now."""

    name: str
    stages: tuple[str, ...]
    close_on: date
    waiting: Begun | None
    arrived: frozenset[NewOpportunity]


def beginning(book: Book, plan: OpportunityChanges, product_id: str, name: str, today: date) -> Beginning:
    """For one product of an account. `name`: what it would be called where nothing else is called so."""
    account_id = plan.account_id
    not_there = waits(book, {account_id: plan}).begun
    arrived = frozenset(plan.new) - {one.opportunity for one in not_there}
    waiting = begun_of(plan, product_id, arrived)
    over = {one.stage for one in ends(book.warehouse)}
    taken = [one.written_name for one in opportunity_rows.opportunity_values(book.warehouse, [account_id])] + [
        one.name for one in plan.new
    ]
    return Beginning(
        name=_unlike(name, taken),
        stages=tuple(one.stage for one in opportunity_rows.stage_steps(book.warehouse) if one.stage not in over),
        close_on=_end_of_next_quarter(book, today),
        waiting=Begun(account_id, waiting) if waiting else None,
        arrived=arrived,
    )


def _end_of_next_quarter(book: Book, today: date) -> date:
    """The fiscal quarter after the one we are in; where the data is ahead of the calendar, after the data's."""
    return Quarter.containing(max(today, book.as_of), book.warehouse.facts.fiscal_year_starts).shifted(1).end


def _unlike(name: str, taken: list[str]) -> str:
    """The name with a number where something is called so: an import that brings the name confirms the opportunity."""
    used, number, unique = {plain_name(one) for one in taken}, 1, name
    while plain_name(unique) in used:
        number += 1
        unique = f"{name} ({number})"
    return unique
