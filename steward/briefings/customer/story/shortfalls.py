"""What fell short: what, why, what we do about it, who and by when; only what data and plan know."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from steward.briefings.customer.plans.commitments import OVERDUE
from steward.briefings.customer.plans.goals import behind, standing
from steward.briefings.customer.plans.joint_plan import NextStep
from steward.exhibits import Column, Receipt, Table, day_text, listed
from steward.exhibits.wording import inside

if TYPE_CHECKING:
    from steward.briefings.customer.reviews.material import Material

MOST = 5
NEW_DAY = "Agree on a new day"


@dataclass(frozen=True)
class Shortfall:
    """One thing that fell short; what is not known is empty."""

    what: str
    why: str = ""
    remedy: str = ""
    who: str = ""
    due: date | None = None


def shortfalls(found: "Material") -> tuple[Shortfall, ...]:
    """Agreed levels that were missed, commitments of ours not kept, goals that are behind, and figures that got worse;
    each said once."""
    told = (*_service(found), *_promises(found), *_goals(found), *_figures(found))
    return tuple({one.what: one for one in told}.values())[:MOST]


def shortfall_table(found: "Material") -> Table | None:
    """They as a table, with columns for what is known of any; None where nothing fell short."""
    told = shortfalls(found)
    if not told:
        return None
    columns = (
        Column("What", wide=True), Column("Why", wide=True), Column("What we do", wide=True), Column("Who"),
        Column("By when"),
    )  # fmt: skip
    rows = [(one.what, one.why or None, one.remedy or None, one.who or None, one.due) for one in told]
    kept = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    return Table(
        id="review.challenges",
        title=f"To do better: {inside(told[0].what)}",
        alt="Table of what fell short: " + "; ".join(one.what for one in told) + ".",
        receipt=Receipt("executive summary", found.as_of, "success_plan.toml, joint_plan", (), ()),
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
    )


def step_for(found: "Material", *names: str, goal: str = "") -> NextStep | None:
    """The next step of the joint plan for a goal, or one that names any of these, itself or by its goal."""
    for one in found.success.next_steps:
        text = f"{one.goal} {one.step}".casefold()
        if (goal and one.goal == goal) or any(name.casefold() in text for name in names):
            return one
    return None


def _service(found: "Material") -> Iterator[Shortfall]:
    served = found.service
    if not (served.products_missed or served.sites_over):
        return
    names = (*served.products_missed, *served.sites_over)
    what = f"{listed(served.products_missed)} missed the agreed availability" if served.products_missed else (
        f"{served.over_said} agreed"
    )  # fmt: skip
    yield _with(what, _cause(found, names), step_for(found, *names))


def _cause(found: "Material", names: tuple[str, ...]) -> str:
    """The cause that several of the outages there had, or that of the only one."""
    table = found.service.incidents
    if table is None:
        return ""
    place = {column.name: number for number, column in enumerate(table.columns)}
    causes = [
        str(row[place["Cause"]])
        for row in table.rows
        if row[place["Cause"]] and (row[place["Product"]] in names or row[place["Site"]] in names)
    ]
    if not causes:
        return ""
    cause, times = Counter(causes).most_common(1)[0]
    return f"{cause} ({times} of {len(causes)} outages)" if times > 1 else cause if len(causes) == 1 else ""


def _promises(found: "Material") -> Iterator[Shortfall]:
    table = found.success.promises
    for row in table.rows if table else ():
        if row[0] not in found.success.broken:
            continue
        due = f", due {day_text(row[2])}" if isinstance(row[2], date) else ""
        note = str(row[4]) if len(row) > 4 and row[4] else ""
        remedy = NEW_DAY if row[3] == OVERDUE else ""
        yield Shortfall(f"We promised “{row[0]}”{due}", note, remedy, str(row[1] or ""))


def _goals(found: "Material") -> Iterator[Shortfall]:
    for one in behind(found.success.goals.bullets if found.success.goals else ()):
        yield _with(standing(one), "", step_for(found, goal=one.label))


def _figures(found: "Material") -> Iterator[Shortfall]:
    for said in found.summary.misses:
        if not said.startswith(("The agreed availability was missed", found.service.over_said or "\0")):
            yield Shortfall(said.rstrip("."))


def _with(what: str, why: str, step: NextStep | None) -> Shortfall:
    return Shortfall(what, why, step.step, step.who, step.due) if step else Shortfall(what, why)
