"""What both sides promised each other, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.plans.commitment_states import (
    BROKEN,
    CommitmentState,
    Counts,
    by_quarter,
    counts,
    made_in,
    reviewed_in,
    state_of,
)
from steward.briefings.customer.plans.subject import PlanSubject
from steward.exhibits import COUNT, PERCENT, Column, Figure, Mood, Series, StackedBars, Table
from steward.exhibits.states import mood_of
from steward.exhibits.wording import capital, counted, in_a_line
from steward.plans.customer.success_plan import Commitment, Kept, Side

QUARTERS = 8
"""As many as are told side by side."""
NO_QUARTER = "Not dated"
WORST_FIRST = (
    CommitmentState.MISSED, CommitmentState.OVERDUE, CommitmentState.PARTLY, CommitmentState.OPEN, CommitmentState.KEPT,
)  # fmt: skip
OVERDUE = str(CommitmentState.OVERDUE)


def kept_figures(about: PlanSubject) -> tuple[Figure, ...]:
    """The kept rate of either side."""
    return tuple(
        _kept(about, side, label)
        for side, label in ((Side.OURS, "We kept, of all so far"), (Side.THEIRS, "You kept, of all so far"))
    )


def _kept(about: PlanSubject, side: Side, label: str) -> Figure:
    tally = counts(about.plan.commitments, about.day, side)
    return about.subject.figure(
        f"success.kept_{side}",
        label,
        tally.rate,
        PERCENT,
        about.receipt("kept rate", "commitments"),
        why="No commitment was due yet.",
        note=f"{tally.kept} of {counted(tally.due, 'commitment')} due." if tally.due else "",
    )


def ledger(about: PlanSubject, they: str = "you") -> Table | None:
    """Every commitment, the open ones first by date; None where none is written. `they`: see `title`."""
    order = sorted(about.plan.commitments, key=lambda one: (one.status is not Kept.OPEN, one.due or date.max))
    return _table(about, "success.commitments", title(about, about.plan.commitments, they), order)


def commitments_before(about: PlanSubject) -> Table | None:
    """What was promised before this review and was still open in its quarter: the review's fourth slide."""
    commitments = reviewed(about)
    order = sorted(
        commitments,
        key=lambda one: (one.side is not Side.OURS, WORST_FIRST.index(state_of(one, about.day)), one.due or date.max),
    )
    return _table(about, "review.promises", title(about, commitments), order)


def reviewed(about: PlanSubject) -> list[Commitment]:
    """The commitments whose keeping this review tells of."""
    return [commitment for commitment in about.plan.commitments if reviewed_in(commitment, about.subject.quarter)]


def broken(about: PlanSubject) -> tuple[str, ...]:
    """What `owed` names, in words alone."""
    return tuple(commitment.promise for commitment in owed(about))


def kept_of_ours(about: PlanSubject) -> tuple[int, int]:
    """How many of our commitments that this review tells of were kept, and how many were due."""
    tally = counts(reviewed(about), about.day, Side.OURS)
    return tally.kept, tally.due


@dataclass(frozen=True)
class Owed:
    """A commitment of ours that a review tells of as not kept: missed, or overdue."""

    promise: str
    due: date | None
    state: str
    who: str = ""
    note: str = ""


def owed(about: PlanSubject) -> tuple[Owed, ...]:
    """Our commitments of those that this review tells of which were missed or are overdue, the latest first."""
    commitments = [
        commitment
        for commitment in reviewed(about)
        if commitment.side is Side.OURS and state_of(commitment, about.day) in BROKEN
    ]
    order = sorted(commitments, key=lambda one: one.due or date.min, reverse=True)
    return tuple(
        Owed(one.promise, one.due, str(state_of(one, about.day)), who_keeps(about, one), one.note) for one in order
    )


def commitments_then(about: PlanSubject) -> list[Commitment]:
    """What belongs to this review, as the ledger counts it."""
    quarter = about.subject.quarter
    return [commitment for commitment in about.plan.commitments if made_in(commitment, quarter.year_starts) == quarter]


def commitments_there(about: PlanSubject) -> list[Commitment]:
    """Of these, what was promised in the meeting itself: what is not told of in it already."""
    told = reviewed(about)
    return [commitment for commitment in commitments_then(about) if commitment not in told]


def title(about: PlanSubject, commitments: Sequence[Commitment], they: str = "you") -> str:
    """What became of ours, and then, without reproach, of theirs; `they`: how the customer is called."""
    ours, theirs = (counts(commitments, about.day, side) for side in (Side.OURS, Side.THEIRS))
    if not ours.due and not theirs.due:
        return f"{counted(len(commitments), 'commitment')} between us, none due yet"
    there = "your side" if they == "you" else "theirs"
    done = f"on {there}, {_theirs(theirs, named=not ours.made)}" if theirs.due else ""
    short = _theirs_in_short(theirs, "yours" if they == "you" else "theirs") if theirs.due and ours.made else done
    told = ((_ours(ours), done), (_ours(ours), short), (_ours(ours, states=False), short))
    return in_a_line(*(capital("; ".join(filter(None, one))) for one in told))


def _ours(tally: Counts, *, states: bool = True) -> str:
    """What became of ours; that they are not due yet is said, because it is asked first. `states`: with what became of
    those that were not kept."""
    if tally.due:
        if tally.due == 1:
            return next(said for state, said in _THE_ONE.items() if tally.of[state])
        return f"we kept {_share(tally)} commitments due{tally.told.removeprefix(tally.share) if states else ''}"
    if tally.made:
        return "our commitment is not due yet" if tally.made == 1 else f"our {tally.made} commitments are not due yet"
    return ""


