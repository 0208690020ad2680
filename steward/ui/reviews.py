"""The review of an account and quarter, as it is prepared or frozen."""

from dataclasses import dataclass

from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.storyline import customer_review
from steward.briefings.subject import Subject
from steward.plans import review as reviews
from steward.plans.review import Review
from steward.plans.store import Opened
from steward.plans.success_plan import SuccessPlan
from steward.ui.cache import kept
from steward.ui.plan_files import plans, success_plan


@dataclass(frozen=True)
class OpenedReview:
    """The files behind a review as they are now, and the review made of them."""

    file: Opened[Review]
    agreed: Opened[SuccessPlan]
    review: CustomerReview


def opened_review(subject: Subject) -> OpenedReview:
    """The review of the subject's account and quarter."""
    quarter = str(subject.quarter)
    file = plans().open(Review, reviews.file_of(quarter), subject.account_id)
    agreed = success_plan(subject.account_id)
    made = kept(
        lambda: customer_review(subject, agreed.plan), "review", subject.account_id, quarter, file.digest, agreed.digest
    )
    return OpenedReview(file, agreed, made)
