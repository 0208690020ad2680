"""`decisions.toml`: what leadership decided of a team, a region or the company; `decisions.jsonl`: what became of it.

Words stand in the file, states in the ledger. Neither is of one account, so both lie in the company's folder; they are
written by whoever leads, not by an administrator alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from steward.domain.access.scope import Role
from steward.domain.team.deciding import DecisionStanding, DecisionState
from steward.errors import ChangeNotAllowed, StepNotAllowed
from steward.plans.files.keys import Record, colleague, day, ident, many, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened
from steward.workflow.ledger import Ledger
from steward.workflow.machine import Transition, Workflow

FILE, LEDGER = "decisions.toml", "decisions.jsonl"
LEADS = frozenset((Role.MANAGER, Role.LEADERSHIP, Role.ADMINISTRATOR))
"""Who may record a decision and say what became of it."""
NEW, RECORD, DONE, DROP = "new", "recorded", "done", "dropped"
S = DecisionState
_STATES = {one.value: one for one in DecisionState}
DECISION = Workflow(
    "decision",
    NEW,
    (
        Transition(RECORD, (NEW,), S.OPEN.value),
        Transition(DONE, (S.OPEN.value,), S.DONE.value),
        Transition(DROP, (S.OPEN.value,), S.DROPPED.value),
    ),
)


@dataclass(frozen=True, kw_only=True)
class LeadershipDecision(Record):
    """What leadership decided in a review of a team, a region or the company."""

    id: str = ident()
    decision: str = text("Decision", "What is to be done, in a sentence.", required=True)
    owner: str = colleague("Owner", "Which of us sees to it.", required=True)
    due: date | None = day("By when", "The day by which it is done.", required=True)
    about: str = text("About", "Whom it was decided of: `company`, `team:<person_id>`, `person:<person_id>` or "
                      "`region:<name>`; empty = the company.")  # fmt: skip
    account: str = text("Account", "The account_id of the account it is about, where it is about one.")
    quarter: str = text("Quarter", "The quarter that was reviewed, such as 2026-Q3.")
    decided_on: date | None = day("Decided on", "The day of the review.", goes_along=True)
    note: str = text("Note", "What else was said.")


@dataclass(frozen=True, kw_only=True)
class DecisionsFile:
    """The whole file. `account_id` is `_company`: it is of no one account."""

    account_id: str
    decisions: tuple[LeadershipDecision, ...] = many(
        LeadershipDecision, "Decisions of leadership", "What was decided of a team, a region or the company."
    )


class DecisionFiles(CompanyFiles):
    """The company's folder as those who lead may write in it."""

    def to_change(self, account_id: str) -> Path:
        """The company's folder to write decisions in. Raises ChangeNotAllowed."""
        if not self.scope.roles & LEADS:
            raise ChangeNotAllowed("Decisions of leadership are recorded by whoever leads a team.")
        return self.of(account_id)


def open_decisions(plans: Path) -> Opened[DecisionsFile]:
    """What was decided, as the file says it now. `plans`: the folder `account_plans/`."""
    return CompanyFiles.whole(plans).open(DecisionsFile, FILE, COMPANY)


def standings(ledger: Ledger, until: date | None = None) -> Mapping[str, DecisionStanding]:
    """Where each decision stands, by its id: the fold of the ledger, of a past day of what had happened by then. What
    cannot have happened is passed over."""
    states: dict[str, str] = {}
    found: dict[str, DecisionStanding] = {}
    for event in ledger.events:
        key, happened = str(event.about.get("decision", "")), _day(event.about.get("on")) or event.at.date()
        if until and event.event != RECORD and happened > until:
            continue
        try:
            states[key] = DECISION.after(states.get(key, NEW), event.event)
        except StepNotAllowed:
            continue
        state = _STATES[states[key]]
        on = None if state is S.OPEN else happened
        found[key] = DecisionStanding(state, on, event.who, str(event.about.get("why", "")))
    return found


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
