"""A small company with orders in every state, looked at on 8 October 2026, and its delivery as it is told."""

from datetime import date
from pathlib import Path

from steward.briefings.customer.delivery.delivery import Delivery, briefed
from steward.briefings.customer.delivery.line import DeliveryLine
from steward.briefings.customer.delivery.lines import delivery_lines
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import subject
from steward.plans.customer.delivery import LineWords
from steward.plans.customer.success_plan import SuccessPlan
from tests.homes import loaded

TODAY = date(2026, 10, 8)
SETTINGS = f'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = {TODAY}\n'
TABLES = {
    "accounts": "account_id | name\nA1 | Kin",
    "products": "product_id | name\nwan | Managed SD-WAN\ndia | Dedicated Internet",
    "sites": "site_id | account_id | name\nS1 | A1 | Lyon\nS2 | A1 | Gdansk",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on
        s1              | A1         | wan        | 100 | 2024-01-01
        """,
    "orders": """
        order_id | account_id | title      | state      | signed_on
        O1       | A1         | New sites  | inProgress | 2026-07-06
        O2       | A1         | Old things | completed  | 2026-06-01
        """,
    "order_lines": """
        order_line_id | order_id | product_id | site_id | mrc | state      | requested_on | first_committed_on | committed_on | completed_on | accepted_on
        moved         | O1       | dia        | S1      | 100 | inProgress | 2026-09-21   | 2026-09-25         | 2026-10-30   |              |
        waits         | O1       | wan        | S2      | 100 | held       |              | 2026-11-02         | 2026-11-02   |              |
        ready         | O1       | wan        | S1      | 100 | inProgress |              | 2026-11-20         | 2026-11-20   |              |
        over          | O1       | dia        | S2      | 100 | inProgress |              | 2026-10-01         | 2026-10-01   |              |
        undated       | O1       | wan        |         | 100 | pending    |              |                    |              |              |
        there         | O1       | wan        |         | 100 | completed  |              | 2026-09-20         | 2026-09-20   | 2026-09-18   | 2026-09-19
        late          | O1       | dia        |         | 100 | completed  |              | 2026-09-01         | 2026-09-10   | 2026-09-10   |
        gone          | O1       | wan        |         | 100 | cancelled  |              | 2026-10-20         | 2026-10-20   |              |
        failed        | O1       | wan        |         | 100 | failed     |              | 2026-10-20         | 2026-10-20   |              |
        before        | O2       | wan        |         | 100 | completed  |              | 2026-06-20         | 2026-06-20   | 2026-06-20   | 2026-06-20
        """,  # noqa: E501
    "order_date_changes": """
        order_line_id | changed_on | was        | now        | cause   | reason
        moved         | 2026-09-11 | 2026-09-25 | 2026-10-09 | carrier | zqsecret
        moved         | 2026-09-29 | 2026-10-09 | 2026-10-30 | carrier | zqsecret
        late          | 2026-08-30 | 2026-09-01 | 2026-09-10 | us      | zqsecret
        """,
    "order_milestones": """
        order_line_id | milestone       | planned_on | reached_on
        moved         | survey          | 2026-07-16 | 2026-07-21
        moved         | FOC             | 2026-08-06 | 2026-08-20
        moved         | installed       | 2026-09-05 |
        moved         | tested          | 2026-10-20 |
        ready         | survey          | 2026-07-16 | 2026-07-21
        ready         | site ready      | 2026-10-22 |
        ready         | billing started | 2026-11-20 |
        late          | accepted        | 2026-09-02 |
        """,
}
WORDS = (
    LineWords(
        line="waits", words="A trench across the yard.", need="Your yes to the works", need_by=date(2026, 10, 16)
    ),
)


def plan_subject(
    folder: Path, *words: LineWords, told_on: date | None = None, quarter: str | None = None, **tables: str
) -> PlanSubject:
    """The account, with what it is told of its lines."""
    found = subject(loaded(folder, SETTINGS, **{**TABLES, **tables}), "A1", quarter)
    return PlanSubject(found, SuccessPlan(account_id="A1"), told_on, delivery=words)


def lines(folder: Path, *words: LineWords, told_on: date | None = None, **tables: str) -> dict[str, DeliveryLine]:
    """Its lines by id."""
    return {one.line_id: one for one in delivery_lines(plan_subject(folder, *words, told_on=told_on, **tables))}


def told(folder: Path, *words: LineWords, only: tuple[str, ...] = (), told_on: date | None = None) -> Delivery:
    """The briefing; `only`: of these lines, as if there were no others."""
    about = plan_subject(folder, *words, told_on=told_on)
    return briefed(about, [one for one in delivery_lines(about) if not only or one.line_id in only])
