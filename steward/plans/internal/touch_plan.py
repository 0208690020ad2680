"""`touch_plan.toml`: how often whom is to hear from us: a company's own rules, and what comes with us."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steward.domain.activities.touch import TouchRule
from steward.domain.stakeholders import BuyingRole
from steward.plans.files.keys import Record, choice, many, number
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import COMPANY, CompanyFiles, opened

FILE = "touch_plan.toml"
SHIPPED = Path(__file__).with_name(FILE)
USUAL = 1.0
"""What a day too many counts for where nothing else is said."""


@dataclass(frozen=True, kw_only=True)
class RoleRule(Record):
    """How often people of a role are to hear from us."""

    identity = ("role",)

    role: BuyingRole | None = choice(BuyingRole, "Role", "Of whom, by their buying role on a map.", required=True)
    every_days: float | None = number("Every", "Days from one touch to the next; 0 = no rule for this role.", low=0)
    weight: float | None = number("Weight", "What each day too many counts for.", low=0)


@dataclass(frozen=True, kw_only=True)
class TouchPlanFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    rules: tuple[RoleRule, ...] = many(RoleRule, "Rules", "How often people of each role are to hear from us.")


@dataclass(frozen=True)
class TouchPlan:
    """The rules in use by role, and what is wrong in the company's own file."""

    rules: Mapping[BuyingRole, TouchRule]
    problems: tuple[PlanProblem, ...] = ()


def touch_plan(plans: Path) -> TouchPlan:
    """The company's own with what it leaves out as it comes with Steward. `plans`: the folder `account_plans/`."""
    own = CompanyFiles.whole(plans).open(TouchPlanFile, FILE, COMPANY)
    if not own.exists or own.found.broken:
        return TouchPlan(_rules(shipped()), own.problems)
    return TouchPlan(_rules(shipped(), own.plan), own.problems)


def shipped() -> TouchPlanFile:
    """What comes with Steward."""
    return opened(TouchPlanFile, FILE, COMPANY, SHIPPED.read_bytes()).plan


def _rules(*files: TouchPlanFile) -> Mapping[BuyingRole, TouchRule]:
    """The later file goes before the earlier, key by key."""
    days: dict[BuyingRole, float] = {}
    weights: dict[BuyingRole, float] = {}
    for role, one in ((rule.role, rule) for file in files for rule in file.rules if rule.role):
        if one.every_days is not None:
            days[role] = one.every_days
        if one.weight is not None:
            weights[role] = one.weight
    return {role: TouchRule(every, weights.get(role, USUAL)) for role, every in days.items() if every}
