"""The customer's goals: from where, to where, and where they are now."""

from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import Bullet, Bullets, Figure, Unit, day_text, listed
from steward.exhibits.units import COUNT
from steward.exhibits.wording import counted
from steward.plans.customer.success_plan import Goal


def goals(about: PlanSubject) -> Bullets | None:
    """The goals as bullets; None where none is written."""
    if not about.plan.goals:
        return None
    bullets = tuple(_bullet(about, goal) for goal in about.plan.goals)
    return Bullets(
        id="success.goals",
        title=title(about),
        alt="Goals: " + "; ".join(map(_in_words, bullets)) + ".",
        receipt=about.receipt("goals reached", "goals"),
        bullets=bullets,
    )


def title(about: PlanSubject) -> str:
    """The goals in one sentence: what went backwards is said first, then what is reached."""
    found = about.plan.goals
    if len(found) == 1:
        return _title_of_one(found[0])
    total, reached = len(found), sum(map(is_reached, found))
    unmeasured, behind = sum(goal.actual is None for goal in found), sum(map(is_behind, found))
    yours = f"your {total} goals"
    if unmeasured == total:
        return f"{counted(total, 'goal')} agreed, not measured yet"
    rest = f", {unmeasured} not measured yet" if unmeasured else ""
    if behind:
        done = f", {reached} reached" if reached else ""
        return f"{behind} of {yours} moved away from target{done}{rest}"
    if reached == total:
        return f"All your {total} goals are reached"
    return f"{reached} of {yours} reached{rest}" if reached else f"On the way to {yours}{rest}"


def _title_of_one(goal: Goal) -> str:
    if goal.actual is None:
        return "1 goal agreed, not measured yet"
    if is_behind(goal):
        return "Your goal has moved away from target"
    return "Your goal is reached" if is_reached(goal) else "On the way to your goal"


def behind_title(shown: Bullets) -> str:
    """How many goals have moved away from target; empty where none is."""
    behind = [bullet for bullet in shown.bullets if (bullet.progress or 0) < 0]
    which = "goal has" if len(behind) == 1 else "goals have"
    return f"{len(behind)} {which} moved away from target" if behind else ""


def furthest(shown: Bullets) -> str:
    """The goal that is furthest from its target, with where it stands; empty where none is measured and open."""
    behind = [one for one in shown.bullets if one.progress is not None and one.progress < 1]
    if not behind:
        return ""
    goal = min(behind, key=lambda one: one.progress or 0)
    now, target = goal.unit.text(goal.actual), goal.unit.text(goal.target)
    return f"Furthest from its target: {goal.label}, now {now} and not yet {target}."


def is_behind(goal: Goal) -> bool:
    """Whether the actual lies on the wrong side of the baseline."""
    if goal.baseline is None or goal.target is None or goal.actual is None:
        return False
    return (goal.actual - goal.baseline) * (goal.target - goal.baseline) < 0


def is_reached(goal: Goal) -> bool:
    """Whether the actual is at the target or beyond it, on the side the target lies."""
    if goal.actual is None or goal.target is None:
        return False
    if goal.baseline is not None and goal.baseline > goal.target:
        return goal.actual <= goal.target
    return goal.actual >= goal.target


def reached_figure(about: PlanSubject) -> Figure:
    """How many goals are reached."""
    found = about.plan.goals
    return about.subject.figure(
        "success.goals_reached",
        "Goals reached",
        sum(map(is_reached, found)) if found else None,
        COUNT,
        about.receipt("goals reached", "goals"),
        why="No goals are written in the success plan.",
        note=f"Of {counted(len(found), 'goal')}." if found else "",
    )


def _bullet(about: PlanSubject, goal: Goal) -> Bullet:
    measured = f"measured {day_text(goal.actual_on)}" if goal.actual_on else ""
    owners = about.owners(goal.their_owner, goal.our_owner, over=is_reached(goal))
    return Bullet(
        label=goal.title,
        baseline=goal.baseline,
        target=goal.target,
        actual=goal.actual,
        unit=goal_unit(goal),
        due=goal.due,
        detail=" · ".join(filter(None, (goal.measure, owners, measured, goal.note))),
    )


def goal_unit(goal: Goal) -> Unit:
    """The goal's own unit, with as many decimals as its numbers have."""
    numbers = [number for number in (goal.baseline, goal.target, goal.actual) if number is not None]
    decimals = max((len(f"{number:.4f}".rstrip("0").partition(".")[2]) for number in numbers), default=0)
    space = "\N{NARROW NO-BREAK SPACE}" if goal.unit == "%" else "\N{NO-BREAK SPACE}"
    return Unit("goal", suffix=f"{space}{goal.unit}" if goal.unit else "", decimals=decimals)


def _in_words(bullet: Bullet) -> str:
    known = [
        f"{word} {bullet.unit.text(number)}"
        for word, number in (("from", bullet.baseline), ("to", bullet.target), ("now", bullet.actual))
        if number is not None
    ]
    return f"{bullet.label} {listed(known)}" if known else f"{bullet.label}, without numbers"
