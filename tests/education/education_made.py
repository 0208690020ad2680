"""A small company whose customers were introduced to some of what it sells, for the tests of education."""

from pathlib import Path

from steward.briefings.internal.scope.book import Book, acting_book
from steward.plans.customer import success_plan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import COMPANY, Plans
from steward.plans.internal import education, strategy
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Us"\ncurrency = "EUR"\nas_of = 2026-06-30\nfiscal_year_starts = 1\n'
TABLES = {
    "people": "person_id | name\nP1 | Ida Falk",
    "products": """
        product_id | name     | family | use_case         | proof | material
        wan        | WAN      | Net    | Sites as one     |       | Data sheet
        lan        | LAN      | Net    |                  |       |
        sec        | Security | Sec    | Watched at night | Bank  | Demo
        """,
    "accounts": "account_id | name | industry | owner_id\nA1 | Alpha | Retail | P1\nA2 | Beta | Retail | P1",
    "contacts": """
        contact_id | account_id | name | title           | left_on
        K1         | A1         | Anna | Head of network |
        K2         | A1         | Bert | Finance         |
        K3         | A1         | Cara | Chief           | 2026-01-31
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr  | starts_on
        s1              | A1         | wan        | 1000 | 2025-01-01
        s2              | A2         | wan        | 900  | 2025-01-01
        """,
}
STRATEGY = """account_id = "A1"
[[readings]]
person = "K1"
roles = ["technical"]
[[readings]]
person = "K2"
roles = ["economic buyer"]
[[readings]]
person = "K3"
roles = ["decision maker"]
[[whitespace]]
product = "Security"
introduced_to = ["K1"]
potential_mrr = 500
"""
SUCCESS = """account_id = "A1"
[[goals]]
id = "g"
title = "No outages at night"
"""
OFFERINGS = """account_id = "_company"
[[products]]
product = "sec"
goals = ["night"]
people = ["network"]
[[products]]
product = "lan"
use_case = "Every floor"
"""


def company(folder: Path, introductions: str = "", **more: str) -> Workspace:
    """The home, loaded, with what people wrote; `more`: further tables."""
    workspace = loaded_once(home(folder, SETTINGS, **TABLES, **more))
    plans = Plans.whole(workspace.plans)
    texts = {strategy.FILE: STRATEGY, success_plan.FILE: SUCCESS, education.FILE: introductions}
    for name, text in texts.items():
        path = plans.of("A1") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text if text.startswith("account_id") else f'account_id = "A1"\n{text}')
    own = workspace.plans / COMPANY / "portfolio.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(OFFERINGS)
    return workspace


def told(contact: str, product: str, on: str, how: str) -> str:
    """An introduction as it stands in the file; `on` empty: nobody knows when."""
    day = f"on = {on}\n" if on else ""
    return f'[[introductions]]\ncontact = "{contact}"\nproduct = "{product}"\n{day}how = "{how}"\n'


def book_and_plans(workspace: Workspace) -> tuple[Book, PlanCache]:
    """The book as it is now, and the plans beside it."""
    return acting_book(opened_once(workspace)), PlanCache(Plans.whole(workspace.plans))
