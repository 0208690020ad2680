"""New owners and splits as files that Salesforce imports: each once, written down in `exports.jsonl` as it goes.

An account is confirmed once an import shows its new owner; until then it is told as waiting, and taken out again only
where somebody asks for all of it."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from steward.briefings.internal.books.briefing import BooksBriefing
from steward.domain.books.moving import credit_on
from steward.domain.books.plan import Assignment
from steward.domain.books.states import AT_WORK, MOVES, TransferState
from steward.domain.clocks import moment_of
from steward.errors import PlanNotFound, PlanNotSaved
from steward.exhibits import day_text, listed
from steward.exhibits.wording import counted
from steward.plans.company.books import BookFiles, open_books
from steward.plans.files.store import COMPANY, Plans
from steward.workflow import ledger
from steward.workflow.booking import FOLDER, year_name

OWNERS = ("Id", "OwnerId")
SPLITS = ("OpportunityId", "SplitOwnerId", "SplitPercentage", "SplitTypeId", "SplitNote")
OWNER, SPLIT = "owner exported", "split exported"
NOT_YET = "The plan is not published yet."
NOTHING = "Nothing waits: all of it went out, or came back in an import."
NAMED = 3
Kind = TypeVar("Kind")


def exports_of(fy: str) -> str:
    """What was exported of a year's books, below the company's folder."""
    return f"{FOLDER}/{year_name(fy)}/exports.jsonl"


@dataclass(frozen=True)
class OwnerExport:
    """An account whose new owner the CRM is to have. `exported_on`: when it went into a file; `confirmed`: an import
    shows it."""

    move: Assignment
    exported_on: date | None
    confirmed: bool


def owners_of(plans: Plans, brief: BooksBriefing) -> tuple[OwnerExport, ...]:
    """Every account that moves by a published plan, agreed by both managers."""
    if brief.plan.state not in AT_WORK:
        return ()
    went = _went(plans, brief.source.fy, OWNER)
    return tuple(
        OwnerExport(
            one, went.get(f"{one.account_id}>{one.to_id}"),
            one.account_id in brief.source.rows and brief.source.rows[one.account_id].owner_id == one.to_id,
        )
        for one in brief.plan.moves
        if brief.plan.states.get(one.account_id) in MOVES
    )  # fmt: skip


def owners_waiting(plans: Plans, brief: BooksBriefing) -> tuple[OwnerExport, ...]:
    """Those that are in no file yet, and that the CRM does not have; of who is a customer no more nothing goes, nor of
    what the CRM gave to a third meanwhile."""
    return tuple(
        one for one in owners_of(plans, brief)
        if one.exported_on is None and not one.confirmed and _is_as_planned(brief, one.move)
    )  # fmt: skip


def _is_as_planned(brief: BooksBriefing, one: Assignment) -> bool:
    """Whether an account is with one of the two whom its move is between."""
    row = brief.source.rows.get(one.account_id)
    return row is not None and (row.owner_id or "") in (one.from_id, one.to_id)


def why_no_owners(plans: Plans, brief: BooksBriefing) -> str:
    """Why there is no file of owners; empty where there is one."""
    if brief.plan.state not in AT_WORK:
        return NOT_YET
    return "" if owners_waiting(plans, brief) else NOTHING


def owners_file(plans: Plans, brief: BooksBriefing, who: str) -> bytes:
    """The owners that wait, written down before they are handed over. Raises PlanNotFound where none does,
    PlanNotSaved."""
    keys = {f"{one.move.account_id}>{one.move.to_id}": one.move for one in owners_waiting(plans, brief)}
    taken = _taken(plans, brief, OWNER, keys, who)
    return _csv(OWNERS, ((one.account_id, one.to_id) for one in taken))


def _splits(brief: BooksBriefing) -> Iterator[tuple[str, str, str]]:
    """Of each opportunity that is held over, who is credited with how much on the day of the change."""
    moves = {
        one.account_id: one
        for one in brief.plan.moves
        if brief.plan.states.get(one.account_id) in MOVES and _is_as_planned(brief, one)
    }
    held = {one.opportunity_id for one in brief.plan.holdovers}
    for sale in brief.source.sales:
        if sale.opportunity_id in held and (one := moves.get(sale.account_id)) is not None:
            shared = credit_on(brief.plan.credits, sale.account_id, one.to_id, brief.source.effective_on)
            for person_id, percent in shared.items():
                yield sale.opportunity_id, person_id, f"{percent:.2f}"


def why_no_splits(plans: Plans, brief: BooksBriefing) -> str:
    """Why there is no file of splits; empty where there is one."""
    if brief.plan.state not in AT_WORK:
        return NOT_YET
    found = {key for key, _, _ in _splits(brief)}
    if not found:
        return "No opportunity stays with whom it was."
    return "" if found - set(_went(plans, brief.source.fy, SPLIT)) else NOTHING


def splits_file(plans: Plans, brief: BooksBriefing, who: str) -> bytes:
    """How the credit of what is held over is split: of each opportunity 100 %. Raises as `owners_file`."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for sale, person_id, percent in _splits(brief):
        rows.setdefault(sale, []).append((person_id, percent))
    went = _went(plans, brief.source.fy, SPLIT)
    waiting = {key: (key, parts) for key, parts in rows.items() if key not in went}
    taken = _taken(plans, brief, SPLIT, waiting, who)
    kind = open_books(plans.folder, brief.source.fy).plan.plan.split_type
    until = {one.opportunity_id: one.until for one in brief.plan.holdovers}
    return _csv(
        SPLITS,
        (
            (key, person_id, percent, kind, f"Held over until {day_text(until[key])}, books of {brief.source.fy}")
            for key, parts in taken
            for person_id, percent in parts
        ),
    )


