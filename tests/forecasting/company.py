"""A small company of two sellers and who leads them: what tests of calls begin with."""

from datetime import date
from pathlib import Path

from steward.briefings.internal.scope.book import Book, acting_book
from steward.domain.forecasting.rights import CallActor
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.forecast import CallRef
from steward.plans.internal.forecast_files import ForecastFiles
from steward.plans.internal.forecast_states import CallStanding
from steward.services.forecast import acting, desk
from steward.services.forecast.desk import ForecastBook, PersonForecast
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-08\n'
TODAY = date(2026, 10, 8)
TABLES = {
    "people": """
        person_id | name       | role            | manager_id | region  | email
        P1        | Ann Owner  | account manager | P3         | Nordics | ann@example.com
        P2        | Bo Seller  | account manager | P3         | DACH    | bo@example.com
        P3        | Max Boss   | manager         | P4         | DACH    | max@example.com
        P4        | Lea Leader | executive       |            |         | lea@example.com
        """,
    "accounts": """
        account_id | name | owner_id
        X1         | Acme | P1
        X2         | Bolt | P2
        """,
    "products": """
        product_id | name
        VOI        | Voice
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on
        C1          | X1         | 2025-01-01 | 2026-12-31
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on  | contract_id
        S1              | X1         | VOI        | 800 | 2025-01-01 | C1
        S2              | X2         | VOI        | 900 | 2025-01-01 |
        """,
    "targets": """
        person_id | quarter | new_mrr
        P1        | 2026-Q4 | 500
        P2        | 2026-Q4 | 400
        """,
    "opportunities": """
        opportunity_id|name|stage|status|amount|account_id|kind|forecast_category|opened_on|close_on|closed_on|owner_id|next_step
        O1|More seats|offer|open|250.10|X1|upsell|Commit|2026-05-04|2026-11-20||P1|Sign
        O2|Second site|offer|open|100|X1|upsell|BestCase|2026-05-04|2026-12-01||P1|
        O3|Voice everywhere|talks|open|300|X2|upsell|Commit|2026-06-01|2026-10-01||P2|
        O4|Later|talks|open|999|X2|upsell|Commit|2026-06-01|2027-02-01||P2|
        O5|Won already|won|won|50|X2|upsell|Closed|2026-06-01|2026-10-02|2026-10-02|P2|
        """,
}  # fmt: skip


SALESFORCE = """OwnerId,Quarter,ForecastCategoryName,OwnerOnlyAmount,ForecastAmount
P1,2026-Q4,Commit,250.10,200
P2,2026-Q4,Commit,1300,1300
"""
SOURCES = '[forecasting_items]\nfile = "ForecastingItem.csv"\npreset = "salesforce"\n'


def company(folder: Path, **tables: str) -> Workspace:
    """It, loaded, with the CRM's own forecast as Salesforce exports it."""
    workspace = home(folder, SETTINGS, **{**TABLES, **tables})
    (workspace.data / "ForecastingItem.csv").write_text(SALESFORCE, encoding="utf-8")
    (workspace.data / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return loaded_once(workspace)


def book_of(workspace: Workspace) -> Book:
    """The book as it is now."""
    return acting_book(opened_once(workspace))


def briefed(workspace: Workspace) -> ForecastBook:
    """Everybody's forecast that may be seen."""
    book = book_of(workspace)
    return desk.of_whom(book, PlanCache(Plans.within(workspace)), "company")


def person(workspace: Workspace, person_id: str) -> PersonForecast:
    """One of us."""
    return briefed(workspace).source.people[person_id]


ANN, BO, MAX, LEA = (CallActor(name, key) for name, key in (
    ("Ann Owner", "P1"), ("Bo Seller", "P2"), ("Max Boss", "P3"), ("Lea Leader", "P4"),
))  # fmt: skip


def begun(workspace: Workspace, who: CallActor = ANN) -> CallRef:
    """A call that is open."""
    return acting.begin(acting.files_of(workspace), who.person_id, briefed(workspace).period, who, TODAY)


def submitted(workspace: Workspace, who: CallActor = ANN) -> tuple[ForecastFiles, CallRef, CallStanding]:
    """A call that was handed in as the opportunities are."""
    call, files = begun(workspace, who), acting.files_of(workspace)
    source = briefed(workspace).source
    items = source.people[who.person_id].open_items
    return files, call, acting.submit(files, call, files.standing(call), items, who, TODAY, source.known)


def locked(workspace: Workspace, who: CallActor = ANN, by: CallActor = MAX) -> CallRef:
    """A call that is locked."""
    files, call, seen = submitted(workspace, who)
    acting.lock(files, call, seen, by, briefed(workspace).source.tree, TODAY)
    return call
