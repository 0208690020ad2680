"""A small company with two levels of managers: what tests of teams begin with."""

from pathlib import Path

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.team.source import TeamSource
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.scope import book_of
from steward.services.team import desk
from steward.workspace import Workspace
from tests.homes import followed_once, home, loaded_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-08\n'
TABLES = {
    "people": """
        person_id | name     | role            | manager_id
        P1        | Ada Top  | executive       |
        P2        | Bo Lead  | manager         | P1
        P3        | Cy Lead  | manager         | P1
        P4        | Di One   | account manager | P2
        P5        | Ed Two   | account manager | P2
        P6        | Flo Solo | account manager | P3
        """,
    "products": """
        product_id | name  | list_mrr
        LINE       | Lines | 100
        """,
    "accounts": """
        account_id | name  | owner_id | region
        A1         | Acme  | P4       | North
        A2         | Bolt  | P4       | South
        A3         | Cove  | P5       | North
        A4         | Dune  | P2       | South
        A5         | Elm   | P6       | North
        A6         | Fjord |          | South
        A7         | Gone  | P6       | South
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days
        C1          | A1         | 2024-01-01 | 2026-12-31 | 60
        C5          | A5         | 2024-01-01 | 2026-11-30 | 60
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr  | starts_on  | ends_on    | contract_id
        S1              | A1         | LINE       | 1000 | 2024-01-01 |            | C1
        S1B             | A1         | LINE       | 200  | 2026-08-01 |            |
        S2              | A2         | LINE       | 500  | 2024-01-01 |            |
        S3              | A3         | LINE       | 300  | 2024-01-01 |            |
        S3B             | A3         | LINE       | 100  | 2024-01-01 | 2026-07-15 |
        S4              | A4         | LINE       | 2000 | 2024-01-01 |            |
        S5              | A5         | LINE       | 800  | 2024-01-01 |            | C5
        S6              | A6         | LINE       | 50   | 2024-01-01 |            |
        S7              | A7         | LINE       | 400  | 2024-01-01 | 2026-05-20 |
        """,
    "nps_responses": """
        response_id | account_id | sent_on    | answered_on | score
        R1          | A1         | 2026-08-01 | 2026-08-02  | 10
        R2          | A1         | 2026-08-01 | 2026-08-02  | 9
        R3          | A1         | 2026-08-01 | 2026-08-02  | 3
        R4          | A3         | 2026-08-01 | 2026-08-02  | 10
        R5          | A3         | 2026-08-01 | 2026-08-02  | 9
        R6          | A5         | 2026-08-01 | 2026-08-02  | 1
        """,
}  # fmt: skip
FORECASTS = """account_id = "A5"
[[calls]]
contract = "C5"
category = "will churn"
on = 2026-09-01
"""
RISKS = """account_id = "A4"
[[risks]]
id = "tender"
risk = "They put it out to tender"
likelihood = "high"
mrr_at_stake = 5000
play = "Ask the board"
owner = "P2"
due = 2026-09-01
"""


def company(folder: Path) -> Workspace:
    """The company with what people wrote of two of its accounts, loaded."""
    found = loaded_once(home(folder, SETTINGS, **TABLES))
    for account_id, file, text in (("A5", "renewals.toml", FORECASTS), ("A4", "strategy.toml", RISKS)):
        place = Plans.whole(found.plans).of(account_id)
        place.mkdir(parents=True, exist_ok=True)
        (place / file).write_text(text, encoding="utf-8")
    return found


def book(workspace: Workspace, quarter: str | None = None) -> Book:
    """Its book."""
    return book_of(followed_once(workspace), quarter)


def source(workspace: Workspace, quarter: str | None = None) -> TeamSource:
    """What is told of its teams."""
    return desk.source(book(workspace, quarter), PlanCache(Plans.within(workspace)))
