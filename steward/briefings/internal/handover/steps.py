"""The first 30, 60 and 90 days of the new owner: as they are written, else as what is open at the account proposes."""

from steward.briefings.internal.handover.listed import Handover
from steward.domain.handover.first_days import proposed
from steward.plans.internal.handover import HandoverStep


def first_steps(one: Handover) -> tuple[HandoverStep, ...]:
    """What the new owner does first."""
    return one.file.steps or tuple(
        HandoverStep(id=step.id, step=step.step, within=float(step.within)) for step in proposed(one.ahead)
    )
