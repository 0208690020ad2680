"""What a review may ask for and own up to where nobody wrote it yet: from the figures, else from the success plan."""

from collections.abc import Iterator
from datetime import date

from steward.briefings.customer.reviews.material import Material
from steward.exhibits import Bullet, day_text
from steward.plans.customer.review import Decision, Review
from steward.plans.customer.success_plan import JointStep, Progress, SuccessPlan
from steward.plans.files.changes import entry_id, identity

AHEAD = (Progress.PLANNED, Progress.IN_PROGRESS)


def suggested_decisions(found: Material, agreed: SuccessPlan, prepared: Review, today: date) -> tuple[Decision, ...]:
    """Decisions to ask for, none of which is asked for yet: those the figures call for; else one that the plan does, so
    that no review ends without any."""
    asked, taken = {one.decision for one in prepared.decisions}, [identity(one) for one in prepared.decisions]
    wanted = [Decision(decision=ask) for ask in found.summary.asks]
    if not wanted and not prepared.decisions:
        wanted = list(_planned(agreed, prepared.meeting.held_on or today))[:1]
    made: list[Decision] = []
    for one in wanted:
        if one.decision not in asked:
            key = entry_id(one.decision, [*taken, *map(identity, made)])
            made.append(_with_id(one, key))
    return tuple(made)


def _with_id(one: Decision, key: str) -> Decision:
    return Decision(
        id=key, decision=one.decision, their_owner=one.their_owner, our_owner=one.our_owner, due=one.due,
    )  # fmt: skip


def _planned(agreed: SuccessPlan, after: date) -> Iterator[Decision]:
    """The next step of the joint plan, the first option, the first goal: whichever the plan has."""
    steps = [one for one in agreed.joint_plan if one.status in AHEAD]
    coming = [one for one in steps if one.due and one.due > after]
    for step in [*sorted(coming, key=lambda one: one.due or date.max), *(one for one in steps if one not in coming)]:
        yield _of_step(step)
    for option in agreed.options:
        first = f", beginning with {option.next_step}" if option.next_step else ""
        yield Decision(decision=f"Do we look into {option.option}{first}?")
    for goal in agreed.goals:
        yield Decision(decision=f"Do we keep to the goal “{goal.title}”?", their_owner=goal.their_owner)


def _of_step(step: JointStep) -> Decision:
    until = f", until {day_text(step.due)}" if step.due else ""
    return Decision(
        decision=f"Do we go ahead with “{step.what}” as planned{until}?", their_owner=step.their_owner,
        our_owner=step.our_owner, due=step.due,
    )  # fmt: skip


def suggested_miss(found: Material) -> str:
    """Where no figure got worse: what came closest to a miss, in a sentence; empty where nothing did."""
    if found.service.near_misses:
        return f"{found.service.near_misses.title}."
    goals = found.success.goals.bullets if found.success.goals else ()
    behind = [one for one in goals if one.progress is not None and one.progress < 1]
    if not behind:
        return ""
    return _furthest(min(behind, key=lambda one: one.progress or 0))


def _furthest(goal: Bullet) -> str:
    now, target = goal.unit.text(goal.actual), goal.unit.text(goal.target)
    return f"Furthest from its target: {goal.label}, now {now} and not yet {target}."
