"""One account that changes hands: how much care it needs, how far it is, what holds it, and whose turn it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from steward.briefings.internal.handover.first_days import due_of
from steward.domain.books.states import TransferEvent, TransferState
from steward.domain.handover.first_days import Ahead
from steward.domain.handover.gate import Prepared, lacking
from steward.domain.handover.introductions import TiedPerson, is_asked_for
from steward.domain.handover.triage import Triaged
from steward.domain.handover.words import HANDED_OVER, PREPARED, Move, Triage
from steward.exhibits import day_text
from steward.exhibits.wording import capital, counted
from steward.plans.company.handover_questions import InterviewQuestion
from steward.plans.internal.handover import (
    HandoverFile,
    HandoverStep,
    InterviewAnswer,
    Introduction,
    content_digest,
)
from steward.plans.internal.handover_states import PassportStanding
from steward.plans.internal.strategy import Doing
from steward.warehouse.rows.internal.book import BookRow

T, E = TransferState, TransferEvent
CONTESTED = (T.CONTESTED, T.ESCALATED)
AFTER: Mapping[TransferState, tuple[int, TransferEvent]] = {
    T.RECEIVED: (30, E.DAY_30), T.DAY_30: (60, E.DAY_60), T.DAY_60: (90, E.DAY_90), T.DAY_90: (90, E.FINISH),
}  # fmt: skip
"""After how many days from the receipt the new owner says that the next part is done, by the state it is in."""


@dataclass(frozen=True, kw_only=True)
class HandoverTask:
    """What one of the two owners is to do next."""

    person_id: str
    words: str
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Handover:
    """One account on its way. `people`: whom the new owner is introduced to, in that order; `met_on`: the day both
    owners met the customer together; `names`: of us, by id; `stands_in`: who agreed for the side of the owner
    before."""

    row: BookRow
    move: Move
    standing: PassportStanding
    triaged: Triaged
    file: HandoverFile
    asked: Sequence[InterviewQuestion]
    people: Sequence[TiedPerson]
    names: Mapping[str, str]
    ahead: Ahead
    today: date
    agreed_on: date | None = None
    met_on: date | None = None
    stands_in: str = ""

    @property
    def has_left(self) -> bool:
        """Whether the owner before is no longer with us, and somebody speaks for them."""
        return self.move.from_id not in self.names and self.stands_in in self.names

    @property
    def gives(self) -> str:
        """The id of who says what the owner before has to say."""
        return self.stands_in if self.has_left else self.move.from_id

    @property
    def speaker(self) -> str:
        """Their name."""
        return self.names.get(self.gives, self.gives)

    @property
    def giver(self) -> str:
        """The name of who has it."""
        return self.names.get(self.move.from_id, self.move.from_id)

    @property
    def receiver(self) -> str:
        """The name of who gets it."""
        return self.names.get(self.move.to_id, self.move.to_id)

    @cached_property
    def digest(self) -> str:
        """What tells the content that is signed from another."""
        return content_digest(self.file)

    @cached_property
    def answers(self) -> Mapping[str, InterviewAnswer]:
        """What was answered, by question."""
        return {one.question: one for one in self.file.answers if one.answer.strip()}

    @cached_property
    def introduced(self) -> Mapping[str, Introduction]:
        """What is planned of introductions, by person."""
        return {one.person: one for one in self.file.introductions}

    @property
    def unanswered(self) -> tuple[InterviewQuestion, ...]:
        """The questions that are open."""
        return tuple(one for one in self.asked if one.id not in self.answers)

    @cached_property
    def to_introduce(self) -> tuple[TiedPerson, ...]:
        """Whose introduction is asked for: who decides or is close to it, else whoever stands first."""
        found = tuple(one for one in self.people if is_asked_for(one))
        return found or tuple(self.people[:1])

    @property
    def unplanned(self) -> tuple[TiedPerson, ...]:
        """Those of them without a day."""
        planned = {key for key, one in self.introduced.items() if one.planned_on or one.held_on}
        return tuple(one for one in self.to_introduce if one.person_id not in planned)

    @property
    def held(self) -> tuple[Introduction, ...]:
        """The introductions that happened."""
        return tuple(one for one in self.file.introductions if one.held_on and one.held_on <= self.today)

    @property
    def to_hold(self) -> frozenset[str]:
        """Who is planned, or written down, and was not introduced yet."""
        return frozenset(self.introduced.keys() - {one.person for one in self.held})

    def lacking(self, *, signing: bool = True) -> tuple[str, ...]:
        """What holds its gate shut."""
        found = Prepared(
            triage=self.triaged.triage, unanswered=[one.question for one in self.unanswered],
            unplanned=[one.name for one in self.unplanned], met=self.met_on is not None,
        )  # fmt: skip
        return lacking(found, signing=signing)

    def due_of(self, step: HandoverStep) -> date | None:
        """By when a step is to be done; None before the receipt, where no day is named."""
        return due_of(step, self.standing.received.at.date() if self.standing.received else None)

    @property
    def open_steps(self) -> tuple[HandoverStep, ...]:
        """What of the first days is not done."""
        return tuple(one for one in self.file.steps if one.status in (Doing.OPEN, Doing.IN_PROGRESS))

    @property
    def checks(self) -> tuple[int, TransferEvent] | None:
        """After how many days the new owner says that the next part is done, and what they say; None where nothing is
        left to say."""
        return AFTER.get(self.standing.state)

    @property
    def check_on(self) -> date | None:
        """The day of it."""
        if self.checks is None or self.standing.received is None:
            return None
        return self.standing.received.at.date() + timedelta(days=self.checks[0])

    @property
    def blocks(self) -> str:
        """What holds it, in words; empty where nothing does."""
        state = self.standing.state
        if state in CONTESTED:
            return self._contested
        if self.standing.fallen:
            return f"{self.speaker} signs again: changed since"
        if state is T.AGREED:
            found = self.lacking(signing=False)
            return capital("; ".join(found)) or f"{self.speaker} says that the passport is ready"
        if state in PREPARED and not self.standing.signed:
            return capital("; ".join(self.lacking())) or f"{self.speaker} signs out"
        if state is T.READY:
            return "Nobody is introduced yet"
        if state is T.INTRODUCED:
            return self.not_yet or f"{self.receiver} signs in"
        late = [one for one in self.open_steps if (due := self.due_of(one)) and due < self.today]
        return f"{counted(len(late), 'step')} of the first days overdue" if late else ""

    @property
    def not_yet(self) -> str:
        """Why it cannot be received though it is signed out; empty where it can."""
        if not self.move.at_work:
            return "The plan of books is not published"
        if self.move.effective_on and self.today < self.move.effective_on:
            return f"In effect from {day_text(self.move.effective_on)} on"
        return ""

    @property
    def _contested(self) -> str:
        if self.standing.state is T.ESCALATED:
            return "With leadership: it was contested and not settled in time"
        at = self.standing.escalates_at
        return f"Contested; goes to leadership on {day_text(at.date())}" if at else "Contested"

    @property
    def tasks(self) -> tuple[HandoverTask, ...]:
        """What is next for either owner."""
        return tuple(self._tasks())

    def _tasks(self) -> Iterator[HandoverTask]:
        state, due = self.standing.state, self.move.effective_on
        if state in PREPARED:
            yield from (HandoverTask(person_id=self.gives, words=one, due=due) for one in self._of_giver(state))
            yield from (HandoverTask(person_id=self.move.to_id, words=one, due=due) for one in self._of_receiver(state))
        elif state in HANDED_OVER and self.checks and self.check_on and self.check_on <= self.today:
            words = f"say that {'it is done' if state is T.DAY_90 else f'the first {self.checks[0]} days are done'}"
            yield HandoverTask(person_id=self.move.to_id, words=words, due=self.check_on)

    def _of_giver(self, state: TransferState) -> Iterator[str]:
        if self.unanswered:
            yield f"answer {counted(len(self.unanswered), 'question')} of the interview"
        if state is T.AGREED and self.unplanned and not self.unanswered:
            yield f"plan the introduction to {self.unplanned[0].name}"
        if state is T.AGREED and not self.lacking(signing=False):
            yield "say that the passport is ready"
        if state is not T.AGREED and not self.standing.signed and not self.lacking():
            yield "sign again: it changed since" if self.standing.fallen else "sign out"
        if state is T.READY and self._next_person:
            yield f"introduce {self.receiver} to {self._next_person}"

    def _of_receiver(self, state: TransferState) -> Iterator[str]:
        unmet = self.triaged.triage is Triage.P1 and self.met_on is None and not self.standing.signed
        if state is not T.AGREED and unmet:
            yield f"meet the customer together with {self.speaker}"
        if state is T.INTRODUCED and self.standing.signed and not self.not_yet:
            yield "sign in: receive it"

    @property
    def _next_person(self) -> str:
        """Who is to be introduced next; empty where nobody is planned."""
        return next((one.name for one in self.people if one.person_id in self.to_hold), "")
