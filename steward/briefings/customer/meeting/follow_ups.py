"""What both sides still owe each other as tasks: open commitments and questions, of the plan and the reviews alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from steward.briefings.customer.plans.commitment_states import CommitmentState, state_of
from steward.exhibits import day_text
from steward.exhibits.calendar_events import Task
from steward.plans.customer.review import Question, Review
from steward.plans.customer.success_plan import Commitment, Kept, Side, SuccessPlan
from steward.plans.files.changes import identity
from steward.warehouse.rows.customer.addresses import Known, Owner, People, who


@dataclass(frozen=True)
class Owed:
    """What people wrote of one account. `reviews`: each by its quarter as the folder says it."""

    owner: Owner
    plan: SuccessPlan
    reviews: Mapping[str, Review]

    @property
    def keys(self) -> Iterator[str]:
        """Everybody whom an open commitment or question names."""
        yield from (one.owner for one in self.commitments)
        yield from (one.owner for _, one in self.questions)

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """The open ones."""
        return tuple(one for one in self.plan.commitments if one.status is Kept.OPEN)

    @property
    def questions(self) -> tuple[tuple[str, Question], ...]:
        """Those without an answer, each with the quarter of its review."""
        return tuple(
            (quarter, one) for quarter, review in self.reviews.items() for one in review.questions if not one.answer
        )


def tasks(owed: Iterable[Owed], people: People, as_of: date) -> tuple[Task, ...]:
    """A task for every open commitment of either side and every open question, the first due first."""
    found = [task for one in owed for task in (*_commitments(one, people, as_of), *_asked(one, people, as_of))]
    return tuple(sorted(found, key=lambda task: (task.due or date.max, task.account, task.subject, task.uid)))


def _commitments(owed: Owed, people: People, as_of: date) -> Iterator[Task]:
    for one in owed.commitments:
        known = who(people, owed.owner.account_id, one.owner)
        theirs = f"{known.name or owed.owner.account} promised: " if one.side is Side.THEIRS else ""
        late = state_of(one, as_of) is CommitmentState.OVERDUE
        yield _task(owed, f"promise:{identity(one)}", theirs + one.promise, _told(one), one.due, late, known, as_of)


def _asked(owed: Owed, people: People, as_of: date) -> Iterator[Task]:
    for quarter, one in owed.questions:
        known = who(people, owed.owner.account_id, one.owner)
        late = one.due is not None and one.due < as_of
        said = f"Asked in the review of {quarter}."
        key = f"question:{quarter}:{identity(one)}"
        yield _task(owed, key, f"To answer: {one.question}", said, one.due, late, known, as_of)


def _told(one: Commitment) -> str:
    """Who promised, when, and what was said since."""
    whose = "They promised it" if one.side is Side.THEIRS else "We promised it"
    day = f" on {day_text(one.made_on)}" if one.made_on else ""
    review = f", in the review of {one.review}" if one.review else ""
    return "\n".join(filter(None, (f"{whose}{day}{review}.", one.note)))


def _task(
    owed: Owed, key: str, subject: str, said: str, due: date | None, late: bool, known: Known, as_of: date
) -> Task:  # fmt: skip
    """Theirs, and nobody's, is followed up by whoever looks after the account."""
    owner = owed.owner
    mine = known.key and not known.account_id
    return Task(
        uid=str(uuid5(NAMESPACE_URL, f"steward:task:{owner.account_id}:{key}")),
        subject=subject,
        description=said,
        due=due,
        overdue=late,
        account_id=owner.account_id,
        account=owner.account,
        owner_id=known.key if mine else owner.key,
        owner=known.name if mine else owner.name,
        owner_email=known.email if mine else owner.email,
        as_of=as_of,
    )
