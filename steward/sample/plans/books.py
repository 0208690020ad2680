"""The books of the sample's next fiscal year, in managers' review: agreed, half agreed, contested and by hand, and an
account that is locked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from steward.domain.books.moving import OpenSale, holdovers, splits
from steward.domain.books.plan import Assignment, Lock
from steward.domain.books.states import PlanEvent, TransferEvent
from steward.plans.company import books
from steward.plans.company.books import (
    ApartEntry,
    BookEntry,
    BookFile,
    BookTerms,
    CreditEntry,
    HoldoverEntry,
    entry_of,
)
from steward.plans.files.store import COMPANY
from steward.plans.files.text import written
from steward.sample.opportunities import opportunity_rows
from steward.sample.plans.quotes import moment
from steward.sample.plans.scene import Scene
from steward.whole_files import make_folder, swap
from steward.workflow import ledger
from steward.workflow.booking import ledger_of, transfer_ledger_of, way_of

COMMENT = "# A fictional plan. `python -m steward sample` writes it where there is none.\n"
PROBABILITY = 8
"""The column of an opportunity's row."""
P, T = PlanEvent, TransferEvent
FROM, TO = ("from",), ("to",)


@dataclass(frozen=True)
class SampleStep:
    """Something said of a move, so many days after the sample's last; by the manager of a side, or by its owner."""

    event: TransferEvent
    days: int
    sides: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class SampleBookMove:
    """An account by its number, to whom it goes, and what was said of it. `by_hand`: a manager proposed it."""

    account_id: str
    to_id: str
    reason: str
    steps: tuple[SampleStep, ...] = ()
    by_hand: str = ""


MOVES = (
    SampleBookMove(
        "NW-1017", "P109", "Fiona Fairhurst has 131 % of a fair share of MRR, Joanna Dąbrowicz 78 %.",
        (SampleStep(T.AGREE, 6, FROM), SampleStep(T.AGREED, 7, TO)),
    ),
    SampleBookMove(
        "NW-1015", "P107", "Łukasz Ostrowik has 175 % of a fair share of MRR up for renewal, Sylvie Rousselot 43 %.",
        (
            SampleStep(T.AGREE, 6, TO),
            SampleStep(T.CONTEST, 7, FROM, "Their works council decides in March, and knows nobody but Łukasz."),
        ),
    ),
    SampleBookMove(
        "NW-1004", "P108", "Joanna Dąbrowicz has 129 % of a fair share of MRR up for renewal, Nuria Pedrosa 66 %.",
        (SampleStep(T.AGREE, 6, TO), SampleStep(T.AGREED, 7, FROM)),
    ),
    SampleBookMove(
        "NW-1021", "P105", "Łukasz Ostrowik has 175 % of a fair share of MRR up for renewal, Mikkel Lundquist 67 %.",
        (SampleStep(T.AGREE, 7, FROM),),
    ),
    SampleBookMove(
        "NW-1014", "P104", "It comes back to who has Kinsfolk Industries, the account above it.",
        (SampleStep(T.AGREE, 5, TO), SampleStep(T.AGREED, 6, FROM)),
    ),
    SampleBookMove(
        "NW-1018", "P104", "Their new head of IT comes from Cologne and asked for somebody near.", by_hand="P102",
    ),
)  # fmt: skip
LOCKED = ("NW-1035", "Two bids for the port’s new terminal are out until spring.")
"""An account that is locked by hand, and why."""


def write_books(folder: Path, scenes: Sequence[Scene]) -> None:
    """The plan of the next fiscal year, where there is none and the accounts it is about are there."""
    known = {one.account_id: one for one in scenes if one.customer.is_customer(one.until)}
    moves = [(known[one.account_id], one) for one in MOVES if _fits(known, one)]
    if len(moves) < len(MOVES):
        return
    first = moves[0][0]
    fy, effective = str(first.until.year + 1), date(first.until.year + 1, 1, 1)
    path = folder / COMPANY / books.file_of(fy)
    if path.exists():
        return
    make_folder(path.parent)
    swap(path, (COMMENT + written(_file(fy, effective, known, moves))).encode())
    head = first.staff.people[0].name
    for event, days, about in ((P.BALANCE, 2, {"plan": "middle"}), (P.SEND, 5, {})):
        _said(folder / COMPANY / ledger_of(fy), first, days, head, event.value, {"fy": fy, **about})
    for scene, one in moves:
        for step in one.steps:
            _step(folder / COMPANY / transfer_ledger_of(fy, one.account_id), scene, one, step)


