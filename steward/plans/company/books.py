"""`books/<fy>.toml`: the books of a fiscal year as they are planned. Who agreed, contested and approved stands in
ledgers beside it (see `steward.workflow.booking`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from steward.domain.access.scope import Role
from steward.domain.books.plan import BANDS, Assignment, Band, BookMeasure, BookPlan, CreditSplit, Holdover, Lock
from steward.domain.books.problem import EVENNESS
from steward.domain.books.states import PlanState
from steward.errors import ChangeNotAllowed
from steward.plans.files.keys import (
    Kind,
    Record,
    choice,
    colleague,
    day,
    key,
    many,
    markdown,
    number,
    one,
    text,
)
from steward.plans.files.store import COMPANY, CompanyFiles, Opened
from steward.workflow import ledger
from steward.workflow.booking import FOLDER, TransferStanding, ledger_of, plan_standing, year_name

OPEN = (PlanState.DRAFT, PlanState.BALANCED, PlanState.REVIEW)
"""The states in which what is planned may be changed."""
WEIGHTS: Mapping[str, float] = {"relationship": 1.0, "region": 1.0, "evenness": EVENNESS}
"""What a plan is weighed by where nobody says anything else."""


def file_of(fy: str) -> str:
    """The file of a fiscal year's books, below the company's folder."""
    return f"{FOLDER}/{year_name(fy)}.toml"


@dataclass(frozen=True, kw_only=True)
class BookTerms(Record):
    """What the plan is, and how it is weighed."""

    identity = ()

    fy: str = text("Fiscal year", "As its quarters begin: 2027.", required=True)
    effective_on: date | None = day("Effective on", "The day from which accounts are whose they are to be.")
    chosen: str = text("Plan", "Which of the plans that were worked out it began with.")
    seed: float | None = number("Seed", "Of two plans of one cost the same is found again; empty = 1.", low=0)
    relationship: float | None = number(
        "Relationship", "How much a relationship that a move would break weighs; empty = 1.", low=0
    )
    region: float | None = number(
        "Region", "How much an account outside the region of its owner weighs; empty = 1.", low=0
    )
    evenness: float | None = number("Evenness", "How much a book outside its bands weighs; empty = 4.", low=0)
    split_type: str = text("Split type", "The id of Salesforce’s type of splits that come to 100 %, for the file.")
    note: str = markdown("Note", "What the managers are to know.")


@dataclass(frozen=True, kw_only=True)
class BandEntry(Record):
    """How level the books are to be of one measure."""

    identity = ("measure",)

    measure: BookMeasure | None = choice(
        BookMeasure, "Measure", f"On screen: {' · '.join(each.label for each in BookMeasure)}.", required=True
    )
    percent: float | None = number("Within", "Percent either way of its fair share.", low=0, high=100)
    weight: float | None = number(
        "Weight", "How much a book outside it weighs; empty = 1 of MRR, less of others.", low=0, high=100
    )


@dataclass(frozen=True, kw_only=True)
class BookEntry(Record):
    """Somebody who has a book."""

    identity = ("person",)

    person: str = colleague("Person", "Whose book it is.", required=True)
    capacity: float | None = number("Capacity", "Share of a full book; empty = 1.", low=0, high=2)
    most_accounts: float | None = number("At most", "So many accounts, whatever is more even.", low=0)
    regions: tuple[str, ...] = key(Kind.LIST, "Regions", "The only ones accounts are taken from; empty = any.")
    segments: tuple[str, ...] = key(Kind.LIST, "Segments", "The only ones accounts are taken from; empty = any.")
    skills: tuple[str, ...] = key(Kind.LIST, "Skills", "What they know, as required of product families.")


@dataclass(frozen=True, kw_only=True)
class RequiredEntry(Record):
    """What whoever gets an account that has products of a family has to know."""

    identity = ("family", "skill")

    family: str = text("Product family", "As the products feed calls it.", required=True)
    skill: str = text("Skill", "As it is named under Books.", required=True)


@dataclass(frozen=True, kw_only=True)
class ApartEntry(Record):
    """An account that does not follow the one above it."""

    identity = ("account",)

    account: str = text("Account", "Its account_id.", required=True)
    reason: str = text("Reason", "Why not.")


@dataclass(frozen=True, kw_only=True)
class AssignmentEntry(Record):
    """An account that is to change hands, or is locked."""

    identity = ("account",)

    account: str = text("Account", "Its account_id.", required=True)
    giver: str = colleague("From", "Who has it; empty where nobody does.")
    receiver: str = colleague("To", "Who gets it; the same where it is locked.", required=True)
    reason: str = text("Reason", "Why, in a sentence.")
    lock: Lock | None = choice(Lock, "Lock", "Why it stays; only “manual” is written by people.")
    proposed_by: str = colleague("Proposed by", "Who changed it by hand; empty = as it was worked out.")


@dataclass(frozen=True, kw_only=True)
class HoldoverEntry(Record):
    """An opportunity that stays with whom it was."""

    identity = ("opportunity",)

    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "Its opportunity_id.", required=True)
    owner: str = colleague("Owner", "With whom it stays.", required=True)
    until: date | None = day("Until", "The last day.", required=True)


@dataclass(frozen=True, kw_only=True)
class CreditEntry(Record):
    """Who is credited with an account in a time."""

    identity = ("account", "person", "from_on")

    account: str = text("Account", "Its account_id.", required=True)
    person: str = colleague("Person", "Who is credited.", required=True)
    from_on: date | None = day("From", "The first day.", required=True)
    to_on: date | None = day("To", "The last day.", required=True)
    percent: float | None = number("Percent", "Of an account's credit; those of one day are 100.", low=0, high=100)


@dataclass(frozen=True, kw_only=True)
class BookFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    plan: BookTerms = one(BookTerms, "Plan", "For which year, and how it is weighed.")
    bands: tuple[BandEntry, ...] = many(BandEntry, "Bands", "How level books are to be.")
    books: tuple[BookEntry, ...] = many(BookEntry, "Books", "Who has one.")
    required: tuple[RequiredEntry, ...] = many(
        RequiredEntry, "Required skills", "What a product family asks of whoever gets the account."
    )
    apart: tuple[ApartEntry, ...] = many(ApartEntry, "Apart", "Accounts that do not follow the one above them.")
    assignments: tuple[AssignmentEntry, ...] = many(AssignmentEntry, "Assignments", "What moves, and what is locked.")
    holdovers: tuple[HoldoverEntry, ...] = many(HoldoverEntry, "Holdovers", "Opportunities that stay for a while.")
    credits: tuple[CreditEntry, ...] = many(CreditEntry, "Credit", "Who is credited while an account moves.")


class BookFiles(CompanyFiles):
    """The files of books: managers and leadership write them, too."""

    def to_change(self, account_id: str) -> Path:
        """The company's folder to write in. Raises ChangeNotAllowed."""
        if not self.scope.roles & {Role.MANAGER, Role.LEADERSHIP, Role.ADMINISTRATOR}:
            raise ChangeNotAllowed("Books are planned by managers and leadership.")
        return self.of(account_id)

    def why_not(self, file: Opened[Any]) -> str:
        """What was approved is changed by nobody: it is sent back first."""
        year = Path(file.file).stem
        found = plan_standing(ledger.read(self.of(COMPANY) / ledger_of(year)), None, date.min)
        return (
            "" if found.state in OPEN else f"The books of {year} are {found.state.label.lower()}: send them back first."
        )


