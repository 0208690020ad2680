"""Both files of an account's plan together, for our own eyes."""

from dataclasses import dataclass
from typing import Any

from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import Opened, Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.completeness import Completeness, completeness
from steward.plans.internal.strategy import Strategy


@dataclass(frozen=True)
class AccountPlan:
    """What people wrote about one account."""

    success: Opened[SuccessPlan]
    strategy: Opened[Strategy]

    @property
    def exists(self) -> bool:
        """Whether anybody wrote anything."""
        return self.success.exists or self.strategy.exists

    @property
    def problems(self) -> tuple[PlanProblem, ...]:
        """What is wrong in either file."""
        return (*self.success.problems, *self.strategy.problems)

    @property
    def completeness(self) -> Completeness:
        """How complete both files are together."""
        return completeness(self.success.plan, self.strategy.plan)

    @property
    def headline(self) -> str:
        """How complete the plan is, in a sentence."""
        return self.completeness.sentence if self.exists else "No plan yet"

    @property
    def state(self) -> tuple[str, str]:
        """What tells this state of the plan from others."""
        return self.success.digest, self.strategy.digest

    def file(self, name: str) -> Opened[Any]:
        """One of the two files."""
        return self.success if name == agreed.FILE else self.strategy


def account_plan(plans: Plans, account_id: str) -> AccountPlan:
    """The plan of an account, as its files say it now."""
    return AccountPlan(plans.open(SuccessPlan, agreed.FILE, account_id), plans.open(Strategy, ours.FILE, account_id))