def _fits(known: dict[str, Scene], one: SampleBookMove) -> bool:
    scene = known.get(one.account_id)
    people = {each.person_id for each in scene.staff.people} if scene else set()
    return scene is not None and one.to_id in people and scene.profile.owner_id != one.to_id


def _file(
    fy: str, effective: date, known: dict[str, Scene], moves: Sequence[tuple[Scene, SampleBookMove]]
) -> BookFile:  # fmt: skip
    planned = [_assignment(scene, one) for scene, one in moves]
    sales = [sale for scene, _ in moves for sale in _sales(scene)]
    held = list(holdovers(planned, sales, effective, ()))
    owners = sorted({one.profile.owner_id for one in known.values()})
    apart = [
        one for one in known.values()
        if one.profile.parent_id in known and known[one.profile.parent_id].profile.owner_id != one.profile.owner_id
    ]  # fmt: skip
    return BookFile(
        account_id=COMPANY,
        plan=BookTerms(
            fy=fy, effective_on=effective, chosen="middle", seed=1,
            note="Level the renewals of spring before anything else; nobody loses a customer in the middle of a bid.",
        ),
        books=tuple(BookEntry(person=one) for one in owners),
        apart=tuple(ApartEntry(account=one.account_id, reason="With another owner today.") for one in apart),
        assignments=(*map(entry_of, planned), *(entry_of(one) for one in _locked(known))),
        holdovers=tuple(
            HoldoverEntry(opportunity=one.opportunity_id, owner=one.owner_id, until=one.until) for one in held
        ),
        credits=tuple(
            CreditEntry(
                account=one.account_id, person=one.person_id, from_on=one.from_on, to_on=one.to_on, percent=one.pct
            )
            for one in splits(planned, held, sales, effective)
        ),
    )  # fmt: skip


def _assignment(scene: Scene, one: SampleBookMove) -> Assignment:
    return Assignment(
        account_id=one.account_id, from_id=scene.profile.owner_id, to_id=one.to_id, reason=one.reason,
        proposed_by=one.by_hand,
    )  # fmt: skip


def _locked(known: dict[str, Scene]) -> Iterator[Assignment]:
    account_id, why = LOCKED
    if account_id in known:
        owner = known[account_id].profile.owner_id
        yield Assignment(account_id=account_id, from_id=owner, to_id=owner, reason=why, lock=Lock.MANUAL)


def _sales(scene: Scene) -> Iterator[OpenSale]:
    for row in opportunity_rows(scene.seed, scene.customer, scene.window, scene.staff):
        if row[3] == "open":
            chance = row[PROBABILITY]
            yield OpenSale(
                str(row[0]), scene.account_id, str(row[13]), None if chance in (None, "") else float(str(chance))
            )


def _step(path: Path, scene: Scene, one: SampleBookMove, step: SampleStep) -> None:
    assignment = _assignment(scene, one)
    way, us = way_of(assignment), {each.person_id: each for each in scene.staff.people}
    asked = us[way[step.sides[0]]]
    who = asked if step.event is T.CONTEST else us[asked.manager_id]
    about: dict[str, object] = {**way, "person": who.person_id}
    about |= {"why": step.why} if step.why else {"sides": list(step.sides)}
    _said(path, scene, step.days, who.name, step.event.value, about)


def _said(path: Path, scene: Scene, days: int, who: str, event: str, about: dict[str, object]) -> None:
    make_folder(path.parent)
    ledger.add(path, who, event, about, at=moment(scene, days))