def open_books(plans: Path, fy: str) -> Opened[BookFile]:
    """The file of a fiscal year as it is now. `plans`: the folder `account_plans/`."""
    return CompanyFiles.whole(plans).open(BookFile, file_of(fy), COMPANY)


def years_planned(plans: Path) -> tuple[str, ...]:
    """The fiscal years somebody planned books of, the earliest first."""
    return tuple(sorted(path.stem for path in (plans / COMPANY / FOLDER).glob("*.toml")))


def holdovers_of(file: BookFile) -> tuple[Holdover, ...]:
    """The opportunities that stay with whom they were; entries that are not whole are passed over."""
    return tuple(
        Holdover(opportunity_id=one.opportunity, owner_id=one.owner, until=one.until)
        for one in file.holdovers
        if one.opportunity and one.owner and one.until
    )


def book_plan(file: BookFile, fy: str, state: PlanState, standings: Mapping[str, TransferStanding]) -> BookPlan:
    """What the file plans, with where it stands; entries that are not whole are passed over."""
    return BookPlan(
        fy=fy, effective_on=file.plan.effective_on, state=state, weights=weights_of(file), bands=bands_of(file),
        assignments=assignments_of(file),
        holdovers=holdovers_of(file),
        credits=tuple(
            CreditSplit(
                person_id=one.person, account_id=one.account, from_on=one.from_on, to_on=one.to_on, pct=one.percent
            )
            for one in file.credits
            if one.person and one.account and one.from_on and one.to_on and one.percent is not None
        ),
        states={key: found.state for key, found in standings.items()},
    )  # fmt: skip


def weights_of(file: BookFile) -> Mapping[str, float]:
    """How it is weighed, with what holds where the file says nothing."""
    said = {name: getattr(file.plan, name) for name in WEIGHTS}
    return {name: WEIGHTS[name] if value is None else value for name, value in said.items()}


def bands_of(file: BookFile) -> tuple[Band, ...]:
    """The band of every measure."""
    said = {one.measure: one for one in file.bands if one.measure is not None and one.percent is not None}
    return tuple(
        Band(one.measure, (found.percent or 0) / 100, one.weight if found.weight is None else found.weight)
        if (found := said.get(one.measure))
        else one
        for one in BANDS
    )


def assignments_of(file: BookFile) -> tuple[Assignment, ...]:
    """What moves and what is locked."""
    return tuple(
        Assignment(
            account_id=one.account, from_id=one.giver,
            to_id=one.giver if one.lock else one.receiver, reason=one.reason,
            lock=one.lock, proposed_by=one.proposed_by,
        )
        for one in file.assignments
        if one.account and one.receiver and (one.giver or not one.lock)
    )  # fmt: skip


def entry_of(one: Assignment) -> AssignmentEntry:
    """An assignment as the file has it."""
    return AssignmentEntry(
        account=one.account_id, giver=one.from_id, receiver=one.to_id, reason=one.reason, lock=one.lock,
        proposed_by=one.proposed_by,
    )  # fmt: skip
