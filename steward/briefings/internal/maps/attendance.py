"""Who should take part in a review: who did last time, whom the plan names, and who of us looks after the account."""

from collections.abc import Sequence

from steward.plans.customer.review import Attendee, Review
from steward.plans.customer.success_plan import Side, SuccessPlan
from steward.plans.internal.strategy import Strategy

MOST = 12


def proposed_attendees(
    agreed: SuccessPlan, strategy: Strategy, last: Review | None, owner_id: str, now: Sequence[Attendee]
) -> tuple[Attendee, ...]:
    """People to add, each once: those of the last review, else the owners of goals and commitments and our team."""
    here = {one.person for one in now}
    found = list(last.attendees) if last and last.attendees else [*_theirs(agreed), *_ours(strategy, owner_id)]
    fresh = {one.person: one for one in found if one.person and one.person not in here}
    return tuple(fresh.values())[:MOST]


def _theirs(agreed: SuccessPlan) -> list[Attendee]:
    """Those who own a goal or a step; else those the plan names who are still there."""
    gone = {one.id for one in agreed.people if one.left_on}
    owners = [*(goal.their_owner for goal in agreed.goals), *(step.their_owner for step in agreed.joint_plan)]
    named = list(filter(None, owners)) or [one.id for one in agreed.people if one.id]
    return [Attendee(person=key, side=Side.THEIRS) for key in dict.fromkeys(named) if key not in gone]


def _ours(strategy: Strategy, owner_id: str) -> list[Attendee]:
    """The owner of the account and its team."""
    team = [Attendee(person=one.colleague, side=Side.OURS, part=one.part) for one in strategy.team]
    first = [Attendee(person=owner_id, side=Side.OURS, part="Account manager")] if owner_id else []
    return [*first, *(one for one in team if one.person != owner_id)]
