"""What a review may ask for and own up to where nobody wrote it yet: from the figures, else from the success plan."""

from collections.abc import Iterator
from datetime import date

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.goals import furthest
from steward.briefings.customer.plans.subject import HAS_LEFT
from steward.briefings.customer.story.asks import proposed
from steward.exhibits import day_text
from steward.plans.customer.review import Decision, Review
from steward.plans.customer.success_plan import JointStep, Progress, SuccessPlan
from steward.plans.files.changes import entry_id, identity

AHEAD = (Progress.PLANNED, Progress.IN_PROGRESS)


def suggested_decisions(found: Material, agreed: SuccessPlan, prepared: Review, today: date) -> tuple[Decision, ...]:
    """Decisions to ask for, none of which is asked for yet: those that data and plan call for; else one of the plan
    alone, so that no review ends without any."""
    asked, taken = {one.decision for one in prepared.decisions}, [identity(one) for one in prepared.decisions]
    wanted = [
        Decision(decision=ask.text, their_owner=_still_there(ask.theirs), our_owner=ask.ours, due=ask.due)
        for ask in proposed(found)
    ]
    if not wanted and not prepared.decisions:
        wanted = list(_planned(agreed, prepared.meeting.held_on or today))[:1]
    made: list[Decision] = []
    for one in wanted:
        if one.decision not in asked:
            key = entry_id(one.decision, [*taken, *map(identity, made)])
            made.append(_with_id(one, key))
    return tuple(made)


def _still_there(name: str) -> str:
    """Who left sees to nothing any more."""
    return "" if name.endswith(f"({HAS_LEFT})") else name


def _with_id(one: Decision, key: str) -> Decision:
    return Decision(
        id=key, decision=one.decision, their_owner=one.their_owner, our_owner=one.our_owner, due=one.due,
    )  # fmt: skip


def _planned(agreed: SuccessPlan, after: date) -> Iterator[Decision]:
    """The next step of the joint plan that has not begun, else the next, the first option, the first goal: whichever
    the plan has."""
    steps = [one for one in agreed.joint_plan if one.status in AHEAD]
    coming = [one for one in steps if one.due and one.due > after]
    next_ones = sorted(coming, key=lambda one: (has_begun(one, after), one.due or date.max))
    for step in [*next_ones, *(one for one in steps if one not in coming)]:
        yield _of_step(step, after)
    for option in agreed.options:
        first = f", beginning with {option.next_step}" if option.next_step else ""
        yield Decision(decision=f"Do we look into {option.option}{first}?")
    for goal in agreed.goals:
        yield Decision(decision=f"Do we keep to the goal “{goal.title}”?", their_owner=goal.their_owner)


def has_begun(step: JointStep, day: date) -> bool:
    """Whether a step is under way on a day, by its state or by its own date."""
    return step.status is Progress.IN_PROGRESS or bool(step.starts_on and step.starts_on <= day)


def begun_already(asked: str, agreed: SuccessPlan, day: date) -> JointStep | None:
    """The step that a decision asks to go ahead with although it is under way or done; None where it asks nothing
    like that."""
    if "go ahead" not in asked.casefold():
        return None
    over = (step for step in agreed.joint_plan if step.status is Progress.DONE or has_begun(step, day))
    return next((step for step in over if f"“{step.what}”" in asked), None)


def asked_of(step: JointStep, day: date) -> str:
    """What is asked of a step: what has begun is not to be begun, but whether it goes on."""
    begun = has_begun(step, day)
    until = f"{' ' if begun else ', '}until {day_text(step.due)}" if step.due else ""
    asked = f"Do we complete “{step.what}”" if begun else f"Do we go ahead with “{step.what}” as planned"
    return f"{asked}{until}?"


def _of_step(step: JointStep, day: date) -> Decision:
    return Decision(
        decision=asked_of(step, day), their_owner=step.their_owner,
        our_owner=step.our_owner, due=step.due,
    )  # fmt: skip


def suggested_miss(found: Material) -> str:
    """Where no figure got worse: what came closest to a miss, in a sentence; empty where nothing did."""
    if found.service.near_misses:
        return f"{found.service.near_misses.title}."
    return furthest(found.success.goals) if found.success.goals else ""
