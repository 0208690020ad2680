"""A company in which all have a namesake: accounts, people, colleagues, products, sites, contracts, outages, tickets,
answers, opportunities, and whatever plans hold."""

from datetime import date
from pathlib import Path

from steward.domain.stakeholders import Bond, BuyingRole, Support
from steward.plans.customer.success_plan import FILE as SUCCESS
from steward.plans.customer.success_plan import (
    Commitment,
    Goal,
    Heard,
    JointStep,
    Option,
    PlanPerson,
    Side,
    SuccessPlan,
)
from steward.plans.files.store import Plans
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.plans.internal.strategy import (
    Acquaintance,
    Action,
    Influence,
    MapView,
    Objective,
    Reading,
    Risk,
    Strategy,
    TeamMember,
    WhitespaceNote,
)
from tests.homes import home, loaded_once

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
        account_id | name      | owner_id | region | parent_id
        A1         | Alder Ltd | P1       | South  | A3
        A2         | Alder Ltd | P2       | South  | A3
        A3         | Birch     | P1       | North  |
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
    "activities": """
        activity_id | account_id | happened_at      | kind | contact_id | subject
        a1          | A1         | 2026-05-01 09:00 | call | K1         | News
        a2          | A1         | 2026-05-01 09:00 | call | K2         | News
        """,
    "sites": "site_id | account_id | name\nS1 | A1 | Leeds\nS2 | A1 | Leeds\nS3 | A2 | Leeds",
    "charges": "charge_id | account_id | month | amount | product_id | kind\n"
    + "\n".join(
        f"c{product}{month} | A1 | 2026-{month:02}-01 | 300 | {product} | recurring"
        for month in range(1, 10)
        for product in ("wan", "lan")
    ),
    "usage": "account_id | product_id | site_id | day | used | committed\n"
    + "\n".join(
        f"A1 | {product} | {site} | 2026-{month:02}-15 | {month * 10} | 95"
        for month in range(4, 10)
        for product, site in (("wan", "S1"), ("lan", "S2"))
    ),
    "service_levels": "product_id | availability_target\nwan | 99.9\nlan | 99.9",
    "incidents": """
        incident_id | account_id | started_at       | restored_at      | site_id | product_id | severity | cause
        i1          | A1         | 2026-08-02 10:00 | 2026-08-02 19:00 | S1      | wan        | high     | Power
        i2          | A1         | 2026-08-02 10:00 | 2026-08-02 19:00 | S2      | lan        | high     | Power
        i3          | A1         | 2026-09-02 10:00 | 2026-09-02 19:00 | S1      | wan        | high     | Power
        i4          | A1         | 2026-09-02 10:00 | 2026-09-02 19:00 | S2      | lan        | high     | Power
        i5          | A1         | 2026-09-12 10:00 | 2026-09-12 19:00 | S1      | wan        | high     | Power
        i6          | A1         | 2026-09-12 10:00 | 2026-09-12 19:00 | S2      | lan        | high     | Power
        """,
    "tickets": """
        ticket_id | account_id | opened_at        | closed_at | queue | priority | owner_id | subject
        t1        | A1         | 2026-06-02 10:00 |           | net   | high     | P1       | Slow
        t2        | A1         | 2026-06-02 10:00 |           | net   | high     | P2       | Slow
        t3        | A2         | 2026-06-02 10:00 |           | net   | high     | P2       | Slow
        """,
}


TWICE = ("1", "2")
DUE = date(2026, 9, 1)
AGREED = SuccessPlan(
    account_id="A1",
    goals=tuple(
        Goal(id=f"g{n}", title="Grow", baseline=1, target=9, actual=4, due=DUE, their_owner=f"K{n}") for n in TWICE
    ),
    commitments=tuple(
        Commitment(id=f"c{n}", promise="Send the report", side=side, owner=f"{who}{n}", due=DUE)
        for side, who in ((Side.OURS, "P"), (Side.THEIRS, "K"))
        for n in TWICE
    ),
    joint_plan=tuple(
        JointStep(id=f"s{n}", what="Move", starts_on=date(2026, 8, 1), due=DUE, their_owner=f"K{n}", our_owner=f"P{n}")
        for n in TWICE
    ),
    options=tuple(Option(id=f"o{n}", option=f"Line {n}", why="Less risk") for n in TWICE),
    heard=tuple(Heard(id=f"h{n}", said="Too slow", did=f"A new team of {n}", our_owner=f"P{n}") for n in TWICE),
    people=tuple(PlanPerson(id=f"K{n}") for n in TWICE),
)
OURS = Strategy(
    account_id="A1",
    objectives=tuple(Objective(id=f"b{n}", objective="Win them", owner=f"P{n}", due=DUE) for n in TWICE),
    risks=tuple(Risk(id=f"r{n}", risk="They go", mrr_at_stake=100, owner=f"P{n}", due=DUE) for n in TWICE),
    whitespace=tuple(WhitespaceNote(product=one, potential_mrr=100) for one in ("wan", "lan")),
    actions=tuple(Action(id=f"a{n}", action="Ring", owner=f"P{n}", due=DUE) for n in TWICE),
    team=tuple(TeamMember(colleague=f"P{n}", part="Looks after them", sponsors=(f"K{n}",)) for n in TWICE),
    readings=tuple(Reading(person=f"K{n}", roles=(BuyingRole.DECISION_MAKER,), support=Support.OPPOSED) for n in TWICE),
    influence=(Influence(from_person="K1", to_person="K2"), Influence(from_person="K2", to_person="K1")),
    acquaintances=tuple(Acquaintance(colleague=f"P{n}", person=f"K{n}", bond=Bond.INTRODUCED) for n in TWICE),
    maps=tuple(MapView(id=f"m{n}", name="Board") for n in TWICE),
)


def namesakes(folder: Path) -> Path:
    """The company, loaded, with a plan for its first account."""
    loaded_once(home(folder, **TABLES))
    held = Plans.whole(folder / "account_plans")
    held.save(held.open(SuccessPlan, SUCCESS, "A1"), AGREED, "Somebody")
    held.save(held.open(Strategy, STRATEGY, "A1"), OURS, "Somebody")
    return folder
