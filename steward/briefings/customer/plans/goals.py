"""The customer's goals: from where, to where, and where they are now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import Bullet, Bullets, Figure, Unit, day_text, listed
from steward.exhibits.plan_places import Verdict, due_words, lag, now_words, reached, track, verdict
from steward.exhibits.ties import leaders
from steward.exhibits.units import COUNT
from steward.exhibits.wording import counted, few, in_a_line
from steward.plans.customer.success_plan import Goal

PACE = "The thin mark on a track is its pace: where the goal would be, going evenly, on the day it was measured."


def goals(about: PlanSubject) -> Bullets | None:
    """The goals as bullets, those that are behind first as the title names them; None where none is written."""
    if not about.plan.goals:
        return None
    written = tuple(_bullet(about, goal) for goal in about.plan.goals)
    late = behind(written)
    bullets = (*late, *(bullet for bullet in written if bullet not in late))
    return Bullets(
        id="success.goals",
        title=title(about),
        alt="Goals: " + "; ".join(map(_in_words, bullets)) + ".",
        receipt=about.receipt("goals reached", "goals"),
        bullets=bullets,
        note=PACE if any((lane := track(bullet)) and lane.pace is not None for bullet in bullets) else "",
    )


def title(about: PlanSubject) -> str:
    """The goals in one sentence, the worst first: what moved away, what is behind its pace, else what is reached."""
    bullets = tuple(_bullet(about, goal) for goal in about.plan.goals)
    total, done = len(bullets), sum(map(is_reached, about.plan.goals))
    unmeasured = sum(bullet.actual is None for bullet in bullets)
    if unmeasured == total:
        return f"{counted(total, 'goal')} agreed, not measured yet"
    if late := behind(bullets):
        said = _late(late, total)
        return in_a_line(f"{said[0]}; {done} of {total} reached" if done else "", *said)
    if done == total:
        return f"All your {total} goals are reached" if total > 1 else "Your goal is reached"
    rest = f", {unmeasured} not measured yet" if unmeasured else ""
    if done:
        others = f", the {'other' if total - done == 1 else 'others'} on pace" if goals_on_pace(bullets) else rest
        return f"{done} of your {total} goals {'is' if done == 1 else 'are'} reached{others}"
    return goals_on_pace(bullets) or f"On the way to {_yours(total)}{rest}"


def goals_on_pace(bullets: Sequence[Bullet]) -> str:
    """That all goals that are open are on pace; empty where one is not, is not measured, or has no dates to tell."""
    ahead = [bullet for bullet in bullets if verdict(bullet) is not Verdict.REACHED]
    if not ahead or any(bullet.pace is None or verdict(bullet) is not Verdict.UNDER_WAY for bullet in ahead):
        return ""
    return f"On pace to {_yours(len(ahead))}"


def _yours(number: int) -> str:
    return "your goal" if number == 1 else f"your {number} goals"


def _late(late: Sequence[Bullet], total: int) -> tuple[str, ...]:
    """How many moved away, else how many are behind their pace, and which of them most; from the fullest sentence to
    the barest."""
    away = [bullet for bullet in late if verdict(bullet) is Verdict.BEHIND]
    over = [bullet for bullet in late if verdict(bullet) is Verdict.OVERDUE]
    bullets = away or over or late
    are = "is" if len(bullets) == 1 else "are"
    what = "moved away from target" if away else f"{are} overdue" if over else f"{are} behind pace"
    if total == 1:
        return (f"Your goal {what}",)
    whole, most = len(bullets) == total, _most(bullets)
    many = f"All {total} of your goals" if whole else f"{len(bullets)} of {_yours(total)}"
    less = f"All {total} goals" if whole else f"{len(bullets)} of {total} goals"
    away_in_short = [f"{less} moved away{most}"] if away else []
    return (f"{many} {what}{most}", f"{less} {what}{most}", *away_in_short, f"{many} {what}")


def _most(bullets: Sequence[Bullet]) -> str:
    """Which of several goals, the worst first, are furthest from where they should be; nothing where all are."""
    if len(bullets) == 1:
        return f": “{bullets[0].label}”"
    who = leaders(
        ((f"“{bullet.label}”", round(lag(bullet), 3)) for bullet in bullets), round(lag(bullets[0]), 3), "goal"
    )
    return "" if len(who.names) == len(bullets) else f", {few(who.names)} most"


def behind(bullets: Sequence[Bullet]) -> list[Bullet]:
    """The goals that moved away or are behind their pace, the worst against its pace first."""
    slow = [bullet for bullet in bullets if verdict(bullet) in (Verdict.SLOW, Verdict.OVERDUE, Verdict.BEHIND)]
    return sorted(slow, key=lambda one: -lag(one))


def reached_titles(bullets: Sequence[Bullet]) -> list[str]:
    """The goals that are reached."""
    return [bullet.label for bullet in bullets if verdict(bullet) is Verdict.REACHED]


def standing(bullet: Bullet) -> str:
    """`“Invoices right the first time” is behind pace: 1 of 10 questions gone`, whatever its numbers tell."""
    said = verdict(bullet)
    if said in (Verdict.SLOW, Verdict.OVERDUE):
        return f"“{bullet.label}” is {said.value}: {way_gone(bullet)}"
    if said is Verdict.BEHIND:
        now, start = bullet.unit.text(bullet.actual), bullet.unit.text(bullet.baseline)
        return f"“{bullet.label}” moved away from its target: {now} now, {start} when we began"
    return f"“{bullet.label}”: {now_words(bullet)}"


def standings(bullet: Bullet) -> tuple[str, ...]:
    """The same of a goal that is behind, from the fullest sentence to the barest: for a title, which is one line."""
    name, said = f"“{bullet.label}”", verdict(bullet)
    if said is Verdict.BEHIND:
        return (
            standing(bullet),
            f"{name} moved away: {from_to(bullet)}",
            f"A goal of yours moved away: {from_to(bullet)}",
        )
    if said in (Verdict.SLOW, Verdict.OVERDUE):
        short = short_of(bullet)
        return (
            standing(bullet), f"{name} is {said.value}: {short}", f"{name}: {short}",
            f"A goal of yours is {said.value}: {short}",
        )  # fmt: skip
    return (standing(bullet),)


def from_to(bullet: Bullet) -> str:
    """`from 9 to 10 tickets`: the way it went so far."""
    return f"from {_less_unit(bullet.unit).text(bullet.baseline)} to {bullet.unit.text(bullet.actual)}"


def short_of(bullet: Bullet) -> str:
    """`1 of 10 questions gone` where the target is none, else `73 %, not 95 %`, `4 sites, not 6`."""
    if not bullet.target:
        return way_gone(bullet)
    return f"{bullet.unit.text(bullet.actual)}, not {_less_unit(bullet.unit).text(bullet.target)}"


def way_gone(bullet: Bullet) -> str:
    """`1 of 10 questions gone` where the target is none, else `73 % of the 95 % wanted`."""
    assert bullet.baseline is not None and bullet.target is not None and bullet.actual is not None
    if not bullet.target:
        whole = bullet.unit.text(bullet.baseline)
        gone = _bare(bullet.unit).text(float(bullet.baseline) - float(bullet.actual))
        return f"{gone} of {whole} gone"
    wanted = _less_unit(bullet.unit).text(bullet.target)
    return f"{bullet.unit.text(bullet.actual)} now, {wanted} wanted{f' {due_words(bullet)}' if bullet.due else ''}"


def _less_unit(unit: Unit) -> Unit:
    """The number alone where its unit stands beside it already; percent is said each time."""
    return unit if "%" in unit.suffix else _bare(unit)


def _bare(unit: Unit) -> Unit:
    return replace(unit, prefix="", suffix="")


def furthest(shown: Bullets) -> str:
    """The open goals that have most of their way to go, against their pace; empty where none is measured and open."""
    ahead = [bullet for bullet in shown.bullets if bullet.progress is not None and bullet.progress < 1]
    if not ahead:
        return ""
    goal = max(ahead, key=lag)
    who = leaders(((bullet.label, round(lag(bullet), 3)) for bullet in ahead), round(lag(goal), 3), "goal")
    if not who.alone:
        return f"Furthest from their targets: {listed(list(who.names))}."
    now, target = goal.unit.text(goal.actual), goal.unit.text(goal.target)
    return f"Furthest from its target: {goal.label}, now {now} and not yet {target}."


def is_behind(goal: Goal) -> bool:
    """Whether the actual lies on the wrong side of the baseline."""
    if goal.baseline is None or goal.target is None or goal.actual is None:
        return False
    return (goal.actual - goal.baseline) * (goal.target - goal.baseline) < 0


def is_reached(goal: Goal) -> bool:
    """Whether the actual is at the target or beyond it, on the side the target lies."""
    return reached(goal.baseline, goal.target, goal.actual)


def reached_figure(about: PlanSubject) -> Figure:
    """How many goals are reached."""
    goals = about.plan.goals
    return about.subject.figure(
        "success.goals_reached",
        "Goals reached",
        sum(map(is_reached, goals)) if goals else None,
        COUNT,
        about.receipt("goals reached", "goals"),
        why="No goals are written in the success plan.",
        note=f"Of {counted(len(goals), 'goal')}." if goals else "",
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
        pace=pace(goal, about.day),
        overdue=goal.due is not None and goal.due < about.day and not is_reached(goal),
    )


def pace(goal: Goal, day: date) -> float | None:
    """The share of its time that was over when it was measured, else by a day; from nothing to all of it."""
    if goal.baseline_on is None or goal.due is None or goal.due <= goal.baseline_on:
        return None
    gone = ((goal.actual_on or day) - goal.baseline_on) / (goal.due - goal.baseline_on)
    return min(max(gone, 0.0), 1.0)


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