_THE_ONE = {
    CommitmentState.KEPT: "we kept the one commitment due",
    CommitmentState.PARTLY: "we kept the one commitment due in part",
    CommitmentState.MISSED: "we did not keep the one commitment due",
    CommitmentState.OVERDUE: "the one commitment due is overdue",
}


def _theirs(tally: Counts, *, named: bool) -> str:
    """What became of theirs; `named`: that they are commitments is not said before."""
    if tally.due == 1:
        return f"the one {'commitment ' if named else ''}due is {'done' if tally.kept else 'not done yet'}"
    return f"{_share(tally)}{' commitments' if named else ''} {'is' if tally.kept < 2 else 'are'} done"


def _theirs_in_short(tally: Counts, whose: str) -> str:
    """`yours is not done yet`, `of yours, 1 of 2 is done`."""
    if tally.due == 1:
        return f"{whose} is {'done' if tally.kept else 'not done yet'}"
    return f"of {whose}, {_share(tally)} {'is' if tally.kept < 2 else 'are'} done"


def _share(tally: Counts) -> str:
    """`3 of 7`, `all 7`, `none of 7`."""
    return f"all {tally.due:,}" if tally.kept == tally.due else f"{tally.kept or 'none'} of {tally.due:,}"


def kept_by_quarter(about: PlanSubject) -> StackedBars | None:
    """What became of the commitments of each quarter; None with fewer than two quarters to hold side by side."""
    quarters = _quarters(about)
    if len(quarters) < 2:
        return None
    names, each = [name for name, _ in quarters], [one for _, one in quarters]
    states = [state for state in CommitmentState if any(one.of[state] for one in each)]
    return StackedBars(
        id="success.kept_by_quarter",
        title=_rates(about),
        alt="Bars of commitments by the quarter they were made in: "
        + "; ".join(f"{name}: {_in_words(one)}" for name, one in quarters)
        + ".",
        receipt=about.receipt("kept rate", "commitments"),
        categories=tuple(names),
        series=tuple(
            Series(str(state).capitalize(), tuple(one.of[state] for one in each), mood=mood_of(state) or Mood.NEUTRAL)
            for state in states
        ),
        unit=COUNT,
    )


def quarter_table(about: PlanSubject) -> Table | None:
    """The ledger by quarter: how many were made, and what became of them."""
    quarters = _quarters(about)
    if not quarters:
        return None
    return Table(
        id="success.ledger_by_quarter",
        title=_rates(about),
        alt="Table of commitments by quarter: made, kept, partly kept, missed, overdue, open.",
        receipt=about.receipt("kept rate", "commitments"),
        columns=(
            Column("Quarter"), Column("Made", COUNT), Column("Due", COUNT),
            *(Column(str(state).capitalize(), COUNT) for state in CommitmentState), Column("Kept rate", PERCENT),
        ),
        rows=tuple(
            (name, one.made, one.due, *(one.of[state] for state in CommitmentState), one.rate) for name, one in quarters
        ),
    )  # fmt: skip


def _quarters(about: PlanSubject) -> list[tuple[str, Counts]]:
    """The last quarters in which anything was promised, and what became of it."""
    day = about.day
    found = by_quarter(about.plan.commitments, about.subject.quarter.year_starts)
    told = [(quarter.spoken if quarter else NO_QUARTER, counts(made, day)) for quarter, made in found.items()]
    return told[-QUARTERS:]


def _rates(about: PlanSubject) -> str:
    """The kept rates of the first and the last quarter of which most was due, or else any: of all that is counted
    beside them, whoever promised it."""
    dated = [(name, one) for name, one in _quarters(about) if one.due and name != NO_QUARTER]
    due = [(name, one) for name, one in dated if one.settled] or dated
    if not due:
        return f"{counted(sum(one.made for _, one in _quarters(about)), 'commitment')} between us, none due yet"
    (first, then), (last, now) = due[0], due[-1]
    both = f"{then.share} due of {first}, {now.share} of {last}"
    return f"{_who_promised(about)} kept {both if first != last else f'{now.share} commitments due of {last}'}"


def _who_promised(about: PlanSubject) -> str:
    sides = {one.side for one in about.plan.commitments}
    return "Both sides" if len(sides) > 1 else "You" if sides == {Side.THEIRS} else "We"


def _in_words(tally: Counts) -> str:
    return ", ".join(f"{number} {state}" for state, number in tally.of.items() if number)


def who_keeps(about: PlanSubject, commitment: Commitment) -> str:
    """The name of its owner; while it is open, with a word where they left."""
    return about.doer(commitment.owner) if commitment.status is Kept.OPEN else about.name(commitment.owner)


def _who(about: PlanSubject, commitment: Commitment, both: bool) -> str:
    """Who keeps it; where a table holds commitments of both sides, with the side."""
    side = "you" if commitment.side is Side.THEIRS else "us"
    name = who_keeps(about, commitment)
    return f"{name} ({side})" if both and name else side if both else name


def _table(about: PlanSubject, key: str, sentence: str, commitments: Sequence[Commitment]) -> Table | None:
    if not commitments:
        return None
    both = len({commitment.side for commitment in commitments}) > 1
    rows = tuple(
        (
            commitment.promise,
            _who(about, commitment, both) or None,
            commitment.due,
            str(state_of(commitment, about.day)),
            commitment.note or None,
        )
        for commitment in commitments
    )
    noted = any(commitment.note for commitment in commitments)
    columns = (
        Column("Commitment", wide=True),
        Column("Who"),
        Column("Due"),
        Column("Status", state=True),
        Column("Note", wide=True),
    )
    return Table(
        id=key,
        title=sentence,
        alt="Table of commitments with owner, date and status.",
        receipt=about.receipt("kept rate", "commitments"),
        columns=columns if noted else columns[:-1],
        rows=rows if noted else tuple(row[:-1] for row in rows),
    )
