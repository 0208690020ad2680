"""A review as a walk of eight steps: which are done, and what each still lacks. All of it is read from the files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from steward.briefings.internal.reviews.findings import Finding, Place, Weight
from steward.exhibits import day_text
from steward.exhibits.wording import capital, counted
from steward.plans.customer.review import Outcome, Review
from steward.plans.internal.debrief import Debrief

STORY = ("so what", "so what outdated", "no decision", "no miss", "no goal")
FROZEN = ("not frozen", "stale", "frozen damaged")


class Step(StrEnum):
    """One step, as the address calls it."""

    MEETING = "meeting"
    STORY = "story"
    SLIDES = "slides"
    CHECK = "check"
    FREEZE = "freeze"
    PRESENT = "present"
    CAPTURE = "capture"
    CLOSE = "close"


NAMES = {
    Step.MEETING: "Meeting",
    Step.STORY: "Story",
    Step.SLIDES: "Slides",
    Step.CHECK: "Check",
    Step.FREEZE: "Freeze",
    Step.PRESENT: "Present",
    Step.CAPTURE: "Capture",
    Step.CLOSE: "Close",
}


@dataclass(frozen=True)
class Stage:
    """One step and what it still lacks, each in a few words; nothing where it is done. `early`: it comes after the
    meeting, which is not over yet."""

    step: Step
    lacks: tuple[str, ...]
    early: bool = False

    @property
    def done(self) -> bool:
        """Whether nothing is left to do in it."""
        return not self.lacks and not self.early

    @property
    def missing(self) -> str:
        """What it lacks in a line."""
        return capital(", ".join(self.lacks))


@dataclass(frozen=True)
class Walk:
    """All steps in their order."""

    stages: tuple[Stage, ...]

    @property
    def next(self) -> Stage | None:
        """The first step that lacks something; None where all that can be done now is done."""
        return next((one for one in self.stages if one.lacks), None)

    def after(self, step: Step) -> Stage | None:
        """The first behind a step that lacks something; where none does, the first of all."""
        behind = self.stages[self.stages.index(self.of(step)) + 1 :]
        return next((one for one in behind if one.lacks), self.next)

    def of(self, step: Step) -> Stage:
        """One of them."""
        return next(one for one in self.stages if one.step is step)


def walk(prepared: Review, found: Sequence[Finding], debrief: Debrief, made: int, today: date) -> Walk:
    """The walk of a review. `found`: what preflight says; `made`: commitments noted in it."""
    held = prepared.meeting.held_on
    over = is_over(prepared, today)
    serious = [one for one in found if one.weight is not Weight.KNOW]
    story, slides = [one for one in serious if one.id in STORY], of_slides(found)
    frozen = [one for one in serious if one.id in FROZEN]
    rest = [one for one in serious if one.id not in FROZEN]
    shown = over or made > 0 or any(one.outcome is not Outcome.WANTED for one in prepared.decisions)
    wait = not shown
    before = (
        Stage(Step.MEETING, tuple(_meeting(prepared, debrief))),
        Stage(Step.STORY, tuple(_story(story))),
        Stage(Step.SLIDES, (f"{counted(len(slides), 'slide')} to fix",) if slides else ()),
        Stage(Step.CHECK, (f"{counted(len(rest), 'finding')} to fix",) if rest else ()),
        Stage(Step.FREEZE, (_frozen(frozen),) if frozen else ()),
    )
    return Walk(
        (
            # Once it was held, nothing of its preparation is missing any more.
            *(replace(one, lacks=()) if over else one for one in before),
            Stage(Step.PRESENT, () if shown else (_when(held),)),
            Stage(Step.CAPTURE, tuple(_captured(prepared)) if shown else (), early=wait),
            Stage(Step.CLOSE, tuple(unclosed(prepared, debrief)) if shown else (), early=wait),
        )
    )


def of_slides(found: Iterable[Finding]) -> list[Finding]:
    """What is to fix on the slides themselves, their messages aside."""
    serious = (one for one in found if one.weight is not Weight.KNOW and one.id not in STORY)
    return [one for one in serious if one.place is Place.SLIDE]


def is_over(prepared: Review, today: date) -> bool:
    """Whether the meeting was held, as far as its day tells."""
    return bool(prepared.meeting.held_on and prepared.meeting.held_on < today)


def unclosed(prepared: Review, debrief: Debrief) -> Iterator[str]:
    """What a review that was held still lacks."""
    waiting = sum(one.outcome is Outcome.WANTED for one in prepared.decisions)
    if waiting:
        yield f"{counted(waiting, 'decision')} without an outcome"
    if not prepared.meeting.minutes_sent_on:
        yield "minutes not sent"
    if not is_written(debrief):
        yield "debrief not written"


def is_written(debrief: Debrief) -> bool:
    """Whether anybody rated it or wrote what they take from it."""
    rating, notes = debrief.rating, debrief.notes
    rated = (rating.right_people, rating.their_goals, rating.decided, rating.come_again)
    return any(one is not None for one in rated) or bool(notes.went_well or notes.went_badly or notes.between_the_lines)


def _meeting(prepared: Review, debrief: Debrief) -> Iterator[str]:
    if not prepared.meeting.held_on:
        yield "a day"
    if not prepared.attendees:
        yield "who takes part"
    if owed := sum(not one.brought_on for one in debrief.homework):
        yield (
            f"{counted(owed, 'colleague')} still to bring something" if owed == 1 else f"{owed} things from colleagues"
        )


def _story(found: Sequence[Finding]) -> Iterator[str]:
    lines = sum(one.id in ("so what", "so what outdated") for one in found)
    if lines:
        yield f"{counted(lines, 'key message')} to approve"
    for key, words in (
        ("no decision", "a decision to ask for"),
        ("no miss", "a miss"),
        ("no goal", "a goal of theirs"),
    ):
        if any(one.id == key for one in found):
            yield words


def _frozen(found: Sequence[Finding]) -> str:
    return "figures not frozen" if found[0].id == "not frozen" else "figures moved since they were frozen"


def _when(held: date | None) -> str:
    return f"the meeting on {day_text(held)}" if held else "the meeting"


def _captured(prepared: Review) -> Iterator[str]:
    waiting = sum(one.outcome is Outcome.WANTED for one in prepared.decisions)
    if waiting:
        yield f"{counted(waiting, 'decision')} without an outcome"
