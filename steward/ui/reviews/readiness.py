"""The review of an account and quarter on a page, made again only where a file or the data changed."""

from steward.briefings.customer.subject import Subject
from steward.services.delivery.told import state_of as told_of
from steward.services.design.shown import state_of
from steward.services.offerings import FILE as OFFERINGS
from steward.services.quotes.presented import state_of as offers_of
from steward.services.requests.shown import state_of as requests_of
from steward.services.reviews import opened as reviews
from steward.services.reviews.opened import OpenedReview
from steward.ui.kit.cache import kept
from steward.ui.plans.cache import state_of as state_of_company
from steward.ui.plans.files import plans

__all__ = ["OpenedReview", "opened_review"]


def opened_review(subject: Subject) -> OpenedReview:
    """The review of the subject's account and quarter."""
    file, plan = reviews.opened_files(plans(), subject.account_id, subject.quarter)
    return kept(
        lambda: reviews.made_of(subject, plans(), file, plan),
        "review", subject.account_id, subject.quarter,
        state=(
            file.digest, plan.digest,
            reviews.frozen_state(plans(), subject, file.plan), state_of(plans(), subject.account_id),
            offers_of(plans(), subject.account_id), told_of(plans(), reviews.told_together(subject, file.plan)),
            requests_of(plans(), subject.account_id), state_of_company(OFFERINGS),
        ),
    )  # fmt: skip
