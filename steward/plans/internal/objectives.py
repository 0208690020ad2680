"""An objective added to a strategy from elsewhere, without touching what others wrote."""

from dataclasses import replace

from steward.errors import PlanChangedMeanwhile
from steward.plans.files.changes import entry_id
from steward.plans.files.store import Opened, Plans
from steward.plans.internal.strategy import FILE, Objective, Strategy


def add_objective(plans: Plans, account_id: str, objective: Objective, who: str) -> Opened[Strategy]:
    """Add it, and begin the strategy where there is none. One with the same words that is not done is not added again.

    Raises PlanBroken or PlanNotSaved."""
    while True:
        base = plans.open(Strategy, FILE, account_id)
        held = base.plan.objectives
        if any(one.objective == objective.objective and one.status == objective.status for one in held):
            return base
        named = replace(objective, id=entry_id(objective.objective, [one.id for one in held]))
        try:
            return plans.save(base, replace(base.plan, objectives=(*held, named)), who)
        except PlanChangedMeanwhile:
            continue
