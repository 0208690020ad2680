"""What is ahead, goal by goal: the steps over the coming quarters, and the day by which a goal is to be reached."""

from collections.abc import Iterator
from datetime import date

from steward.briefings.customer.plans.joint_plan import ENDED, step_state
from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import Span, Timeline, day_text
from steward.exhibits.plan_places import reached
from steward.exhibits.wording import counted, few, in_a_line
from steward.plans.customer.success_plan import Goal, JointStep

QUARTERS = 4
_DAYS = 92
"""How far it looks: what is due later says nothing of the coming quarters."""


def roadmap(about: PlanSubject) -> Timeline | None:
    """The steps that are not done, under the goals they serve; None where no step serves a goal."""
    ways = [(goal, steps) for goal in about.plan.goals if (steps := _steps(about, goal))]
    if not ways:
        return None
    spans = tuple(span for goal, steps in ways for span in _way(about, goal, steps))
    count = sum(len(steps) for _, steps in ways)
    first = min((step for _, steps in ways for step in steps), key=lambda step: step.due or date.max)
    assert first.due is not None
    soonest = few([step.what for _, steps in ways for step in steps if step.due == first.due])
    ahead, day = f"{counted(count, 'step')} ahead for {_goals(len(ways))}", day_text(first.due)
    told = "; ".join(f"{span.label} by {day_text(span.end)}, {span.state}" for span in spans)
    return Timeline(
        id="success.roadmap",
        title=in_a_line(
            f"{ahead}; first: {soonest}, {day}", f"{ahead}; first: {soonest}", f"{ahead}, the first by {day}"
        ),
        alt=f"Timeline by goal: {told}.",
        receipt=about.receipt("joint plan", "joint_plan"),
        spans=spans,
        today=about.meeting_day,
        note=_options(about),
    )


def _goals(count: int) -> str:
    return "one goal" if count == 1 else f"{count} goals"


def _steps(about: PlanSubject, goal: Goal) -> list[JointStep]:
    """Those of a goal that are late, under way or to come, the first due first."""
    last = date.fromordinal(about.meeting_day.toordinal() + QUARTERS * _DAYS)
    ahead = [
        step
        for step in about.plan.joint_plan
        if goal.id and step.goal == goal.id and step.status not in ENDED and step.due and step.due <= last
    ]
    return sorted(ahead, key=lambda step: step.due or last)


def _way(about: PlanSubject, goal: Goal, steps: list[JointStep]) -> Iterator[Span]:
    """The goal on its day, then the steps that lead there; they name it where it has no day."""
    ahead = goal.due and not reached(goal.baseline, goal.target, goal.actual)
    if goal.due and ahead:
        state = "late" if goal.due < about.meeting_day else "planned"
        yield Span(label=f"Goal: {goal.title}", start=None, end=goal.due, state=state, detail="to be reached by then")
    for step in steps:
        assert step.due is not None
        owners = about.owners(step.their_owner, step.our_owner)
        yield Span(
            label=step.what,
            start=step.starts_on if step.starts_on and step.starts_on <= step.due else None,
            end=step.due,
            state=step_state(step, about.meeting_day),
            detail=owners if ahead else " · ".join(filter(None, (f"for “{goal.title}”", owners))),
        )


def _options(about: PlanSubject) -> str:
    """What is worth a look for a goal, and has no day yet."""
    goals = {goal.id: goal.title for goal in about.plan.goals if goal.id}
    named = [f"{one.option} for “{goals[one.goal]}”" for one in about.plan.options if one.goal in goals]
    return f"Worth a look, without a day yet: {'; '.join(named)}." if named else ""
