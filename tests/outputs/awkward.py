"""Two companies made awkward on purpose: one with all that is easily counted twice or forgotten, one just begun."""

from pathlib import Path

from tests.homes import home, loaded_once

LEFT, OF_ONE_NAME, UNOWNED, PARENT, NEGATIVE = "A4", "A2", "A3", "A5", "A8"
"""Who left in January with a contract to December; one of two of a name; whom nobody looks after; whose children are
customers too; who is owed more than they pay."""

TABLES = {
    "people": """
        person_id | name     | role            | region | manager_id
        P1        | Ann Lee  | Account manager | North  | M1
        P2        | Ann Lee  | Account manager | South  | M1
        M1        | Max Orr  | Lead            | North  |
        """,
    "products": "product_id | name | list_mrr\nwan | Link | 800\nlan | Switch | 300\nvoip | Voice | 100",
    "accounts": """
        account_id | name      | owner_id | region | parent_id | segment | industry
        A1         | Alder Ltd | P1       | South  |           | large   | Retail
        A2         | Alder Ltd | P2       | South  |           | large   | Retail
        A3         | Birch     |          | North  |           | small   | Media
        A4         | Cedar     | P1       | North  |           | small   | Retail
        A5         | Elm       | P1       |        |           | large   | Media
        A6         | Elm North | P2       | North  | A5        | small   | Media
        A7         | Elm South |          | South  | A5        | small   | Retail
        A8         | Fir       | P2       | North  |           | small   | Media
        A9         | Gorse     | P2       | North  |           | small   | Media
        """,
    "sites": "site_id | account_id | name\nS1 | A1 | Leeds\nS2 | A1 | York\nS3 | A5 | Bath\nS4 | A4 | Hull",
    "contacts": """
        contact_id | account_id | name     | title           | reports_to_id | left_on
        K1         | A1         | Jo Marsh | Chief Executive |               |
        K2         | A1         | Jo Marsh | Buyer           | K1            |
        K3         | A2         | Jo Marsh | Chief Executive |               |
        K4         | A4         | Vi Stone | Buyer           |               | 2026-01-15
        K5         | A6         | Al Reed  | Chief Executive |               |
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | ends_on    | contract_id | site_id
        s1              | A1         | wan        | 60000 | 2024-01-01 |            | C1          | S1
        s2              | A1         | lan        | 500   | 2025-09-10 |            | C2          | S2
        s3              | A2         | wan        | 700   | 2024-01-01 |            | C3          |
        s4              | A3         | wan        | 900   | 2024-01-01 |            | C4          |
        s5              | A4         | wan        | 400   | 2024-01-01 | 2026-01-31 | C5          | S4
        s6              | A5         | wan        | 5000  | 2025-01-01 |            | C6          | S3
        s7              | A6         | lan        | 300   | 2025-01-01 |            | C7          |
        s8              | A7         | lan        | 200   | 2026-08-01 |            |             |
        s9              | A8         | wan        | 250   | 2024-01-01 |            | C8          |
        s10             | A8         | lan        | -300  | 2025-03-01 |            | C8          |
        s12             | A9         | wan        | 800   | 2024-01-01 | 2026-01-31 | C9          |
        s11             | A3         | lan        | -100  | 2024-06-01 |            | C4          |
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        C1          | A1         | 2024-01-01 | 2026-12-15 | 30          | yes
        C2          | A1         | 2025-09-10 | 2027-03-31 | 60          | no
        C3          | A2         | 2024-01-01 | 2026-09-15 | 30          | no
        C4          | A3         | 2024-01-01 | 2026-12-31 | 60          |
        C5          | A4         | 2024-01-01 | 2026-12-15 | 30          | no
        C6          | A5         | 2025-01-01 | 2026-08-31 | 90          | yes
        C7          | A6         | 2025-01-01 | 2027-01-31 | 90          | no
        C9          | A9         | 2024-01-01 | 2026-08-31 | 30          | no
        C8          | A8         | 2024-01-01 | 2026-12-31 | 60          | no
        """,
    "charges": "charge_id | account_id | month | amount | product_id | kind\n"
    + "\n".join(
        f"c{account}{month} | {account} | 2026-{month:02}-01 | {amount} | wan | {kind}"
        for month in range(1, 10)
        for account, amount, kind in (("A1", 60500, "recurring"), ("A3", -80, "credit"), ("A5", 5000, "recurring"))
    ),
    "usage": "account_id | product_id | day | used | committed\n"
    + "\n".join(f"{one} | wan | 2026-{m:02}-15 | {m * 10} | 100" for m in range(4, 10) for one in ("A1", "A5")),
    "service_levels": "product_id | availability_target | account_id\nwan | 99.9 |\nlan | 99.5 | A1",
    "incidents": """
        incident_id|account_id|started_at|restored_at|site_id|product_id|severity|credit
        i1|A1|2026-08-02 10:00|2026-08-02 19:00|S1|wan|high|120
        i2|A1|2026-09-02 10:00|2026-09-02 10:20|S1|wan|low|
        i3|A4|2026-08-05 10:00|2026-08-05 12:00|S4|wan|low|
        i4|A5|2026-09-29 10:00||S3|wan|high|
        """,
    "tickets": """
        ticket_id|account_id|opened_at|closed_at|queue|priority|satisfaction|owner_id
        t1|A1|2026-08-02 10:00|2026-08-03 10:00|network|high|4|P1
        t2|A3|2026-09-20 10:00||network|low||
        t3|A4|2026-07-20 10:00||billing|low||P1
        """,
    "opportunities": """
        opportunity_id|name|stage|status|amount|account_id|product_id|kind|probability|opened_on|close_on|closed_on|owner_id
        o1|More|first|open|100|A1|lan|upsell|0.4|2026-08-01|2026-11-15||P1
        o2|More|first|open|200|A1|wan|upsell|0.4|2026-08-01|2026-09-15||P2
        o3|More|first|open|300|A2|wan|upsell|0.4|2026-08-01|2026-11-15||P2
        o4|Back again|first|open|400|A4|wan|upsell|0.2|2026-08-01|2026-12-15||P1
        o5|Renewal|first|open|5200|A5|wan|renewal|0.8|2026-05-01|2026-08-31||P1
        o6|Nobody's|first|open|150|A3|wan|cross-sell||2026-08-01|2026-12-15||
        w1|Won|done|won|500|A1|lan|cross-sell||2026-05-01|2026-08-10|2026-08-10|P1
        w2|Lost|done|lost|250|A7|wan|cross-sell||2026-05-01|2026-08-12|2026-08-12|P2
        """,
    "nps_responses": """
        response_id | account_id | contact_id | score | sent_on    | answered_on
        n1          | A1         | K1         | 3     | 2026-08-01 | 2026-08-02
        n2          | A1         | K2         | 9     | 2026-08-01 | 2026-08-02
        n3          | A2         | K3         | 10    | 2026-08-01 | 2026-08-02
        n4          | A4         | K4         | 2     | 2026-08-01 | 2026-08-02
        n5          | A6         | K5         |       | 2026-08-01 |
        """,
    "activities": """
        activity_id | account_id | happened_at      | kind | contact_id | person_id
        a1          | A1         | 2026-08-01 09:00 | call | K1         | P1
        a2          | A6         | 2026-02-01 09:00 | call | K5         | P2
        a3          | A4         | 2026-01-10 09:00 | call | K4         | P1
        """,
    "targets": "person_id | quarter | new_mrr | base_growth | retention\nP1 | 2026-Q3 | 1000 | 0.05 | 0.95\n"
    "P2 | 2026-Q3 | 300 | |\nP1 | 2026-Q4 | 2000 | |",
}


def awkward(folder: Path) -> Path:
    """The company in which everything is odd, loaded."""
    loaded_once(home(folder, **TABLES))
    return folder


def one_month(folder: Path) -> Path:
    """A company of which one month is known."""
    loaded_once(home(
        folder,
        people="person_id | name\nP1 | Ann Lee",
        accounts="account_id | name | owner_id\nA1 | Alder Ltd | P1",
        subscriptions="subscription_id|account_id|product_id|mrr|starts_on|contract_id\ns1|A1|wan|60000|2026-09-01|C1",
        contracts="contract_id|account_id|starts_on|ends_on|notice_days\nC1|A1|2026-09-01|2026-11-30|30",
        activities="activity_id|account_id|happened_at|kind\na1|A1|2026-09-06|call",
    ))  # fmt: skip
    return folder
