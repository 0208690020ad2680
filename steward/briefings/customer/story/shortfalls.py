"""What fell short: what, why, what we do about it, who and by when; only what data and plan know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.commitments import OVERDUE, Owed
from steward.briefings.customer.plans.goals import behind, from_to, short_of, standing
from steward.briefings.customer.plans.joint_plan import NextStep
from steward.exhibits import Bullet, Column, Receipt, Table, day_text, listed
from steward.exhibits.plan_places import Verdict, verdict
from steward.exhibits.wording import capital, counted, in_a_line, inside

MOST = 4
LEAD = "To do better"
NEW_DAY = "Agree on a new day"
TO_AGREE = "To agree in the meeting"
"""What we do about what nobody has planned anything for yet."""


@dataclass(frozen=True)
class Shortfall:
    """One thing that fell short; what is not known is empty. `short`: what it is where a line has no room for more,
    from the fullest to the barest."""

    what: str
    why: str = ""
    remedy: str = ""
    who: str = ""
    due: date | None = None
    short: tuple[str, ...] = ()


def shortfalls(material: Material) -> tuple[Shortfall, ...]:
    """Agreed levels that were missed, deliveries later than first promised, commitments of ours not kept, goals that
    are behind, and figures that got worse; each said once."""
    told = (
        *_service(material), *_delivery(material), *_commitments(material), *_goals(material), *_figures(material)
    )  # fmt: skip
    return tuple({one.what: one for one in told}.values())


def shortfall_table(material: Material) -> Table | None:
    """They as a table; None where nothing fell short."""
    told = shortfalls(material)
    if not told:
        return None
    shown, more = told[:MOST], len(told) - MOST
    note = f"And {counted(more, 'point')} more, on the slides of their topics." if more > 0 else ""
    title = in_a_line(*(f"{LEAD}: {one}" for one in (told[0].what, *told[0].short)))
    return _table(material, title, shown, note)


def written_shortfalls(material: Material, title: str, words: Iterable[str]) -> Table:
    """The same of what a person wrote; what we do about it is to be agreed on."""
    return _table(material, title, [Shortfall(each) for each in words])


def _table(material: Material, title: str, told: Sequence[Shortfall], note: str = "") -> Table:
    columns = (
        Column("What", wide=True), Column("Why", wide=True), Column("What we do", wide=True), Column("Who"),
        Column("By when"),
    )  # fmt: skip
    rows = [(one.what, one.why or None, one.remedy or TO_AGREE, one.who or None, one.due) for one in told]
    kept = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    return Table(
        id="review.challenges",
        title=title,
        note=note,
        alt="Table of what fell short: " + "; ".join(one.what for one in told) + ".",
        receipt=Receipt("executive summary", material.as_of, "success_plan.toml, joint_plan", (), ()),
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
    )


def step_for(material: Material, *names: str, goal: str = "") -> NextStep | None:
    """The next step of the joint plan for a goal, or for one that names any of these; what is late is no remedy."""
    today = material.meets_on
    for one in material.success.next_steps:
        of_it = goal == one.goal if goal else any(name.casefold() in one.goal.casefold() for name in names)
        if one.goal and of_it and one.due >= today:
            return one
    return None


def _service(material: Material) -> Iterator[Shortfall]:
    served = material.service
    if not (served.products_missed or served.sites_over):
        return
    names = (*served.products_missed, *served.sites_over)
    what = f"{listed(served.products_missed)} missed the agreed availability" if served.products_missed else (
        f"{served.over_said} agreed"
    )  # fmt: skip
    down = f"{counted(len(served.sites_over), 'site')} down for longer than agreed" if served.sites_over else ""
    missed = counted(len(served.products_missed), "product")
    short = (down,) if not served.products_missed else (f"{missed} missed the agreed availability",)
    yield _with(what, _cause(material, names), step_for(material, *names), short)


def _cause(material: Material, names: tuple[str, ...]) -> str:
    """The cause that several of the outages there had, or that of the only one; the table tells the longest."""
    table, missed = material.service.incidents, material.service.products_missed
    if table is None:
        return ""
    place = {column.name: number for number, column in enumerate(table.columns)}
    whose = place["Product"] if missed else place["Site"]
    told = [row for row in table.rows if row[whose] in (missed or names)]
    causes = Counter(str(row[place["Cause"]]) for row in told if row[place["Cause"]]).most_common(2)
    if not causes or (len(causes) > 1 and causes[0][1] == causes[1][1]):
        return ""
    cause, times = causes[0]
    return f"Most often: {inside(cause)}" if times > 1 else cause if len(told) == 1 else ""


def _delivery(material: Material) -> Iterator[Shortfall]:
    """What comes later than we first promised, but for what waits on their side; what somebody wrote of it says what we
    do, else the next milestone."""
    for one in material.delivery.open_late if material.delivery else ():
        if one.ours:
            late = f"{counted(one.days, 'day')} later than first promised"
            short = (
                f"{one.what} is {counted(one.days, 'day')} late",
                f"{one.product} is {late}",
                f"an order is {late}",
            )
            remedy = one.said or (f"Next: {one.next}" if one.next else "")
            due = one.now_on if one.dated else None
            yield Shortfall(f"{capital(one.what)} is {late}", capital(one.cause), remedy, "", due, short)


def _commitments(material: Material) -> Iterator[Shortfall]:
    for one in material.success.owed:
        what, short = _not_kept(one), _not_kept_in_short(one)
        step = _of_the_same_words(material, one.promise) if one.state == OVERDUE else None
        if step:
            yield Shortfall(what, one.note, step.step, one.who or step.who, step.due, short)
        else:
            remedy = NEW_DAY if one.state == OVERDUE else ""
            yield Shortfall(what, one.note, remedy, one.who, None, short)


def _not_kept(debt: Owed) -> str:
    """`“Report of May” is overdue since 17 Jul 2026`, `We did not keep “Report of May”, due 17 Jul 2026`."""
    if debt.state == OVERDUE and debt.due:
        return f"“{debt.promise}” is overdue since {day_text(debt.due)}"
    due = f", due {day_text(debt.due)}" if debt.due else ""
    return f"We did not keep “{debt.promise}”{due}"


def _not_kept_in_short(debt: Owed) -> tuple[str, ...]:
    due = day_text(debt.due) if debt.due else ""
    if debt.state == OVERDUE and due:
        return (f"“{debt.promise}”, due {due}", f"a commitment that was due on {due}")
    return (f"“{debt.promise}”, not kept", f"a commitment not kept{f', due {due}' if due else ''}")


def _of_the_same_words(material: Material, commitment: str) -> NextStep | None:
    """A step of the joint plan that is this commitment, with a day that is still to come."""
    today = material.meets_on
    same = (step for step in material.success.next_steps if step.step.casefold() == commitment.casefold())
    return next((one for one in same if one.due >= today), None)


def _goals(material: Material) -> Iterator[Shortfall]:
    for one in behind(material.success.goals.bullets if material.success.goals else ()):
        yield _with(standing(one), "", step_for(material, goal=one.label), _behind_in_short(one))


def _figures(material: Material) -> Iterator[Shortfall]:
    for said in material.summary.misses:
        if not said.startswith(("The agreed availability was missed", material.service.over_said or "\0")):
            bare = said.rstrip(".").removeprefix("A near miss at ").removeprefix("Near misses at ")
            yield Shortfall(said.rstrip("."), short=(bare, bare.partition(" from ")[0]))


def _behind_in_short(goal: Bullet) -> tuple[str, ...]:
    if verdict(goal) is Verdict.BEHIND:
        return (f"“{goal.label}” ({from_to(goal)})", f"a goal that moved away ({from_to(goal)})")
    return (f"“{goal.label}” ({short_of(goal)})", f"a goal that is {verdict(goal).value} ({short_of(goal)})")


def _with(what: str, why: str, step: NextStep | None, short: tuple[str, ...]) -> Shortfall:
    who, remedy, due = (step.who, step.step, step.due) if step else ("", "", None)
    return Shortfall(what, why, remedy, who, due, short)
