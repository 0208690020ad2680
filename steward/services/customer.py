"""What the customer may see of their account, a topic at a time: imports nothing that is ours alone."""

from collections.abc import Callable, Mapping

from steward.briefings.customer.adoption.adoption import adoption
from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.material.material import material
from steward.briefings.customer.material.summary import summary
from steward.briefings.customer.nps.nps import customer_nps
from steward.briefings.customer.plans.success import success as success_plan
from steward.briefings.customer.reviews.figures import customer_figures as figures
from steward.briefings.customer.service.service import service
from steward.briefings.customer.spend.spend import spend
from steward.briefings.customer.story.in_short import in_short
from steward.briefings.customer.subject import Subject

__all__ = ["TOPICS", "figures", "in_short", "material", "success_plan"]

TOPICS: Mapping[str, Callable[[Subject], CustomerBriefing]] = {
    "spend": spend,
    "service": service,
    "adoption": adoption,
    "voice": customer_nps,
    "summary": summary,
}
