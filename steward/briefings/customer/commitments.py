"""What both sides promised each other, and what became of it."""

from collections.abc import Sequence
from datetime import date

from steward.briefings.customer.plan_subject import PlanSubject
from steward.briefings.wording import counted
from steward.exhibits import PERCENT, Column, Figure, Table, listed
from steward.plans.success_plan import Commitment, Kept, Side

SIDES = {Side.OURS: "We", Side.THEIRS: "You"}
OVERDUE = "overdue"


def due_by(commitments: Sequence[Commitment], day: date) -> list[Commitment]:
    """Those whose date has come, and those that were closed before it."""
    return [one for one in commitments if one.status is not Kept.OPEN or (one.due is not None and one.due <= day)]


def kept_rate(commitments: Sequence[Commitment], side: Side, day: date) -> float | None:
    """Commitments of a side kept, of those due by a day, in percent; None where none is due. Partly is not kept."""
    due = [one for one in due_by(commitments, day) if one.side is side]
    return 100 * sum(one.status is Kept.KEPT for one in due) / len(due) if due else None


def kept_figures(about: PlanSubject) -> tuple[Figure, ...]:
    """The kept rate of either side."""
    return tuple(_kept(about, side, label) for side, label in ((Side.OURS, "We kept"), (Side.THEIRS, "You kept")))


def _kept(about: PlanSubject, side: Side, label: str) -> Figure:
    day, promised = about.subject.as_of, about.plan.commitments
    due = [one for one in due_by(promised, day) if one.side is side]
    return Figure(
        id=f"success.kept_{side}",
        label=label,
        value=kept_rate(promised, side, day),
        unit=PERCENT,
        receipt=about.receipt("kept rate", "commitments"),
        why="" if due else "No promise was due yet.",
        note=f"{sum(one.status is Kept.KEPT for one in due)} of {counted(len(due), 'promise')} due." if due else "",
    )


def ledger(about: PlanSubject) -> Table | None:
    """Every commitment, the open ones first by date; None where none is written."""
    order = sorted(about.plan.commitments, key=lambda one: (one.status is not Kept.OPEN, one.due or date.max))
    return _table(about, "success.commitments", title(about, about.plan.commitments), order)


def promised_before(about: PlanSubject) -> Table | None:
    """What was promised before this quarter ended and was still open in it: the review's fourth slide."""
    quarter = about.subject.quarter
    found = [
        one
        for one in about.plan.commitments
        if (one.made_on is None or one.made_on < quarter.end)
        and (one.closed_on is None or one.closed_on >= quarter.start)
    ]
    order = sorted(found, key=lambda one: (one.side is not Side.OURS, one.due or date.max))
    return _table(about, "review.promises", title(about, found), order)


def title(about: PlanSubject, commitments: Sequence[Commitment]) -> str:
    """Who kept what, in one sentence."""
    day, said = about.subject.as_of, []
    for side, who in SIDES.items():
        due = [one for one in due_by(commitments, day) if one.side is side]
        if due:
            said.append(f"{who.lower()} kept {sum(one.status is Kept.KEPT for one in due)} of {len(due)}")
    promises = f"{counted(len(commitments), 'promise')} between us"
    if not said:
        return f"{promises}, none due yet"
    return f"Of the promises due, {listed(said)}"


def _table(about: PlanSubject, key: str, sentence: str, found: Sequence[Commitment]) -> Table | None:
    if not found:
        return None
    rows = tuple(
        (one.promise, about.name(one.owner) or None, one.due, _state(one, about.subject.as_of), one.note or None)
        for one in found
    )
    noted = any(one.note for one in found)
    columns = (Column("Promise", wide=True), Column("Who"), Column("Due"), Column("Status"), Column("Note", wide=True))
    return Table(
        id=key,
        title=sentence,
        alt="Table of promises with owner, date and status.",
        receipt=about.receipt("kept rate", "commitments"),
        columns=columns if noted else columns[:-1],
        rows=rows if noted else tuple(row[:-1] for row in rows),
    )


def _state(one: Commitment, day: date) -> str:
    """The status, with what is late said."""
    late = one.status is Kept.OPEN and one.due is not None and one.due < day
    return OVERDUE if late else str(one.status)
