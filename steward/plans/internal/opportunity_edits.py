"""What waits for the CRM: the changes of one opportunity as a part of `pipeline.toml`, and opportunities begun here."""

from collections.abc import Collection
from dataclasses import replace

from steward.errors import AlreadyBegun
from steward.plans.files.changes import entry_id
from steward.plans.files.store import Plans, Saved
from steward.plans.files.together import PlanPart, in_place
from steward.plans.internal.opportunities import FILE, NewOpportunity, OpportunityChange, OpportunityChanges


def changes_of(plan: OpportunityChanges, opportunity_id: str) -> tuple[OpportunityChange, ...]:
    """What a plan says of one opportunity."""
    return tuple(one for one in plan.changes if one.opportunity == opportunity_id)


def of_opportunity(opportunity_id: str) -> PlanPart[OpportunityChanges, tuple[OpportunityChange, ...]]:
    """What is changed of the opportunity of this id."""

    def put(plan: OpportunityChanges, now: tuple[OpportunityChange, ...]) -> OpportunityChanges:
        return replace(plan, changes=in_place(plan.changes, lambda one: one.opportunity == opportunity_id, now))

    return PlanPart(lambda plan: changes_of(plan, opportunity_id), put)


def begun_of(plan: OpportunityChanges, product: str, arrived: Collection[NewOpportunity] = ()) -> NewOpportunity | None:
    """The opportunity begun here for a product that waits; `arrived`: those the CRM has by now."""
    return next((one for one in plan.new if product and one.product == product and one not in arrived), None)


def begin_opportunity(
    plans: Plans, account_id: str, opportunity: NewOpportunity, who: str, arrived: Collection[NewOpportunity] = ()
) -> Saved[OpportunityChanges]:
    """Add an opportunity the CRM does not have yet; `arrived` as above.

    Raises AlreadyBegun where one waits for the same product, so that the CRM does not get two; PlanBroken or
    PlanNotSaved."""

    def edit(plan: OpportunityChanges) -> OpportunityChanges:
        if begun_of(plan, opportunity.product, arrived):
            raise AlreadyBegun("Somebody began an opportunity for this already; it waits for the CRM.")
        named = replace(opportunity, id=entry_id(opportunity.name, [one.id for one in plan.new]))
        return replace(plan, new=(*plan.new, named))

    return plans.edit(OpportunityChanges, FILE, account_id, edit, who)
