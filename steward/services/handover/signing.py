"""What may happen to a passport next, why not, and what is written when it does: each press is one line of the ledger
of the account's move, said by one of its two owners and by nobody for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from steward.briefings.internal.handover.listed import AFTER, Handover
from steward.briefings.internal.handover.steps import first_steps
from steward.domain.books.states import TransferEvent, TransferState
from steward.domain.handover.words import PREPARED
from steward.errors import PlanChangedMeanwhile, StepNotAllowed
from steward.exhibits import day_text
from steward.exhibits.wording import capital
from steward.plans.company.moves import moving
from steward.plans.files.store import Plans
from steward.plans.internal import handover as files
from steward.plans.internal.handover import HandoverFile, content_digest, part_digests
from steward.services.books.opened import opened_books, record_transfer
from steward.workflow.booking import TRANSFER
from steward.workflow.ledger import LedgerEvent
from steward.workflow.signing import GIVER, IN_PLACE_OF, PERSON, RECEIVER

__all__ = ["HandoverAct", "TransferEvent", "next_acts", "take_step"]

E, T = TransferEvent, TransferState
SAID: Mapping[TransferEvent, str] = {
    E.PREPARE: "The passport is ready",
    E.SIGN_OUT: "Sign out",
    E.INTRODUCE: "They are introduced",
    E.RECEIVE: "Sign in: receive it",
    E.DAY_30: "The first 30 days are done",
    E.DAY_60: "60 days are done",
    E.DAY_90: "90 days are done",
    E.FINISH: "The handover is done",
    E.CONTEST: "Contest it",
}
FORWARD: Mapping[TransferState, tuple[TransferEvent, ...]] = {
    T.AGREED: (E.PREPARE, E.CONTEST),
    T.READY: (E.SIGN_OUT, E.INTRODUCE, E.CONTEST),
    T.INTRODUCED: (E.SIGN_OUT, E.RECEIVE),
    **{state: (event,) for state, (_, event) in AFTER.items()},
}
NOT_YOURS = "Nobody signs for another: "


@dataclass(frozen=True)
class HandoverAct:
    """One thing that may happen. `whose`: the ids of who may say it; `why_not`: what has to be done before."""

    event: TransferEvent
    words: str
    whose: tuple[str, ...]
    why_not: tuple[str, ...] = ()
    needs_reason: bool = False


def next_acts(one: Handover) -> tuple[HandoverAct, ...]:
    """What leads on, in the order of a handover, and that one of the two does not want it."""
    found = [
        event for event in FORWARD.get(one.standing.state, ()) if event is not E.SIGN_OUT or not one.standing.signed
    ]
    return tuple(
        HandoverAct(event, SAID[event], _whose(one, event), tuple(_why_not(one, event)), event is E.CONTEST)
        for event in found
    )  # fmt: skip


def take_step(plans: Plans, seen: Handover, event: TransferEvent, person: str, who: str, why: str = "") -> LedgerEvent:
    """Write that something happened to what was seen. `person`: the id of who says so, under the name `who`.

    Raises StepNotAllowed, PlanChangedMeanwhile, PlanNotSaved."""
    account_id = seen.row.account_id
    act = next((one for one in next_acts(seen) if one.event is event), None)
    if act is None:
        TRANSFER.after(seen.standing.state.value, event.value)
        raise StepNotAllowed("It is signed out already.")
    if person not in act.whose:
        raise StepNotAllowed(f"{NOT_YOURS}{' or '.join(seen.names.get(one, one) for one in act.whose)} has to.")
    if act.why_not:
        raise StepNotAllowed(f"{capital('; '.join(act.why_not))}.")
    if act.needs_reason and not why.strip():
        raise StepNotAllowed("Say why.")
    now = moving(plans, seen.today).get(account_id)
    file = plans.open(HandoverFile, files.file_of(seen.move.fy), account_id).plan
    if (
        now is None
        or now.move != seen.move
        or now.state is not seen.standing.state
        or content_digest(file) != seen.digest
    ):
        raise PlanChangedMeanwhile("Somebody changed this handover meanwhile: look at it, and try again.")
    if event is E.PREPARE:
        file = _with_first_steps(plans, seen, who)
    about: dict[str, object] = {
        PERSON: person,
        "triage": seen.triaged.triage.value,
        **({IN_PLACE_OF: seen.move.from_id} if seen.has_left and event in GIVER else {}),
        **({"why": why.strip()} if why.strip() else {}),
    }
    if event is E.SIGN_OUT:
        about["parts"] = part_digests(file)
    content = content_digest(file) if event in (E.SIGN_OUT, E.RECEIVE) else ""
    books = opened_books(plans, now.move.fy, seen.today)
    return record_transfer(plans, books, account_id, event, who, about, content)


def _with_first_steps(plans: Plans, seen: Handover, who: str) -> HandoverFile:
    """The file with the first days in it: as they were shown, where nobody wrote any. Written before the ledger, so
    that whoever is killed between has them and says once more that it is ready."""

    def written(now: HandoverFile) -> HandoverFile:
        return now if now.steps else replace(now, steps=first_steps(seen))

    saved = plans.edit(HandoverFile, files.file_of(seen.move.fy), seen.row.account_id, written, who)
    return saved.plan


def _whose(one: Handover, event: TransferEvent) -> tuple[str, ...]:
    if event in GIVER:
        return (one.gives,)
    return (one.move.to_id,) if event in RECEIVER or one.has_left else one.move.people


def _why_not(one: Handover, event: TransferEvent) -> Iterator[str]:
    """What has to be done before."""
    match event:
        case E.PREPARE:
            yield from one.lacking(signing=False)
        case E.SIGN_OUT:
            yield from one.lacking()
        case E.INTRODUCE:
            if one.people and not one.held:
                yield "Say first on which day somebody was introduced"
        case E.RECEIVE:
            if not one.standing.signed:
                again = " again: it changed since" if one.standing.fallen else " out first"
                yield f"{one.speaker} has to sign{again}"
            if one.not_yet:
                yield one.not_yet
        case E.DAY_30 | E.DAY_60 | E.DAY_90:
            if one.check_on and one.today < one.check_on:
                yield f"Not before {day_text(one.check_on)}"


def is_open(one: Handover) -> bool:
    """Whether it is still to be received."""
    return one.standing.state in PREPARED
