"""What waits for the CRM set in `pipeline.toml`, one opportunity at a time, without touching what others wrote."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from steward.errors import AlreadyBegun, PlanChangedMeanwhile
from steward.plans.files.changes import entry_id
from steward.plans.files.store import Opened, Plans
from steward.plans.internal.opportunities import FILE, NewOpportunity, OpportunityChange, OpportunityChanges

CHANGED = "Somebody else changed this opportunity meanwhile; what they wrote is shown now."


def changes_of(plan: OpportunityChanges, opportunity_id: str) -> tuple[OpportunityChange, ...]:
    """What a plan says of one opportunity."""
    return tuple(one for one in plan.changes if one.opportunity == opportunity_id)


def set_changes(
    plans: Plans,
    account_id: str,
    opportunity_id: str,
    was: Iterable[OpportunityChange],
    now: Iterable[OpportunityChange],
    who: str,
) -> Opened[OpportunityChanges]:
    """Write `now` of an opportunity in the place of `was`; whoever saved another meanwhile keeps what they saved.

    Raises PlanChangedMeanwhile where somebody else changed this one since, PlanBroken or PlanNotSaved."""
    expected, wanted = tuple(was), tuple(now)

    def edit(plan: OpportunityChanges) -> OpportunityChanges:
        if changes_of(plan, opportunity_id) != expected:
            raise PlanChangedMeanwhile(CHANGED)
        others = tuple(one for one in plan.changes if one.opportunity != opportunity_id)
        return replace(plan, changes=(*others, *wanted))

    return plans.edit(OpportunityChanges, FILE, account_id, edit, who)


def drop_change(plans: Plans, account_id: str, change: OpportunityChange, who: str) -> Opened[OpportunityChanges]:
    """Take one change out.

    Raises PlanChangedMeanwhile where it is no longer there as it was, PlanBroken or PlanNotSaved."""

    def edit(plan: OpportunityChanges) -> OpportunityChanges:
        if change not in plan.changes:
            raise PlanChangedMeanwhile(CHANGED)
        return replace(plan, changes=tuple(one for one in plan.changes if one != change))

    return plans.edit(OpportunityChanges, FILE, account_id, edit, who)


def begun_of(plan: OpportunityChanges, product: str, arrived: Collection[NewOpportunity] = ()) -> NewOpportunity | None:
    """The opportunity begun here for a product that waits; `arrived`: those the CRM has by now."""
    return next((one for one in plan.new if product and one.product == product and one not in arrived), None)


def begin_opportunity(
    plans: Plans, account_id: str, opportunity: NewOpportunity, who: str, arrived: Collection[NewOpportunity] = ()
) -> Opened[OpportunityChanges]:
    """Add an opportunity the CRM does not have yet; `arrived` as above.

    Raises AlreadyBegun where one waits for the same product, so that the CRM does not get two; PlanBroken or
    PlanNotSaved."""

    def edit(plan: OpportunityChanges) -> OpportunityChanges:
        if begun_of(plan, opportunity.product, arrived):
            raise AlreadyBegun("Somebody began an opportunity for this already; it waits for the CRM.")
        named = replace(opportunity, id=entry_id(opportunity.name, [one.id for one in plan.new]))
        return replace(plan, new=(*plan.new, named))

    return plans.edit(OpportunityChanges, FILE, account_id, edit, who)


def drop_opportunity(
    plans: Plans, account_id: str, opportunity: NewOpportunity, who: str
) -> Opened[OpportunityChanges]:
    """Take an opportunity out that was begun here. Raises PlanChangedMeanwhile as above, PlanBroken or PlanNotSaved."""

    def edit(plan: OpportunityChanges) -> OpportunityChanges:
        if opportunity not in plan.new:
            raise PlanChangedMeanwhile(CHANGED)
        # By all it says, not by its id: one written by hand may have none.
        place = plan.new.index(opportunity)
        return replace(plan, new=(*plan.new[:place], *plan.new[place + 1 :]))

    return plans.edit(OpportunityChanges, FILE, account_id, edit, who)


def put_back(
    plans: Plans, account_id: str, taken: OpportunityChange | NewOpportunity, left: OpportunityChanges, who: str
) -> Opened[OpportunityChanges]:
    """Undo a taking out. `left`: the file as that left it.

    Raises PlanChangedMeanwhile where somebody saved since, PlanBroken or PlanNotSaved."""

    def edit(plan: OpportunityChanges) -> OpportunityChanges:
        if plan != left:
            raise PlanChangedMeanwhile("Somebody else saved meanwhile; make the change again if it still holds.")
        if isinstance(taken, OpportunityChange):
            return replace(plan, changes=(*plan.changes, taken))
        return replace(plan, new=(*plan.new, taken))

    return plans.edit(OpportunityChanges, FILE, account_id, edit, who)
