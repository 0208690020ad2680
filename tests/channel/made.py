"""A small company that sells with partners: what tests of the channel begin with."""

from datetime import UTC, datetime
from pathlib import Path

from steward.briefings.internal.channel.book import ChannelBook
from steward.briefings.internal.scope.book import Book, acting_book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.channel import book as channel
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-08\n'
NOON = datetime(2026, 10, 8, 12, tzinfo=UTC)
TABLES = {
    "people": """
        person_id | name      | role
        P1        | Ann Owner | account manager
        P2        | Max Boss  | manager
        """,
    "partners": """
        partner_id | name   | kind  | parent_partner_id | program | manager_id
        T1         | Tideal | TSD   |                   |         | P2
        A1         | Agenta | agent | T1                | Select  | P2
        R1         | Resell | reseller |                |         |
        """,
    "products": """
        product_id | name  | family | list_mrr
        VOI        | Voice | Voice  | 100
        SEC        | Wall  | Security | 50
        """,
    "accounts": """
        account_id | name | owner_id | partner_id
        X1         | Acme | P1       |
        X2         | Bolt | P1       | A1
        X3         | Cove | P1       |
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | quantity | starts_on
        S1              | X1         | VOI        | 800 | 10       | 2025-01-01
        S2              | X2         | VOI        | 900 | 10       | 2025-01-01
        S3              | X3         | SEC        | 300 | 6        | 2025-01-01
        """,
    "charges": """
        account_id | month      | amount | kind
        X2         | 2026-08-01 | 900    | recurring
        X2         | 2026-08-01 | 50     | usage
        X2         | 2026-09-01 | 900    | recurring
        X2         | 2026-09-01 | -100   | credit
        X3         | 2026-09-01 | 300    | recurring
        """,
    "opportunities": """
        opportunity_id|name|stage|status|amount|account_id|product_id|opened_on|closed_on|partner_id
        O1|More seats|offer|open|250|X1|VOI|2026-05-04||
        O2|First|won|won|100|X2|VOI|2026-01-01|2026-02-01|
        O3|Second|lost|lost|100|X1|VOI|2026-01-01|2026-03-01|
        """,
    "partner_roles": """
        account_id | partner_id | role      | share | from_on    | to_on
        X3         | R1         | of record |       | 2026-09-01 |
        X3         | A1         | sourced   | 50    |            |
        """,
    "partner_registrations": """
        registration_id | partner_id | account_id | state    | submitted_on | family | protected_until
        D1              | R1         | X1         | approved | 2026-08-01   | Voice  | 2026-10-15
        D2              | A1         | X3         | submitted | 2026-10-07  | Security |
        """,
    "commission_statements": """
        partner_id | account_id | month      | amount | base
        A1         | X2         | 2026-08-01 | 135    | 900
        A1         | X2         | 2026-09-01 | 135    | 900
        R1         | X3         | 2026-09-01 | 36     | 300
        """,
}  # fmt: skip
COMMISSION = """account_id = "_company"
[registration]
protect_days = 60
decide_hours = 16

[[plans]]
id = "all"
basis = "mrc"
percent = 12

[[plans]]
id = "select"
basis = "mrc"
percent = 15
program = "Select"
"""


def company(folder: Path, commission: str = COMMISSION, **tables: str) -> Workspace:
    """It, loaded, with its commission plans."""
    workspace = loaded_once(home(folder, SETTINGS, **{**TABLES, **tables}))
    place = workspace.plans / "_company"
    place.mkdir(parents=True)
    if commission:
        (place / "commission_plans.toml").write_text(commission, encoding="utf-8")
    return workspace


def book_of(workspace: Workspace) -> Book:
    """The book as it is now."""
    return acting_book(opened_once(workspace))


def briefed(workspace: Workspace, filters: Filters = EVERYTHING) -> ChannelBook:
    """What is told of its partners."""
    cache = PlanCache(Plans.within(workspace), lambda: NOON)
    return channel.brief(book_of(workspace), filters, cache)
