"""Accounts of the sample that change hands in the middle of the year: one that waits for its interview, one that is
signed out after a joint meeting, and one that was received a month ago."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from steward.domain.books.plan import Assignment
from steward.domain.books.states import PlanEvent, TransferEvent
from steward.domain.handover.words import Triage
from steward.domain.identifiers import slug
from steward.plans.company import books
from steward.plans.company.books import AssignmentEntry, BookFile, BookTerms
from steward.plans.files.store import COMPANY
from steward.plans.files.text import written
from steward.plans.internal import activities, handover
from steward.plans.internal.activities import ActivityKind, ActivityLog, LoggedActivity
from steward.plans.internal.handover import (
    HandoverFile,
    HandoverStep,
    HandoverWords,
    InterviewAnswer,
    Introduction,
    Welcome,
    content_digest,
    part_digests,
)
from steward.plans.internal.strategy import Doing
from steward.sample.model import STRATEGIC_ABOVE
from steward.sample.plans.quotes import moment
from steward.sample.plans.roles import CFO, CIO, INFRASTRUCTURE, MANAGER
from steward.sample.plans.scene import Scene
from steward.whole_files import make_folder, swap
from steward.workflow import ledger
from steward.workflow.booking import ledger_of, transfer_ledger_of, way_of
from steward.workflow.signing import PERSON

COMMENT = b"# A fictional handover. `python -m steward sample` writes it where there is none.\n"
WAITS, SIGNED = "bandwidth_outgrown", "came_back"
E, P = TransferEvent, PlanEvent
PLAN_STEPS = ((P.BALANCE, -66), (P.SEND, -64), (P.APPROVE, -58), (P.PUBLISH, -57))
"""What became of the plan, and so many days after the sample's last."""


@dataclass(frozen=True)
class SampleMove:
    """One account on its way: what is written of it, and what happened so many days after the sample's last."""

    scene: Scene
    to_id: str
    reason: str
    file: HandoverFile
    steps: tuple[tuple[TransferEvent, int], ...]
    met_on: date | None = None
    triage: Triage = Triage.P2

    @property
    def from_id(self) -> str:
        """Who has it."""
        return self.scene.profile.owner_id

    @property
    def assignment(self) -> Assignment:
        """As the plan of books has it."""
        return Assignment(account_id=self.scene.account_id, from_id=self.from_id, to_id=self.to_id, reason=self.reason)


def write_handovers(folder: Path, scenes: Sequence[Scene]) -> None:
    """The plan of books of the middle of the year with its accounts, where there is none."""
    moves = tuple(_moves(scenes))
    if not moves:
        return
    first = moves[0].scene
    fy = str(first.until.year)
    path = folder / COMPANY / books.file_of(fy)
    if path.exists():
        return
    terms = BookTerms(
        fy=fy, effective_on=first.ahead(-29), chosen="by hand",
        note="Three changes in the middle of the year; the books as a whole are balanced for the next one.",
    )  # fmt: skip
    entries = tuple(
        AssignmentEntry(account=one.scene.account_id, giver=one.from_id, receiver=one.to_id, reason=one.reason)
        for one in moves
    )
    _put(path, BookFile(account_id=COMPANY, plan=terms, assignments=entries))
    for event, days in PLAN_STEPS:
        who = first.staff.people[0]
        _said(folder / COMPANY / ledger_of(fy), first, days, who.name, event.value, {"fy": fy})
    for one in moves:
        _write(folder, fy, one)


def _write(folder: Path, fy: str, one: SampleMove) -> None:
    home = folder / slug(one.scene.account_id)
    _put(home / handover.file_of(fy), one.file)
    if one.met_on and not (home / activities.FILE).exists():
        _put(home / activities.FILE, _met(one, one.met_on))
    path, way = folder / COMPANY / transfer_ledger_of(fy, one.scene.account_id), way_of(one.assignment)
    names = {each.person_id: each for each in one.scene.staff.people}
    for event, days in one.steps:
        about: dict[str, object] = {**way}
        if event in (E.AGREE, E.AGREED):
            side = "from" if event is E.AGREE else "to"
            who = names[way[side]].manager_id
            about |= {"sides": [side]}
        else:
            who = way["to"] if event is E.RECEIVE else way["from"]
            about |= {PERSON: who, "triage": one.triage.value}
        if event is E.SIGN_OUT:
            about["parts"] = part_digests(one.file)
        content = content_digest(one.file) if event in (E.SIGN_OUT, E.RECEIVE) else ""
        _said(path, one.scene, days, names[who].name if who in names else who, event.value, about, content)


def _said(
    path: Path, scene: Scene, days: int, who: str, event: str, about: dict[str, object], content: str = ""
) -> None:  # fmt: skip
    make_folder(path.parent)
    ledger.add(path, who, event, about, content, moment(scene, days))


def _put(path: Path, content: object) -> None:
    make_folder(path.parent)
    swap(path, COMMENT + written(content).encode())


def _moves(scenes: Sequence[Scene]) -> Iterator[SampleMove]:
    by_story = {one.profile.story.key: one for one in scenes if one.customer.is_customer(one.until)}
    if scene := by_story.get(WAITS):
        yield _waits(scene)
    if scene := by_story.get(SIGNED):
        yield _signed(scene)
    for scene in islice(_plain(scenes), 1, 2):
        yield _received(scene)


def _plain(scenes: Iterable[Scene]) -> Iterator[Scene]:
    """Accounts without a story, of nobody's family and not strategic; the first moves with the next year."""
    for one in scenes:
        alone = not one.profile.parent_id and not one.children and not one.profile.story.key
        if alone and one.customer.is_customer(one.until) and one.customer.mrr(one.until) < STRATEGIC_ABOVE:
            yield one


