"""One account for our own eyes: what stands behind it, and our strategy for it."""

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.book.account import account as brief
from steward.briefings.internal.plans.names import StrategySubject
from steward.briefings.internal.plans.strategy import override_text, strategy
from steward.exhibits import Figure, once
from steward.plans.internal.account import AccountPlan
from steward.services import customer

__all__ = ["brief", "figures", "override_text", "strategy", "subject_of"]


def subject_of(about: Subject, plan: AccountPlan) -> StrategySubject:
    """The account with both files of its plan."""
    return StrategySubject(about, plan.success.plan, plan.strategy.plan)


def figures(about: Subject) -> tuple[Figure, ...]:
    """What we see: our own figures first, then the customer's; each once."""
    return once((*brief(about).figures, *customer.figures(about)))
