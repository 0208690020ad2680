"""The plan of an account: what is agreed with the customer, our strategy, and both together; ours alone."""

from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files import journal
from steward.plans.files.history import Event, history
from steward.plans.files.store import Opened, Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.account import AccountPlan, account_plan
from steward.plans.internal.strategy import Strategy
from steward.plans.internal.templates import TEMPLATES, begun

__all__ = [
    "AGREED",
    "OURS",
    "TEMPLATES",
    "AccountPlan",
    "account_plan",
    "begun",
    "changed_last",
    "opened_strategy",
    "opened_success_plan",
]

AGREED, OURS = agreed.FILE, ours.FILE
"""The two files of a plan."""


def opened_success_plan(plans: Plans, account_id: str) -> Opened[SuccessPlan]:
    """What is agreed with the customer, as the file says it now."""
    return plans.open(SuccessPlan, AGREED, account_id)


def opened_strategy(plans: Plans, account_id: str) -> Opened[Strategy]:
    """Our strategy, as the file says it now."""
    return plans.open(Strategy, OURS, account_id)


def changed_last(plans: Plans, plan: AccountPlan) -> str:
    """The file that changed last. What was changed in the file itself, nobody knows when, was changed since the last
    save."""
    by_hand = [name for name in (AGREED, OURS) if _by_hand(history(plans, plan.file(name)))]
    lines = journal.lines(plans.of(plan.success.account_id))
    return [OURS, *(line.file for line in lines if line.file in (AGREED, OURS)), *by_hand][-1]


def _by_hand(found: tuple[Event, ...]) -> bool:
    return bool(found) and found[0].at is None
