"""What both sides do next, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import Span, Timeline, day_text
from steward.exhibits.wording import capital, counted, few, in_a_line, spelled
from steward.plans.customer.success_plan import JointStep, Progress

LATE = "late"
ENDED = (Progress.DONE, Progress.STOPPED)


@dataclass(frozen=True)
class NextStep:
    """A step that is not done, and the title of the goal it serves; empty where it names none."""

    goal: str
    step: str
    due: date
    who: str = ""


def next_steps(about: PlanSubject) -> tuple[NextStep, ...]:
    """The dated steps that are under way or to come, the first due first."""
    goals = {goal.id: goal.title for goal in about.plan.goals if goal.id}
    ahead = (step for step in about.plan.joint_plan if step.due and step.status not in ENDED)
    made = [
        NextStep(goals.get(step.goal, ""), step.what, step.due, about.owners(step.their_owner, step.our_owner))
        for step in ahead
        if step.due
    ]
    return tuple(sorted(made, key=lambda one: one.due))


def joint_plan(about: PlanSubject) -> Timeline | None:
    """The dated steps as a timeline; None where there is none."""
    dated = sorted((step for step in about.plan.joint_plan if step.due), key=lambda s: (s.starts_on or s.due, s.due))
    if not dated:
        return None
    spans = tuple(_span(about, step) for step in dated)
    return Timeline(
        id="success.joint_plan",
        title=title(about),
        alt="Timeline: " + "; ".join(f"{span.label} by {day_text(span.end)}, {span.state}" for span in spans) + ".",
        receipt=about.receipt("joint plan", "joint_plan"),
        spans=spans,
        today=about.meeting_day,
        note=_undated(about),
    )


def title(about: PlanSubject) -> str:
    """The plan in one sentence: what is late, else what comes next."""
    steps, day = about.plan.joint_plan, about.meeting_day
    late = sorted((one for one in steps if step_state(one, day) == LATE), key=lambda one: one.due or day)
    if late:
        return _late(late, len(steps))
    done = sum(step.status is Progress.DONE for step in steps)
    coming = sorted((s.due, s.what) for s in steps if s.due and s.due >= day and s.status not in ENDED)
    many = counted(len(steps), "joint step")
    said = f"{done} of {many} {'is' if done == 1 else 'are'} done" if done else f"{many} to come"
    if not coming:
        return said
    due, what = coming[0][0], coming[0][1]
    return in_a_line(
        f"{said}; next: {what}, {day_text(due)}", f"{said}; next: {what}",
        f"{said}; the next is due on {day_text(due)}",
    )  # fmt: skip


def _late(late: Sequence[JointStep], number: int) -> str:
    """`Two of eight steps are late: “Radio link” and “Permit”`; many by the two that are late for longest, where their
    names are long by the first of them, else by its day."""
    if len(late) == number:
        said = f"{f'All {spelled(number)} joint steps are' if number > 1 else 'The joint step is'} late"
    else:
        said = f"{capital(spelled(len(late)))} of {spelled(number)} steps {'is' if len(late) == 1 else 'are'} late"
    names, first = [f"“{one.what}”" for one in late], late[0].due
    since = f", {'since' if len(late) == 1 else 'the first since'} {day_text(first)}" if first else ""
    return in_a_line(f"{said}: {few(names)}", f"{said}: {few(names, most=1)}", f"{said}{since}")


def _span(about: PlanSubject, step: JointStep) -> Span:
    assert step.due is not None
    return Span(
        label=step.what,
        start=step.starts_on if step.starts_on and step.starts_on <= step.due else None,
        end=step.due,
        state=step_state(step, about.meeting_day),
        detail=" · ".join(
            filter(None, (about.owners(step.their_owner, step.our_owner, over=step.status in ENDED), step.why))
        ),
    )


def step_state(step: JointStep, day: date) -> str:
    """The status as written; a step whose date has passed, and which has not ended, is late."""
    late = step.status not in ENDED and step.due is not None and step.due < day
    return LATE if late else str(step.status)


def _undated(about: PlanSubject) -> str:
    waiting = [step.what for step in about.plan.joint_plan if not step.due]
    return f"Without a date yet: {'; '.join(waiting)}." if waiting else ""
