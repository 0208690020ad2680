"""What the goals are worth to the customer in their money: only where they agreed what a unit is worth to them."""

from collections.abc import Sequence
from dataclasses import replace

from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import Bridge, Step, largest_change, listed
from steward.plans.customer.success_plan import Goal

BEGAN, NOW, AHEAD = "When we began", "A year now", "Still to come"


def gained(goal: Goal) -> float | None:
    """What a goal is worth in a year by now, in the reporting currency; less than nothing where it moved away. None
    without a worth that they agreed to, or without both numbers."""
    if goal.worth is None or goal.worth_agreed_on is None or goal.target is None:
        return None
    if goal.baseline is None or goal.actual is None or goal.baseline == goal.target:
        return None
    towards = 1 if goal.target >= goal.baseline else -1
    return towards * (goal.actual - goal.baseline) * goal.worth


def worth(about: PlanSubject) -> Bridge | None:
    """From nothing when we began to what all of it is worth a year now, of one goal alone from there to what it will be
    worth; None where no worth is agreed."""
    found = [(goal, value) for goal in about.plan.goals if (value := gained(goal)) is not None and _agreed(about, goal)]
    if not found:
        return None
    total, unit = sum(value for _, value in found), about.subject.money
    steps = _of_one(*found[0]) if len(found) == 1 else _of_several(found, total)
    return Bridge(
        id="success.worth",
        title=_title(about, total),
        alt="Bridge of what the goals are worth a year: "
        + "; ".join(f"{step.label} {(unit.text if step.total else unit.change)(step.value)}" for step in steps)
        + ".",
        receipt=about.receipt("value in their money", "goals"),
        note=_note(about, [goal for goal, _ in found]),
        steps=steps,
        unit=unit,
        call_out=largest_change(steps, "Most of it"),
    )


def _of_several(found: Sequence[tuple[Goal, float]], total: float) -> tuple[Step, ...]:
    """Goal by goal from nothing to now."""
    goals = (Step(goal.title, value) for goal, value in found)
    return (Step(BEGAN, 0, total=True), *goals, Step(NOW, total, total=True))


def _of_one(goal: Goal, value: float) -> tuple[Step, ...]:
    """From now to the target, as the way to now would say its number twice; to now where there is nothing to come."""
    ahead = (gained(replace(goal, actual=goal.target)) or 0) - value
    if value < 0 or ahead <= 0:
        return (Step(BEGAN, 0, total=True), Step(NOW, value, total=True))
    return (
        Step(NOW, value, total=True),
        Step(AHEAD, ahead),
        Step("At your target", value + ahead, total=True),
    )


def _agreed(about: PlanSubject, goal: Goal) -> bool:
    """Whether it was agreed by the day the plan is read on."""
    return goal.worth_agreed_on is not None and goal.worth_agreed_on <= about.day


def _title(about: PlanSubject, total: float) -> str:
    money = about.subject.money.compact(abs(total))
    if money == about.subject.money.compact(0):
        return "Your goals bring you nothing yet"
    if total < 0:
        return f"Your goals cost you {money} a year more than when we began"
    return f"Your goals bring you {money} a year by now"


def _unit(goal: Goal) -> str:
    return "point" if goal.unit == "%" else f"of the {goal.unit}" if goal.unit else "one"


def _note(about: PlanSubject, goals: list[Goal]) -> str:
    """Who agreed to what a unit is worth."""
    unit = about.subject.money
    said = [f"{unit.text(goal.worth)} a year for each {_unit(goal)} in “{goal.title}”" for goal in goals]
    who = dict.fromkeys(about.name(goal.worth_agreed_by) for goal in goals if goal.worth_agreed_by)
    by = f", as agreed with {listed(list(who))}" if who else ""
    return f"{listed(said)}{by}."
