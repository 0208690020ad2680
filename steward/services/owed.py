"""What is open between us and a customer, as they may see it: of the success plan and the reviews alone."""

from steward.briefings.customer.actions.owed import open_between_us as table_of
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import Subject
from steward.exhibits import Table
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import FOLDER, Review
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Plans


def open_between_us(subject: Subject, plans: Plans) -> Table | None:
    """The actions of either side that are open today; None where none is, and of a quarter that is past."""
    if subject.is_past:
        return None
    plan = plans.open(SuccessPlan, agreed.FILE, subject.account_id).plan
    return table_of(PlanSubject(subject, plan), reviews_of(plans, subject.account_id))


def reviews_of(plans: Plans, account_id: str) -> dict[str, Review]:
    """Every review of an account by the quarter of its folder, the earliest first."""
    folder = plans.of(account_id) / FOLDER
    quarters = sorted(path.parent.name for path in folder.glob("*/review.toml"))
    return {each: plans.open(Review, f"{FOLDER}/{each}/review.toml", account_id).plan for each in quarters}
