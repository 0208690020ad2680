"""What happens to a forecast call: begun, submitted with what it rests on, adjusted beside, locked for good."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from steward.domain.clocks import moment_of
from steward.domain.forecasting.items import BEYOND, CallItem, CallKind, Numbers, numbers_of
from steward.domain.forecasting.rights import CallActor, may_call, may_lead
from steward.domain.quarters import Quarter
from steward.domain.reporting import Reporting
from steward.errors import ChangeNotAllowed, PlanNotSaved, StepNotAllowed
from steward.plans.files.entries import entry
from steward.plans.files.store import Opened
from steward.plans.files.together import PlanPart
from steward.plans.internal.forecast import CalledNumbers, CallFile, CallNote, CallRef, OpportunityCall
from steward.plans.internal.forecast_files import ForecastFiles
from steward.plans.internal.forecast_frozen import content_of, frozen_bytes
from steward.plans.internal.forecast_states import CALL, CALL_KEY, KNOWN, CallEvent, CallStanding, CallState
from steward.whole_files import make_folder, swap
from steward.workflow import ledger
from steward.workspace import Workspace

__all__ = [
    "CallActor",
    "CallNote",
    "CallRef",
    "CalledNumbers",
    "OpportunityCall",
    "adjust",
    "begin",
    "call_back",
    "files_of",
    "lock",
    "may_call",
    "may_lead",
    "opened",
    "part_of_note",
    "part_of_numbers",
    "part_of_opportunity",
    "send_back",
    "submit",
    "wrong_numbers",
]  # fmt: skip

NUMBERS: Mapping[CallKind, str] = {CallKind.PIPELINE: "new_business", CallKind.RENEWALS: "renewals"}
NOTHING: Mapping[str, Any] = MappingProxyType({})
ORDER = "Commit is at most what is most likely, and that at most best."


def files_of(workspace: Workspace) -> ForecastFiles:
    """The calls that whoever looks may see."""
    return ForecastFiles.within(workspace)


def opened(files: ForecastFiles, call: CallRef) -> Opened[CallFile]:
    """What somebody says of a quarter, as the file says it now."""
    return files.open(CallFile, call.file, call.person_id)


def begin(files: ForecastFiles, person_id: str, quarter: Quarter, actor: CallActor, today: date) -> CallRef:
    """Begin the next call of a quarter, with what was said in the last one. Raises StepNotAllowed."""
    _own(actor, person_id)
    with files.alone(person_id, "call") as folder:
        # A folder of which the ledger says nothing is of a beginning that was cut off: it is begun now.
        held = [(one, files.standing(one).state) for one in files.calls(person_id, str(quarter))]
        before = [one for one, state in held if state is not CallState.NEW]
        if held and held[-1][1] in (CallState.OPEN, CallState.SUBMITTED):
            raise StepNotAllowed("There is a call already that is not locked: go on with that.")
        cut_off = held[-1][0] if held and held[-1][1] is CallState.NEW else None
        call = cut_off or CallRef(person_id, str(quarter), held[-1][0].number + 1 if held else 1)
        make_folder(folder / call.name)
        _write(folder, call, CallEvent.BEGIN, actor, today)
    if before and (said := opened(files, before[-1]).plan.opportunities):
        files.edit(CallFile, call.file, person_id, lambda plan: replace(plan, opportunities=said), actor.name)
    return call


def part_of_opportunity(opportunity_id: str) -> PlanPart[CallFile, OpportunityCall]:
    """What is said of one opportunity, as a part of the file; one of which nothing is said stands nowhere."""
    own = entry("opportunities", opportunity_id)

    def put(plan: CallFile, said: OpportunityCall) -> CallFile:
        found: CallFile = own.put(plan, None if said.says_nothing else said)
        return found

    return PlanPart(lambda plan: plan.said_of(opportunity_id), put)


def part_of_numbers(kind: CallKind) -> PlanPart[CallFile, CalledNumbers]:
    """The numbers of one kind, as a part of the file."""
    name = NUMBERS[kind]
    return PlanPart(lambda plan: getattr(plan, name), lambda plan, said: replace(plan, **{name: said}))


def part_of_note() -> PlanPart[CallFile, CallNote]:
    """What is to be known of the whole call, as a part of the file."""
    return PlanPart(lambda plan: plan.note, lambda plan, said: replace(plan, note=said))


def wrong_numbers(said: CalledNumbers, kind: CallKind, items: Sequence[CallItem]) -> str:
    """Why numbers cannot be called; empty where they can."""
    named = numbers_of(one for one in items if one.kind is kind and not one.key.startswith(BEYOND))
    found = said.over(named)
    return "" if found is None or found.in_order else ORDER


def submit(
    files: ForecastFiles, call: CallRef, seen: CallStanding, items: Sequence[CallItem], actor: CallActor, today: date,
    known: date | None = None,
) -> CallStanding:  # fmt: skip
    """Hand a call in: from now on it rests on what it rests on today, whatever is loaded later. `known`: the last day
    of the data it rests on.

    Raises StepNotAllowed, PlanNotSaved."""
    _own(actor, call.person_id)
    raw = frozen_bytes(items)
    content = content_of(raw)
    said = {kind: numbers_of(one for one in items if one.kind is kind) for kind in CallKind}
    if not all(one.in_order for one in said.values()):
        raise StepNotAllowed(ORDER)
    about: dict[str, object] = {kind.value: list(numbers) for kind, numbers in said.items()}
    if known is not None:
        about[KNOWN] = known.isoformat()
    with files.alone(call.person_id, call.ledger) as folder:
        _as_seen(files, call, seen, CallEvent.SUBMIT)
        # First what it rests on, then that it was submitted: whoever is killed between has submitted nothing.
        swap(folder / call.frozen(content), raw)
        _write(folder, call, CallEvent.SUBMIT, actor, today, about, content)
        return files.standing(call)


def call_back(
    files: ForecastFiles, call: CallRef, seen: CallStanding, actor: CallActor, today: date
) -> CallStanding:  # fmt: skip
    """Take a submitted call back, to change it. Raises StepNotAllowed, PlanNotSaved."""
    _own(actor, call.person_id)
    return _step(files, call, seen, CallEvent.CALL_BACK, actor, today)


def send_back(
    files: ForecastFiles, call: CallRef, seen: CallStanding, actor: CallActor, tree: Reporting, why: str, today: date
) -> CallStanding:  # fmt: skip
    """Give a submitted call back to its seller, who reads why. Raises StepNotAllowed, PlanNotSaved."""
    _leads(actor, call.person_id, tree)
    _reason(why)
    return _step(files, call, seen, CallEvent.SEND_BACK, actor, today, {"why": why.strip()})


def adjust(
    files: ForecastFiles, call: CallRef, seen: CallStanding, actor: CallActor, tree: Reporting, kind: CallKind,
    to: Numbers, why: str, today: date,
) -> CallStanding:  # fmt: skip
    """Say other numbers beside a seller's call, which stays as it is. Raises StepNotAllowed, PlanNotSaved."""
    _leads(actor, call.person_id, tree)
    _reason(why)
    if not to.in_order:
        raise StepNotAllowed(ORDER)
    was = seen.said.get(kind, Numbers())
    about = {"kind": kind.value, "from": list(was), "to": list(to), "why": why.strip()}
    return _step(files, call, seen, CallEvent.ADJUST, actor, today, about)


