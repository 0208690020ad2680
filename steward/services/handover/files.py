"""The file of one handover, as it is now."""

from steward.plans.files.store import Opened, Plans
from steward.plans.internal.handover import HandoverFile, InterviewAnswer, file_of
from steward.services.handover.desk import Handover

__all__ = ["HandoverFile", "InterviewAnswer", "opened_handover"]


def opened_handover(plans: Plans, one: Handover) -> Opened[HandoverFile]:
    """What people wrote of it."""
    return plans.open(HandoverFile, file_of(one.move.fy), one.row.account_id)
