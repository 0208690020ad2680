"""The plan of an account as a Word document: ours whole, the customer's copy of the success plan alone."""

from steward.briefings.customer.plans.document import success_content
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import Subject
from steward.briefings.internal.maps.exhibit import map_exhibit
from steward.briefings.internal.maps.source import map_source
from steward.briefings.internal.plans.document import plan_content
from steward.briefings.internal.plans.names import StrategySubject
from steward.briefings.internal.plans.strategy_money import brought
from steward.errors import PlanNotFound
from steward.exhibits.documents import Part
from steward.output.document import document
from steward.output.document.maps import map_on_paper
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Opened, Plans
from steward.plans.internal.account import AccountPlan
from steward.services import health


def account_plan_document(subject: Subject, plan: AccountPlan, plans: Plans) -> bytes:
    """The whole plan as a .docx, for our own eyes. Raises PlanNotFound where nobody has written it."""
    if not plan.exists:
        raise PlanNotFound(f"Nobody has written a plan for {subject.account.name} yet.")
    about = StrategySubject(subject, plan.success.plan, plan.strategy.plan)
    success = plan.success.plan if plan.success.exists else None
    strategy = plan.strategy.plan if plan.strategy.exists else None
    pictures = _map_pictures(subject, plan) if strategy else ()
    return document(
        plan_content(
            subject.account.name, success, strategy, about.names, subject.now, subject.money, pictures,
            brought(subject), health.of_account(subject, plans).lines[0].computed,
        )
    )  # fmt: skip


def _map_pictures(subject: Subject, plan: AccountPlan) -> tuple[Part, ...]:
    """The account's first map, or who matters most on it; none where nobody is on it."""
    source = map_source(subject, plan)
    if not source.network.people:
        return ()
    exhibit = map_exhibit(source.network, source.places, "Relationship map")
    return tuple(map_on_paper(exhibit))


def success_plan_document(subject: Subject, opened: Opened[SuccessPlan]) -> bytes:
    """The customer's copy as a .docx. Raises PlanNotFound where no success plan is written."""
    if not opened.exists:
        raise PlanNotFound(f"No success plan is written for {subject.account.name} yet.")
    names = PlanSubject(subject, opened.plan).names
    return document(success_content(subject.account.name, opened.plan, names, subject.now))
