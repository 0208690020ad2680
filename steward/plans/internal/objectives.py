"""An objective added to a strategy from elsewhere, without touching what others wrote."""

from dataclasses import replace

from steward.plans.files.changes import entry_id
from steward.plans.files.store import Plans, Saved
from steward.plans.internal.strategy import FILE, Objective, Strategy


def add_objective(plans: Plans, account_id: str, objective: Objective, who: str) -> Saved[Strategy]:
    """Add it, and begin the strategy where there is none. One with the same words that is not done is not added again.

    Raises PlanBroken or PlanNotSaved."""

    def edit(plan: Strategy) -> Strategy:
        if objective_like(plan, objective):
            return plan
        named = replace(objective, id=entry_id(objective.objective, [one.id for one in plan.objectives]))
        return replace(plan, objectives=(*plan.objectives, named))

    return plans.edit(Strategy, FILE, account_id, edit, who)


def objective_like(plan: Strategy, objective: Objective) -> Objective | None:
    """The one with the same words and status that is in the plan."""
    same = (one for one in plan.objectives if (one.objective, one.status) == (objective.objective, objective.status))
    return next(same, None)
