"""The plan of an account as a Word document: ours whole, the customer's copy of the success plan alone."""

from steward.briefings.customer.plan_paper import success_paper
from steward.briefings.customer.plan_subject import PlanSubject
from steward.briefings.internal.plan_names import StrategySubject
from steward.briefings.internal.plan_paper import plan_paper
from steward.briefings.subject import Subject
from steward.document import document
from steward.errors import PlanNotFound
from steward.plans.account import AccountPlan
from steward.plans.store import Opened
from steward.plans.success_plan import SuccessPlan


def account_plan_document(subject: Subject, plan: AccountPlan) -> bytes:
    """The whole plan as a .docx, for our own eyes. Raises PlanNotFound where nobody has written it."""
    if not plan.exists:
        raise PlanNotFound(f"Nobody has written a plan for {subject.account.name} yet.")
    about = StrategySubject(subject, plan.success.plan, plan.strategy.plan)
    success = plan.success.plan if plan.success.exists else None
    strategy = plan.strategy.plan if plan.strategy.exists else None
    return document(plan_paper(subject.account.name, success, strategy, about.names, subject.as_of, subject.money))


def success_plan_document(subject: Subject, opened: Opened[SuccessPlan]) -> bytes:
    """The customer's copy as a .docx. Raises PlanNotFound where no success plan is written."""
    if not opened.exists:
        raise PlanNotFound(f"No success plan is written for {subject.account.name} yet.")
    names = PlanSubject(subject, opened.plan).names
    return document(success_paper(subject.account.name, opened.plan, names, subject.as_of))
