"""What both sides still owe each other: of the success plan and the reviews alone, so that the customer may read it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.plans.subject import PlanSubject
from steward.domain.actions import ActionKind, state_on
from steward.exhibits import Column, Table
from steward.exhibits.wording import capital, counted
from steward.plans.customer.review import Decision, Outcome, Review
from steward.plans.customer.success_plan import JointStep, Kept, Progress, Side, SuccessPlan
from steward.plans.files.changes import told_apart

AHEAD = (Progress.PLANNED, Progress.IN_PROGRESS)
YOURS, OURS = "You", "We"
TO_THEM = {ActionKind.HEARD: "What you told us"}
"""What a kind is called to the customer's face, where that is something else."""


@dataclass(frozen=True, kw_only=True)
class OwedAction:
    """One open thing. `entry`: what tells it apart where it is written; `quarter`: of the review it is of; `who`: by
    id or name, empty where nobody is named; `theirs`: whether the customer is to do it; `more`: what to know."""

    kind: ActionKind
    entry: str
    words: str
    who: str
    theirs: bool
    due: date | None
    begun: bool = False
    quarter: str = ""
    more: str = ""


def owed_actions(plan: SuccessPlan, reviews: Mapping[str, Review], day: date) -> Iterator[OwedAction]:
    """Every open item, each once. `reviews`: each by its quarter; `day`: what is asked in a meeting after it is no
    action yet."""
    for key, made in told_apart(plan.commitments).items():
        if made.status is Kept.OPEN:
            yield OwedAction(
                kind=ActionKind.COMMITMENT, entry=key, words=made.promise, who=made.owner,
                theirs=made.side is Side.THEIRS, due=made.due, more=made.note,
            )  # fmt: skip
    for key, step in told_apart(plan.joint_plan).items():
        if step.status in AHEAD:
            yield _shared(ActionKind.JOINT_STEP, key, step.what, step.our_owner, step.their_owner, step.due, step)
    for key, heard in told_apart(plan.heard).items():
        if heard.status in AHEAD and (heard.did or heard.due):
            yield OwedAction(
                kind=ActionKind.HEARD, entry=key, words=heard.did or heard.said, who=heard.our_owner, theirs=False,
                due=heard.due, begun=heard.status is Progress.IN_PROGRESS, more=f"You said: {heard.said}",
            )  # fmt: skip
    for quarter, review in reviews.items():
        yield from _of_review(plan, quarter, review, day)


def _of_review(plan: SuccessPlan, quarter: str, review: Review, day: date) -> Iterator[OwedAction]:
    held = review.meeting.held_on
    for key, asked in told_apart(review.decisions).items():
        if _is_owed(asked, held, day) and not _is_a_step(asked, plan.joint_plan):
            found = _shared(
                ActionKind.DECISION, key, asked.decision, asked.our_owner, asked.their_owner, asked.due,
                quarter=quarter, more=f"{asked.outcome.spoken}, review of {quarter}",
            )  # fmt: skip
            yield found
    for key, question in told_apart(review.questions).items():
        if not question.answer:
            yield OwedAction(
                kind=ActionKind.QUESTION, entry=key, words=question.question, who=question.owner, theirs=False,
                due=question.due, quarter=quarter, more=f"Asked in the review of {quarter}",
            )  # fmt: skip


def _is_owed(asked: Decision, held: date | None, day: date) -> bool:
    """A decision is owed from its meeting on: until it is taken, and from then until it is put into practice, where a
    day is set for that."""
    if held is None or held > day:
        return False
    if asked.outcome is Outcome.TAKEN:
        return asked.due is not None and asked.done_on is None
    return asked.outcome in (Outcome.WANTED, Outcome.PUT_OFF)


def _is_a_step(asked: Decision, steps: Sequence[JointStep]) -> bool:
    """Whether what was decided is a step of the joint plan, which stands for it."""
    return any(step.what and f"“{step.what}”" in asked.decision for step in steps)


def _shared(
    kind: ActionKind, entry: str, words: str, ours: str, theirs: str, due: date | None, step: JointStep | None = None,
    **more: str,
) -> OwedAction:  # fmt: skip
    """Something that has an owner on either side: ours sees to it where there is one."""
    begun = step is not None and step.status is Progress.IN_PROGRESS
    return OwedAction(
        kind=kind, entry=entry, words=words, who=ours or theirs, theirs=bool(theirs and not ours), due=due, begun=begun,
        **more,
    )  # fmt: skip


def open_between_us(about: PlanSubject, reviews: Mapping[str, Review]) -> Table | None:
    """What is open, for the customer: what is due first stands first. None where nothing is."""
    day = about.day
    found = sorted(
        owed_actions(about.plan, reviews, day), key=lambda one: (one.due or date.max, one.theirs, one.words, one.entry)
    )
    if not found:
        return None
    late = sum(one.due is not None and one.due < day for one in found)
    ours = sum(not one.theirs for one in found)
    said = f"{capital(counted(len(found), 'action'))} open between us, {ours} of them ours"
    return Table(
        id="success.open",
        title=f"{said}; {late} overdue" if late else said,
        alt="Table of what is open on either side, with who sees to it and by when.",
        receipt=about.receipt("open actions", "commitments, joint_plan, heard"),
        columns=(
            Column("What", wide=True), Column("Comes from"), Column("Who"), Column("Whose"), Column("By when"),
            Column("State", state=True),
        ),
        rows=tuple(
            (
                one.words, TO_THEM.get(one.kind, capital(str(one.kind))), about.doer(one.who) if one.who else None,
                YOURS if one.theirs else OURS, one.due, str(state_on(one.due, one.begun, day)),
            )
            for one in found
        ),
    )  # fmt: skip