def _other(scene: Scene) -> str:
    """Another account manager: the next one on the list."""
    managers = [one.person_id for one in scene.staff.of(MANAGER)]
    place = managers.index(scene.profile.owner_id) if scene.profile.owner_id in managers else 0
    return managers[(place + 1) % len(managers)]


AGREED = ((E.AGREE, -63), (E.AGREED, -62))


def _waits(s: Scene) -> SampleMove:
    """Agreed, begun, and the interview is hardly answered."""
    file = HandoverFile(
        account_id=s.account_id,
        about=HandoverWords(summary="", meeting_on=s.ahead(16)),
        answers=(_answer(s, "sore-spots", "The studios in the north were promised fibre two years in a row.", -9),),
        introductions=(Introduction(person=s.them(CIO), planned_on=s.ahead(16)),),
    )  # fmt: skip
    return SampleMove(s, _other(s), "Its new owner looks after the other studios of this trade.", file, AGREED)


def _signed(s: Scene) -> SampleMove:
    """Everything told, both owners were there, and the new one still has to sign."""
    met = s.ahead(2)
    answers = (
        ("sore-spots", "They left us once over a month without anybody answering. Silence is what they fear."),
        ("pricing-story", "They came back at 12 % below what they had paid. They know that this ends with the term."),
        ("soft-commitments", "A free survey of the two beach hotels, said in spring and written nowhere."),
        ("who-really-decides", "The owner’s daughter, who is in no system. She reads every invoice above 10,000."),
        ("how-they-work", "By phone before ten. Never in August."),
        ("who-else", "The provider they went to still calls. A second outage in high season would do it."),
        ("if-you-stayed", "Do the survey before the winter closing, and bring the result in person."),
    )
    file = HandoverFile(
        account_id=s.account_id,
        about=HandoverWords(
            summary="A customer who came back and watches whether it was right to. Small things done at once count for "
            "more than large plans.", meeting_on=met, told_on=s.ahead(-40),
        ),
        answers=tuple(_answer(s, key, said, -45) for key, said in answers),
        introductions=tuple(
            Introduction(person=person, planned_on=met, held_on=met, went=Welcome.WARM)
            for person in dict.fromkeys((s.them(CIO), s.them(INFRASTRUCTURE), s.them(CFO)))
        ),
        steps=(
            HandoverStep(id="d30-survey", within=30, step="Do the survey of the two beach hotels"),
            HandoverStep(id="d60-map", within=60, step="Meet everybody else on the map, and confirm how we read them"),
            HandoverStep(id="d90-review", within=90, step="Hold a review of your own, with the plan for the next year"),
        ),
    )  # fmt: skip
    steps = (*AGREED, (E.PREPARE, 1), (E.INTRODUCE, 3), (E.SIGN_OUT, 4))
    return SampleMove(s, _other(s), "Closer to where the hotels are run from.", file, steps, met)


def _received(s: Scene) -> SampleMove:
    """Received a month ago: the first thirty days are nearly over."""
    answers = (
        ("sore-spots", "Nothing that they still bring up."),
        ("pricing-story", "List less eight percent, since the first contract. Nobody promised anything."),
        ("soft-commitments", "A call once a month, which I never missed."),
        ("who-really-decides", "The head of IT. His deputy has to agree and does not say so."),
        ("how-they-work", "By mail, with a subject that says what is wanted."),
        ("who-else", "Nobody that I know of."),
        ("if-you-stayed", "Ask about the second site: they look for an office there."),
    )
    file = HandoverFile(
        account_id=s.account_id,
        about=HandoverWords(summary="Quiet, on time, easy to keep: the monthly call is what they like."),
        answers=tuple(_answer(s, key, said, -40) for key, said in answers),
        introductions=(
            Introduction(person=s.them(CIO), planned_on=s.ahead(-30), held_on=s.ahead(-30), went=Welcome.POLITE),
        ),
        steps=(
            HandoverStep(id="d30-meet", within=30, step=f"Meet {s.called(CIO)} without the owner before"),
            HandoverStep(id="d30-promises", within=30, step="Make the first monthly call", status=Doing.DONE),
            HandoverStep(id="d60-map", within=60, step="Confirm how we read everybody on the map"),
            HandoverStep(id="d90-review", within=90, step="Hold a review of your own, with the plan for the next year"),
        ),
    )  # fmt: skip
    steps = (*AGREED, (E.PREPARE, -38), (E.INTRODUCE, -29), (E.SIGN_OUT, -28), (E.RECEIVE, -20))
    return SampleMove(
        s,
        _other(s),
        "More even books: nothing else is to be served in that town.",
        file,
        steps,
        s.ahead(-31),
        Triage.P1,
    )


def _answer(s: Scene, key: str, said: str, days: int) -> InterviewAnswer:
    return InterviewAnswer(question=key, answer=said, by=s.profile.owner_id, on=s.ahead(days))


def _met(one: SampleMove, day: date) -> ActivityLog:
    """The joint meeting, as each of the two logged it."""
    s = one.scene
    logged = tuple(
        LoggedActivity(
            id=f"logged-joint-{number}", kind=ActivityKind.MEETING, subject="Meeting the new account manager", on=day,
            at="10:00", minutes=60, people=(s.them(CIO), s.them(CFO)), ours=ours, by=ours, logged_on=day,
        )
        for number, ours in enumerate((one.from_id, one.to_id), 1)
    )  # fmt: skip
    return ActivityLog(account_id=s.account_id, logged=logged)
