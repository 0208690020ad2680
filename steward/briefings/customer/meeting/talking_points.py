"""A draft agenda for a call: facts the customer may hear, each with its figure. A person chooses and adds."""

from steward.briefings.customer.material.summary import summary
from steward.briefings.customer.plans.commitment_states import CommitmentState, state_of
from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import day_text
from steward.exhibits.wording import inside
from steward.plans.customer.success_plan import Commitment, Side

MOST_COMMITMENTS = 5
_OPEN = (CommitmentState.OVERDUE, CommitmentState.OPEN)


def talking_points(about: PlanSubject) -> tuple[str, ...]:
    """What went well, what did not, and what is still open between us, in the order one would speak of it."""
    told = summary(about.subject)
    owed = [one for one in about.plan.commitments if state_of(one, about.subject.now) in _OPEN]
    first = sorted(owed, key=lambda one: (one.side is not Side.OURS, one.due is None, one.due))[:MOST_COMMITMENTS]
    return (
        *told.outcomes,
        *(f"To improve: {inside(miss)}" for miss in told.misses),
        *(_commitment(about, one) for one in first),
        *(f"To decide: {ask}" for ask in told.asks),
    )


def _commitment(about: PlanSubject, one: Commitment) -> str:
    whose = "We promised" if one.side is Side.OURS else "You promised" if one.side else "Promised"
    due = f", due {day_text(one.due)}" if one.due else ""
    who = f", {about.doer(one.owner)}" if one.owner else ""
    return f"{whose}: “{one.promise}”{who}{due}."
