"""A small company in which an account changes hands: what tests of handovers begin with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from steward.briefings.internal.scope.book import Book, acting_book
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.domain.books.plan import Assignment
from steward.domain.books.states import PlanEvent, TransferEvent
from steward.domain.stakeholders import Bond, BuyingRole
from steward.plans.company.books import AssignmentEntry, BookFile, BookTerms, file_of
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import COMPANY, CompanyFiles, Plans
from steward.plans.internal import activities, handover
from steward.plans.internal.activities import ActivityKind, ActivityLog, LoggedActivity
from steward.plans.internal.handover import HandoverFile, HandoverWords, InterviewAnswer, Introduction
from steward.plans.internal.strategy import FILE, Acquaintance, Reading, Strategy
from steward.services.handover import desk
from steward.services.handover.desk import Handover
from steward.workflow import ledger
from steward.workflow.booking import ledger_of, transfer_ledger_of, way_of
from steward.workspace import Workspace
from tests.homes import followed_once, home, loaded_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-08\n'
TODAY, FY = date(2026, 10, 8), "2027"
ANN, BEA, X1 = "P1", "P2", "X1"
NAMES = {"P1": "Ann Leaving", "P2": "Bea Coming", "P3": "Cleo Other", "M1": "Max Boss", "M2": "Mia Boss"}
MOVE = Assignment(account_id=X1, from_id=ANN, to_id=BEA, reason="Closer to them.")
TABLES = {
    "people": """
        person_id | name        | role            | email               | manager_id
        M1        | Max Boss    | manager         | max@northwind.com   |
        M2        | Mia Boss    | manager         | mia@northwind.com   |
        P1        | Ann Leaving | account manager | ann@northwind.com   | M1
        P2        | Bea Coming  | account manager | bea@northwind.com   | M2
        P3        | Cleo Other  | account manager | cleo@northwind.com  | M2
        """,
    "accounts": "account_id | name | owner_id\nX1 | Acme | P1\nX2 | Bolt | P2\nX3 | Cove | P3",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | contract_id
        S1              | X1         | VPN        | 60000 | 2025-01-01 | C1
        S2              | X2         | VPN        | 900   | 2025-01-01 |
        S3              | X3         | VPN        | 900   | 2025-01-01 |
        """,
    "contracts": "contract_id | account_id | starts_on | ends_on | notice_days\nC1|X1|2025-01-01|2027-12-31|90",
    "opportunities": "opportunity_id|name|stage|status|amount|account_id|probability\nO1|Walls|offer|open|12000|X1|0.6",
    "contacts": """
        contact_id | account_id | name       | title
        K1         | X1         | Kim Buyer  | CFO
        K2         | X1         | Lou Friend | Head of IT
        K3         | X1         | Moe User   | Clerk
        """,
    "activities": "activity_id|account_id|happened_at|kind|contact_id|person_id\nA1|X1|2026-06-01 10:00|call|K2|P1",
}  # fmt: skip


def company(folder: Path, **more: str) -> Workspace:
    """With an account that both managers agreed to move, by a plan that is published and in effect."""
    made = loaded_once(home(folder, SETTINGS, **{**TABLES, **more}))
    Plans.whole(made.plans).edit(Strategy, FILE, X1, _map, "Ann")
    plan(made)
    return made


def _map(strategy: Strategy) -> Strategy:
    return replace(
        strategy,
        readings=(
            Reading(person="K1", roles=(BuyingRole.ECONOMIC_BUYER,)),
            Reading(person="K2", roles=(BuyingRole.COACH,)),
        ),
        acquaintances=(
            Acquaintance(colleague=ANN, person="K1", bond=Bond.WORKING),
            Acquaintance(colleague="P3", person="K2", bond=Bond.TRUSTED),
        ),
    )


def plan(
    made: Workspace, moves: Sequence[Assignment] = (MOVE,), effective_on: date = date(2026, 10, 1),
    *, published: bool = True, agreed: bool = True,
) -> None:  # fmt: skip
    """A plan of books with these moves, agreed by both managers."""
    entries = tuple(
        AssignmentEntry(account=one.account_id, giver=one.from_id, receiver=one.to_id, reason=one.reason)
        for one in moves
    )
    file = BookFile(account_id=COMPANY, plan=BookTerms(fy=FY, effective_on=effective_on), assignments=entries)
    CompanyFiles.whole(made.plans).edit(BookFile, file_of(FY), COMPANY, lambda _: file, "Max")
    company_folder = made.plans / COMPANY
    steps = (PlanEvent.BALANCE, PlanEvent.SEND, PlanEvent.APPROVE, PlanEvent.PUBLISH)
    for event in steps if published else steps[:2]:
        path = company_folder / ledger_of(FY)
        path.parent.mkdir(parents=True, exist_ok=True)
        ledger.add(path, "Max", event.value, at=at(9, 1))
    for one in moves if agreed else ():
        agree(made, one)


def agree(made: Workspace, one: Assignment) -> None:
    """Both managers say yes."""
    for event, side in ((TransferEvent.AGREE, "from"), (TransferEvent.AGREED, "to")):
        said(made, one, event, {"sides": [side], "person": "M1" if side == "from" else "M2"})


def said(made: Workspace, one: Assignment, event: TransferEvent, about: dict[str, object], content: str = "") -> None:
    """A line of the ledger, as if somebody had written it there."""
    path = made.plans / COMPANY / transfer_ledger_of(FY, one.account_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    ledger.add(path, "Somebody", event.value, {**about, **way_of(one)}, content, at(9, 15))


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def booked(made: Workspace) -> Book:
    """The book."""
    return acting_book(followed_once(made))


def seen(made: Workspace, account_id: str = X1) -> Handover:
    """The handover of an account as it is now."""
    return desk.of_account(booked(made), Plans.within(made), account_id)


def briefed(made: Workspace) -> desk.HandoverBook:
    return desk.brief(booked(made), EVERYTHING, PlanCache(Plans.within(made)))


def prepared(made: Workspace, *, met: bool = True) -> None:
    """Everything is told: the interview, the introductions, and the joint meeting where they `met`."""
    one = seen(made)
    file = HandoverFile(
        account_id=X1,
        about=HandoverWords(summary="Quiet and loyal."),
        answers=tuple(InterviewAnswer(question=each.id, answer=f"All of {each.id}.", by=ANN) for each in one.asked),
        introductions=(Introduction(person="K1", planned_on=date(2026, 10, 2), held_on=date(2026, 10, 2)),),
    )
    write(made, file)
    if met:
        meet(made, ANN, BEA)


def write(made: Workspace, file: HandoverFile) -> None:
    Plans.within(made).edit(HandoverFile, handover.file_of(FY), X1, lambda _: file, "Ann Leaving")


def meet(made: Workspace, *people: str) -> None:
    """A meeting with the customer on one day, which each of these logged."""
    logged = tuple(
        LoggedActivity(
            id=f"joint-{who}", kind=ActivityKind.MEETING, subject="Getting to know", on=date(2026, 10, 2),
            people=("K1",), ours=who, by=who, logged_on=date(2026, 10, 2),
        )
        for who in people
    )  # fmt: skip
    Plans.within(made).edit(
        ActivityLog, activities.FILE, X1, lambda _: ActivityLog(account_id=X1, logged=logged), "Ann Leaving"
    )
