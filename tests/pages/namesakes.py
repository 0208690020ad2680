"""A company in which all have a namesake: accounts, people, colleagues, contracts, answers, opportunities, products."""

from pathlib import Path

from steward.plans.customer.success_plan import FILE as SUCCESS
from steward.plans.customer.success_plan import Goal, SuccessPlan
from steward.plans.files.store import Plans
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.plans.internal.strategy import MapView, Strategy
from steward.warehouse.loading.load import load
from tests.homes import home

TABLES = {
    "people": """
        person_id | name    | role            | region | manager_id
        P1        | Ann Lee | Account manager | North  | M1
        P2        | Ann Lee | Sales engineer  | South  | M2
        M1        | Max Orr | Lead            | North  |
        M2        | Max Orr | Lead            | South  |
        """,
    "products": "product_id | name\nwan | Link\nlan | Link",
    "accounts": """
        account_id | name      | owner_id | region
        A1         | Alder Ltd | P1       | South
        A2         | Alder Ltd | P2       | South
        A3         | Birch     | P1       | North
        """,
    "contacts": """
        contact_id | account_id | name    | title
        K1         | A1         | Ann Lee | CFO
        K2         | A1         | Ann Lee | CIO
        K3         | A2         | Ann Lee | CFO
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | contract_id
        s1              | A1         | wan        | 60000 | 2024-01-01 | C1
        s2              | A1         | lan        | 500   | 2024-01-01 | C2
        s3              | A2         | wan        | 700   | 2024-01-01 | C3
        s4              | A3         | wan        | 900   | 2024-01-01 | C4
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days
        C1          | A1         | 2024-01-01 | 2026-12-31 | 30
        C2          | A1         | 2024-01-01 | 2026-12-31 | 30
        C3          | A2         | 2024-01-01 | 2026-12-31 | 30
        C4          | A3         | 2024-01-01 | 2026-11-30 | 30
        """,
    "opportunities": """
        opportunity_id|name|stage|status|amount|account_id|product_id|kind|probability|opened_on|close_on|owner_id
        o1|More|first|open|100|A1|wan|upsell|0.4|2026-08-01|2026-11-15|P1
        o2|More|first|open|200|A1|wan|upsell|0.4|2026-08-01|2026-11-15|P2
        o3|More|first|open|300|A2|wan|upsell|0.4|2026-08-01|2026-11-15|P2
        """,
    "nps_responses": """
        response_id | account_id | contact_id | score | sent_on    | answered_on | comment
        n1          | A1         | K1         | 3     | 2026-08-01 | 2026-08-02  | From the first
        n2          | A1         | K2         | 3     | 2026-08-01 | 2026-08-02  | From the second
        n3          | A2         | K3         | 3     | 2026-08-01 | 2026-08-02  | From the other company
        """,
    "targets": "person_id | quarter | new_mrr\nP1 | 2026-Q3 | 100\nP2 | 2026-Q3 | 300",
    "activities": "activity_id | account_id | happened_at | kind | contact_id\na1 | A1 | 2026-08-01 09:00 | call | K1",
}


def namesakes(folder: Path) -> Path:
    """The company, loaded, with a plan for its first account."""
    load(home(folder, **TABLES))
    held = Plans.whole(folder / "account_plans")
    goals = (Goal(id="g1", title="Grow"), Goal(id="g2", title="Grow"))
    held.save(held.open(SuccessPlan, SUCCESS, "A1"), SuccessPlan(account_id="A1", goals=goals), "Somebody")
    maps = (MapView(id="m1", name="Board"), MapView(id="m2", name="Board"))
    held.save(held.open(Strategy, STRATEGY, "A1"), Strategy(account_id="A1", maps=maps), "Somebody")
    return folder
