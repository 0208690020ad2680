"""Two accounts with orders: one late by its carrier, one that is billed wrongly, and one that nobody placed."""

from pathlib import Path

from steward.plans.customer.delivery import FILE as TOLD
from steward.plans.files.store import Plans
from steward.plans.internal.orders import FILE
from steward.workspace import Workspace
from tests.homes import SETTINGS, home, loaded_once

TODAY = "2026-10-08"
FIRST = "2026-09-25"
TABLES = {
    "people": """
        person_id | name    | email             | role
        P1        | Ann Ode | ann@northwind.example | account manager
        P2        | Bo Lind | bo@northwind.example  | account manager""",
    "accounts": """
        account_id | name  | owner_id
        A1         | Acme  | P1
        A2         | Borax | P2""",
    "products": """
        product_id | name
        SDW        | SD-WAN
        FWM        | Firewall""",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr  | starts_on
        s1              | A1         | SDW        | 1000 | 2026-01-01
        s2              | A2         | SDW        | 500  | 2026-01-01""",
    "orders": """
        order_id | account_id | title     | state      | signed_on  | quote
        o1       | A1         | Two sites | inProgress | 2026-07-01 |
        o2       | A2         | A tower   | completed  | 2026-07-20 | A2-Q1""",
    "order_lines": """
        order_line_id|order_id|product_id|mrc|state|first_committed_on|committed_on|completed_on|accepted_on|\
billing_started_on|billing_basis
        late    | o1 | SDW | 300    | inProgress | 2026-09-25 | 2026-10-30 |            |            |            |
        leaking | o1 | FWM | 150.50 | completed  | 2026-08-10 | 2026-08-10 | 2026-08-08 | 2026-08-09 |            |
        dear    | o2 | SDW | 310    | completed  | 2026-08-13 | 2026-08-13 | 2026-08-12 | 2026-08-13 | 2026-08-13 |
        early   | o2 | FWM | 60     | completed  | 2026-09-01 | 2026-09-24 | 2026-09-24 |            | 2026-09-01 | \
acceptance
        gone    | o2 | FWM | 99     | cancelled  |            |            |            |            |            | """,
    "order_date_changes": """
        order_line_id | changed_on | was | now | reason | cause
        late | 2026-09-20 | 2026-09-25 | 2026-10-30 | zqsecretzq the duct is full | us""",
    "order_milestones": """
        order_line_id | milestone | planned_on | reached_on
        late | FOC       | 2026-08-01 | 2026-08-20
        late | installed | 2026-09-20 |
        late | accepted  | 2026-10-25 | """,
    "charges": """
        account_id | month | amount | charge_id | product_id | kind | order_line_id | invoice_id
        A1 | 2026-08-01 | 1000   | c1 | SDW | recurring |       | I-1
        A1 | 2026-09-01 | 1000   | c2 | SDW | recurring |       | I-2
        A2 | 2026-08-01 | 205.20 | c3 | SDW | recurring | dear  | I-3
        A2 | 2026-09-01 | 60     | c4 | FWM | recurring | early | I-4""",
}
"""`dear`: 19 of 31 days of 310.00 are 190.00, and 8 % too much is charged. `leaking` was due on 9 August."""
CARE = """account_id = "A1"
[[orders]]
id = "Q7"
title = "A third site"
quote = "Q7"
signed_on = 2026-10-06
[[care]]
line = "late"
cause = "carrier"
jeopardy = "No day of the carrier"
owner = "P2"
next_step = "Call its escalation desk"
due = 2026-10-12
[[care]]
line = "leaking"
jeopardy = "It is there already"
owner = "P2"
due = 2026-10-09
"""
PLACED = """account_id = "A2"
[[orders]]
id = "Q1"
title = "A tower"
quote = "Q1"
version = 2
signed_on = 2026-07-20
[[lines]]
order = "Q1"
line = "1"
product = "SDW"
mrc = 300
"""
WORDS = """account_id = "A1"
[[lines]]
line = "late"
promised_on = 2026-10-20
words = "The carrier digs."
"""


def office(folder: Path, *without: str, first: str = FIRST) -> Workspace:
    """The company, loaded, with what people wrote; `without` some of its tables. `first`: what the line `late` was
    promised for."""
    said = SETTINGS + f"today = {TODAY}\n"
    tables = {name: rows.replace(FIRST, first) for name, rows in TABLES.items() if name not in without}
    workspace = loaded_once(home(folder, said, **tables))
    plans = Plans.within(workspace)
    for account_id, name, content in (("A1", FILE, CARE), ("A2", FILE, PLACED), ("A1", TOLD, WORDS)):
        path = plans.of(account_id) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return workspace
