"""What leadership decides: recorded in a file, done or dropped in a ledger, told wherever it is to be seen to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from steward.briefings.internal.decisions.listed import ListedDecision, listed
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.clocks import moment_of
from steward.errors import PlanNotFound, StepNotAllowed
from steward.plans.company import decisions as files
from steward.plans.company.decisions import (
    DECISION,
    FILE,
    LEDGER,
    NEW,
    DecisionFiles,
    DecisionsFile,
    LeadershipDecision,
    open_decisions,
    standings,
)
from steward.plans.files.changes import entry_id
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import COMPANY, Plans
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.team import members
from steward.workflow import ledger
from steward.workspace import Workspace

__all__ = [
    "COMPANY_FILES",
    "LeadershipDecision",
    "drop",
    "finish",
    "known",
    "may_decide",
    "of_book",
    "passing",
    "record",
]

COMPANY_FILES: tuple[str, ...] = (FILE, LEDGER)
"""What of the company's own it rests on."""


def of_book(book: Book, plan_cache: PlanCache) -> tuple[ListedDecision, ...]:
    """Every decision that whoever looks may see, of a past quarter those recorded by then."""
    found = known(book, plan_cache.plans)
    return tuple(one for one in found if book.knew(one.said.decided_on))


def passing(book: Book, filters: Filters, plan_cache: PlanCache) -> Iterator[ListedDecision]:
    """Those of accounts, which are asked for elsewhere, and of no account where all are asked for or its owner is."""
    everyone = not (filters.accounts or filters.regions or filters.strategic_only)
    for one in of_book(book, plan_cache):
        if one.said.account or (everyone and (not filters.owners or one.said.owner in filters.owners)):
            yield one


def known(book: Book, plans: Plans) -> tuple[ListedDecision, ...]:
    """Every decision that whoever looks may see, as it stands today."""
    file = open_decisions(plans.folder).plan
    if not file.decisions:
        return ()
    names = {one.account_id: one.name for one in book_rows.choices(book.warehouse)}
    now = standings(ledger.read(plans.folder / COMPANY / LEDGER), book.as_of if book.is_past else None)
    return listed(file, now, members(book.warehouse), names, plans.scope, book.now)


def may_decide(workspace: Workspace) -> bool:
    """Whether whoever looks may record a decision and say what became of one."""
    return bool(workspace.scope.roles & files.LEADS)


def record(workspace: Workspace, new: LeadershipDecision, who: str) -> str:
    """Write a decision down; its id. Raises StepNotAllowed, PlanNotSaved, ChangeNotAllowed."""
    if not who.strip():
        raise StepNotAllowed("Say who you are first.")
    if not new.decision.strip() or not new.owner or new.due is None:
        raise StepNotAllowed("Say what is to be done, who sees to it, and by when.")
    plans, made = DecisionFiles.within(workspace), list[str]()
    taken = set(standings(ledger.read(plans.of(COMPANY) / LEDGER)))

    def added(file: DecisionsFile) -> DecisionsFile:
        ids = [one.id for one in file.decisions]
        made[:] = [entry_id(new.decision, [*ids, *taken])]
        return replace(file, decisions=(*file.decisions, replace(new, id=made[0], decision=new.decision.strip())))

    plans.edit(DecisionsFile, FILE, COMPANY, added, who)
    _say(plans, made[0], files.RECORD, who, {}, new.decided_on)
    return made[0]


def finish(workspace: Workspace, decision_id: str, on: date, who: str) -> None:
    """It is done. Raises StepNotAllowed, PlanNotFound, PlanNotSaved, ChangeNotAllowed."""
    _end(workspace, decision_id, files.DONE, on, who)


def drop(workspace: Workspace, decision_id: str, on: date, who: str, why: str) -> None:
    """It is not done, for a reason. Raises as `finish`."""
    if not why.strip():
        raise StepNotAllowed("Say why it is dropped.")
    _end(workspace, decision_id, files.DROP, on, who, why.strip())


def _end(workspace: Workspace, decision_id: str, event: str, on: date, who: str, why: str = "") -> None:
    if not who.strip():
        raise StepNotAllowed("Say who you are first.")
    plans = DecisionFiles.within(workspace)
    if decision_id not in [one.id for one in open_decisions(plans.folder).plan.decisions]:
        raise PlanNotFound(f"There is no decision “{decision_id[:60]}”.")
    _say(plans, decision_id, event, who, {"on": on.isoformat(), **({"why": why} if why else {})}, on)


def _say(
    plans: DecisionFiles, decision_id: str, event: str, who: str, about: Mapping[str, str], on: date | None
) -> None:  # fmt: skip
    """Into the ledger, judged by it as it is then. One whose recording a crash kept out of it is recorded first."""
    with plans.alone(COMPANY, LEDGER) as folder:
        path, at = folder / LEDGER, moment_of(on) if on else None
        now = standings(ledger.read(path)).get(decision_id)
        if now is None and event != files.RECORD:
            ledger.add(path, who, files.RECORD, {"decision": decision_id}, at=at)
        state = now.state.value if now else NEW if event == files.RECORD else "open"
        DECISION.after(state, event)
        ledger.add(path, who, event, {"decision": decision_id, **about}, at=at)