def told(plans: Plans, brief: BooksBriefing) -> tuple[str, ...]:
    """What became of the owners that were handed out."""
    found = owners_of(plans, brief)
    waits = [one for one in found if one.exported_on is not None and not one.confirmed]
    back = sum(one.confirmed for one in found)
    said = [f"{counted(back, 'new owner')} confirmed by an import."] if back else []
    if waits:
        names = listed([brief.source.account(one.move.account_id) for one in waits[:NAMED]])
        more = f" and {len(waits) - NAMED} more" if len(waits) > NAMED else ""
        said.append(f"Exported and not yet seen in an import: {names}{more}.")
    if back_to := _to_take_back(plans, brief):
        said.append(f"Exported, and staying after all: {listed(back_to)}. Put the owner back in the CRM by hand.")
    if brief.plan.state in AT_WORK and not open_books(plans.folder, brief.source.fy).plan.plan.split_type:
        said.append("No split type is named under Rules: SplitTypeId stays empty, and Salesforce asks for it.")
    return tuple(said)


def _to_take_back(plans: Plans, brief: BooksBriefing) -> list[str]:
    """Accounts whose new owner went into a file and that stay where they are since, by name."""
    went = _went(plans, brief.source.fy, OWNER)
    return [
        brief.source.account(one.account_id)
        for one in brief.plan.moves
        if brief.plan.states.get(one.account_id) is TransferState.WITHDRAWN and f"{one.account_id}>{one.to_id}" in went
    ]


def _went(plans: Plans, fy: str, event: str) -> Mapping[str, date]:
    """What went into a file, by what it was, with the last day."""
    found = ledger.read(BookFiles(plans.folder, plans.scope).of(COMPANY) / exports_of(fy))
    return {str(key): one.at.date() for one in found.events if one.event == event for key in one.about.get("what", ())}


def _taken(
    plans: Plans, brief: BooksBriefing, event: str, waiting: Mapping[str, Kind], who: str
) -> Sequence[Kind]:  # fmt: skip
    """What waits by the time it is written down, for two may export at once."""
    if not who.strip():
        raise PlanNotSaved("Say who you are first: an export is written down with a name.")
    fy = brief.source.fy
    files, path = BookFiles(plans.folder, plans.scope), exports_of(fy)
    with files.deciding(COMPANY, path) as folder:
        went = _went(plans, fy, event)
        keys = [key for key in waiting if key not in went]
        if not keys:
            raise PlanNotFound(NOTHING)
        try:
            ledger.add(folder / path, who, event, {"what": keys, "fy": fy}, "", moment_of(brief.source.today))
        except OSError as problem:
            raise PlanNotSaved(f"It could not be written down: {problem.strerror or problem}.") from problem
    return [waiting[key] for key in keys]


def _csv(columns: Sequence[str], rows: Iterator[Sequence[str]]) -> bytes:
    out = io.StringIO()
    made = csv.writer(out, lineterminator="\r\n")
    made.writerow(columns)
    made.writerows(rows)
    return out.getvalue().encode()
