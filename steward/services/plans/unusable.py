"""What cannot be used of what people wrote, wherever something is said that rests on it."""

from collections.abc import Iterable

from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.reading import PlanProblem
from steward.plans.internal.attention import attention_rules
from steward.plans.internal.health_rules import health_rules


def unusable(plan_cache: PlanCache, account_ids: Iterable[str]) -> tuple[PlanProblem, ...]:
    """Of the plan files of these accounts that were read, and of the rules of health and of attention."""
    folder = plan_cache.plans.folder
    return (
        *plan_cache.problems(account_ids),
        *health_rules(folder).problems,
        *attention_rules(folder).problems,
    )