def lock(
    files: ForecastFiles, call: CallRef, seen: CallStanding, actor: CallActor, tree: Reporting, today: date
) -> CallStanding:  # fmt: skip
    """Lock what was submitted, for good. Raises StepNotAllowed, PlanNotSaved."""
    _leads(actor, call.person_id, tree)
    if files.submitted(call, seen).problem:
        raise StepNotAllowed("What it was submitted with is not there as it was: send it back to be submitted again.")
    return _step(files, call, seen, CallEvent.LOCK, actor, today)


def _step(
    files: ForecastFiles, call: CallRef, seen: CallStanding, event: CallEvent, actor: CallActor, today: date,
    about: Mapping[str, Any] | None = None,
) -> CallStanding:  # fmt: skip
    with files.alone(call.person_id, call.ledger) as folder:
        _as_seen(files, call, seen, event)
        _write(folder, call, event, actor, today, about or {}, seen.content)
        return files.standing(call)


def _write(
    folder: Path, call: CallRef, event: CallEvent, actor: CallActor, today: date, about: Mapping[str, Any] = NOTHING,
    content: str = "",
) -> None:  # fmt: skip
    """One line of the call's ledger, which names the call, so that it can be told from one that was copied there."""
    said = {"on": today.isoformat(), CALL_KEY: call.id, **about}
    ledger.add(folder / call.ledger, actor.name, event, said, content, moment_of(today))


def _as_seen(files: ForecastFiles, call: CallRef, seen: CallStanding, event: CallEvent) -> None:
    """Whoever calls holds the lock: of two that decide at once, one is told."""
    now = files.standing(call)
    if now.last != seen.last:
        raise StepNotAllowed("Somebody else did something with this call meanwhile: look at it, and try again.")
    CALL.after(now.state.value, event.value)


def _own(actor: CallActor, person_id: str) -> None:
    if not actor.name.strip():
        raise PlanNotSaved("Nothing is saved without a name: say who you are first.")
    if not may_call(actor, person_id):
        raise ChangeNotAllowed("A call is made by whose it is: a manager adjusts it beside.")


def _leads(actor: CallActor, person_id: str, tree: Reporting) -> None:
    if not actor.name.strip():
        raise PlanNotSaved("Nothing is saved without a name: say who you are first.")
    if not may_lead(actor, person_id, tree):
        raise ChangeNotAllowed("A call is adjusted and locked by who leads its seller.")


def _reason(why: str) -> None:
    if not why.strip():
        raise StepNotAllowed("Say why: nobody remembers it later.")
