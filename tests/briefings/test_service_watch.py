"""Service watch, told by hand: budgets and when they are used up, chronic sites, credits, tickets by age and owner."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.customer.service.service import service
from steward.briefings.customer.subject import subject
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.service.budgets import BudgetState, budgets
from steward.briefings.internal.service.watch import ServiceWatch, service_todos, service_watch
from steward.briefings.internal.todo import Reason
from steward.exhibits import Table
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows
from steward.workspace import Workspace
from tests.examples import first
from tests.homes import loaded, opened_once

ACCOUNTS = """
    account_id | name  | owner_id
    A1         | Alpha | P1
    A2         | Beta  | P1
"""
PEOPLE = "person_id | name\nP1 | Jo Our\nP2 | Mo Desk"
SUBSCRIPTIONS = """
    subscription_id | account_id | product_id | mrr  | starts_on  | site_id
    s1              | A1         | wan        | 1000 | 2025-01-01 | hq
    s2              | A1         | wan        | 500  | 2025-01-01 | plant
    s3              | A1         | wan        | 300  | 2025-01-01 | branch
    s4              | A2         | lan        | 900  | 2025-01-01 | yard
"""
SITES = """
    site_id | account_id | name
    hq      | A1         | Head office
    plant   | A1         | Plant
    branch  | A1         | Branch
    yard    | A2         | Yard
"""
LEVELS = "product_id | availability_target\nwan | 99.9"
INCIDENTS = """
    incident_id | account_id | started_at          | restored_at         | site_id | product_id | cause  | credit
    i1          | A1         | 2026-07-10 10:00:00 | 2026-07-10 10:40:00 | hq      | wan        | Fibre  |
    i2          | A1         | 2026-08-10 10:00:00 | 2026-08-10 10:40:00 | hq      | wan        | Power  |
    i3          | A1         | 2026-09-10 10:00:00 | 2026-09-10 10:40:00 | hq      | wan        | Router |
    i4          | A1         | 2026-07-11 10:00:00 | 2026-07-11 11:00:00 | plant   | wan        | Fibre  | 40
    i5          | A1         | 2026-08-11 10:00:00 | 2026-08-11 11:00:00 | plant   | wan        | Water  | 25
    i6          | A1         | 2026-09-11 10:00:00 | 2026-09-11 11:00:00 | plant   | wan        | Water  |
    i7          | A1         | 2026-09-12 10:00:00 | 2026-09-12 11:40:00 | branch  | wan        |        |
    i8          | A2         | 2026-05-01 10:00:00 | 2026-05-01 10:30:00 | yard    | lan        | Moles  | 10
    i9          | A2         | 2026-09-02 10:00:00 |                     | yard    | lan        | Moles  |
"""
TICKETS = """
    ticket_id | account_id | opened_at        | closed_at        | queue      | subject      | satisfaction | owner_id
    t1        | A1         | 2026-09-30 08:00 |                  | support    | New          |              | P2
    t2        | A1         | 2026-09-23 08:00 |                  | support    | A week old   |              |
    t3        | A2         | 2026-08-01 08:00 |                  | accounting | Old          |              | P2
    t4        | A2         | 2026-09-29 08:00 | 2026-09-30 08:00 | support    | Done         | 4            | P2
    t5        | A2         | 2026-09-29 08:00 | 2026-10-02 08:00 | support    | Done later   |              | P1
    t6        | A2         | 2026-10-01 08:00 |                  | support    | Not yet here |              | P1
"""
FULL = {
    "accounts": ACCOUNTS, "people": PEOPLE, "subscriptions": SUBSCRIPTIONS, "sites": SITES, "service_levels": LEVELS,
    "incidents": INCIDENTS, "tickets": TICKETS,
}  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("service"), **FULL)


def _rows(book: Book, *only: str) -> list[book_rows.BookRow]:
    rows = book_rows.book(book.warehouse, str(book.quarter))
    return [row for row in rows if not only or row.account_id in only]


def _brief(warehouse: Warehouse, *only: str, quarter: str | None = None) -> ServiceWatch:
    book = book_of(warehouse, quarter)
    return service_watch(book, _rows(book, *only))


def _values(brief: ServiceWatch) -> dict[str, object]:
    return {figure.id.removeprefix("service_watch."): figure.value for figure in brief.figures}


def _of(table: Table | None, column: str) -> list[object]:
    assert table is not None
    place = [one.name for one in table.columns].index(column)
    return [row[place] for row in table.rows]


def test_the_figures_by_hand(warehouse: Warehouse) -> None:
    """92 days of 1,440 minutes and four lines; 120 + 180 + 100 minutes lost, one outage without an end; repairs
    (3 × 40 + 3 × 60 + 100) / 7."""
    found = _values(_brief(warehouse))
    minutes = 4 * 92 * 1440
    assert found["availability"] == pytest.approx((minutes - 400) / minutes * 100)
    assert found["outages"] == 8
    assert found["mttr"] == pytest.approx(400 / 7)
    assert (found["breaches"], found["near_misses"], found["chronic_sites"]) == (1, 2, 3)
    assert found["credits"] == 65
    assert found["open_tickets"] == 4


def test_a_site_is_near_from_seventy_percent_and_over_from_a_hundred(warehouse: Warehouse) -> None:
    """92 days at 99.9 % allow 132.48 minutes: 120 are 90.6 %, 180 are 135.9 %, 100 are 75.5 %."""
    brief = _brief(warehouse)
    assert _of(brief.near_misses, "Site") == ["Head office", "Branch"]
    assert _of(brief.near_misses, "Used") == [pytest.approx(90.58, abs=0.01), pytest.approx(75.48, abs=0.01)]
    assert brief.near_misses is not None
    assert brief.near_misses.title == "2 near misses; Head office with 12\N{NO-BREAK SPACE}min to spare"
    assert _of(brief.breaches, "Site") == ["Plant"]


def test_the_day_it_is_used_up_needs_a_pace(warehouse: Warehouse) -> None:
    """Q4 has 92 days and allows 132.48 minutes a line. 180 minutes in 92 days pass that on day 68, 7 December; 120
    never do; one outage is no pace. All three lines: 400 minutes in 92 days pass 397.44 on day 92, the last."""
    brief = _brief(warehouse)
    assert _of(brief.breaches, "At this pace") == ["used up by 7 Dec 2026"]
    assert _of(brief.near_misses, "At this pace") == ["not in Q4 2026", "too few outages to say"]
    assert _of(brief.burn, "Used") == [pytest.approx(400 / 397.44 * 100)]
    assert _of(brief.burn, "At this pace") == ["used up by 31 Dec 2026"]
    assert brief.burn is not None and brief.burn.title == "At this pace Alpha breaches on wan in Q4 2026"


def test_in_a_running_quarter_what_is_lost_already_counts(tmp_path: Path) -> None:
    """As of 31 August 80 and 120 minutes are gone and 62 days have passed. The quarter allows 132.48; the three months
    to then hold two outages at each site, which is no pace, but four over all sites: 200 minutes in 92 days, 197.44 of
    397.44 left: passed on day 91, after the quarter."""
    settings = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-08-31\n'
    warehouse = loaded(tmp_path, settings, **FULL)
    brief = _brief(warehouse, quarter="2026-Q3")
    assert set(_of(brief.breaches, "At this pace") + _of(brief.near_misses, "At this pace")) == {
        "too few outages to say"
    }
    assert _of(brief.burn, "At this pace") == ["not in Q3 2026"]


RUNNING = """
    incident_id | account_id | started_at          | restored_at         | site_id | product_id
    i1          | A1         | 2026-06-10 10:00:00 | 2026-06-10 11:30:00 | hq      | wan
    i2          | A1         | 2026-06-20 10:00:00 | 2026-06-20 11:30:00 | hq      | wan
    i3          | A1         | 2026-08-10 10:00:00 | 2026-08-10 11:00:00 | hq      | wan
    i4          | A1         | 2026-06-11 10:00:00 | 2026-06-11 12:20:00 | plant   | wan
    i5          | A1         | 2026-06-21 10:00:00 | 2026-06-21 12:20:00 | plant   | wan
    i6          | A1         | 2026-07-11 10:00:00 | 2026-07-11 11:00:00 | plant   | wan
    i7          | A1         | 2026-06-01 10:00:00 | 2026-06-01 20:00:00 | branch  | wan
    i8          | A1         | 2026-08-01 10:00:00 | 2026-08-01 11:00:00 | branch  | wan
"""


def test_a_site_inside_its_limit_that_will_not_stay_there_is_named_with_the_day(tmp_path: Path) -> None:
    """As of 31 August 62 days allow 89.28 minutes and the quarter 132.48; each site lost 60, which is 67.2 %.

    Head office: 240 minutes in 92 days, 72.48 left: passed on day 28, 28 September. Plant: 340 minutes: passed on day
    20. Branch lost most, through two outages, which are no pace."""
    settings = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-08-31\n'
    warehouse = loaded(tmp_path, settings, **{**FULL, "incidents": RUNNING})
    brief = _brief(warehouse, quarter="2026-Q3")
    assert _of(brief.soon, "Site") == ["Plant", "Head office"]
    assert _of(brief.soon, "Will be over by") == [date(2026, 9, 20), date(2026, 9, 28)]
    assert _of(brief.soon, "Used") == [pytest.approx(60 / 89.28 * 100)] * 2
    assert brief.soon is not None and brief.soon.keys == ("A1", "A1")
    assert brief.soon.title == (
        "2 sites inside the limit will be over it at this pace, the first: Plant by 20 Sep 2026"
    )
    assert brief.near_misses is None and brief.breaches is None


def test_no_site_is_said_to_be_heading_over_that_is_near_or_over_already(warehouse: Warehouse) -> None:
    brief = _brief(warehouse)
    assert brief.soon is None
    assert brief.burn is not None
    assert "No site under 70 % now will be over in Q4 2026 at its own pace." in brief.burn.note


def test_a_site_is_chronic_by_number_or_by_a_cause_that_comes_again(warehouse: Warehouse) -> None:
    brief = _brief(warehouse)
    assert _of(brief.chronic, "Site") == ["Plant", "Head office", "Yard"]
    assert _of(brief.chronic, "90 days") == [3, 3, 1]
    assert _of(brief.chronic, "Cause that came again") == ["Water (2 times)", None, "Moles (2 times)"]


def test_credits_are_those_recorded_and_the_mrr_of_lines_in_breach_stands_beside_them(warehouse: Warehouse) -> None:
    brief = _brief(warehouse)
    assert _of(brief.credits, "Account") == ["Alpha", "Beta"]
    assert _of(brief.credits, "Credits of the quarter") == [Decimal(65), Decimal(0)]
    assert _of(brief.credits, "Credits in a year") == [Decimal(65), Decimal(10)]
    assert _of(brief.credits, "MRR in breach") == [Decimal(500), None]
    assert _of(brief.credits, "MRR near miss") == [Decimal(1300), None]


def test_tickets_open_on_the_day_by_queue_age_and_owner(warehouse: Warehouse) -> None:
    """On 30 September t1 is 0 days old, t5 1 (it was closed later), t2 7, t3 60; t4 is closed, t6 not there yet."""
    brief = _brief(warehouse)
    assert brief.ages is not None
    assert brief.ages.categories == ("Support", "Accounting")
    assert {one.name: one.values for one in brief.ages.series} == {
        "Up to 2 days": (2, 0), "3 to 7 days": (1, 0), "Over 30 days": (0, 1),
    }  # fmt: skip
    assert [row[:5] for row in brief.queues.rows] == [("Support", 3, 1, 7, 1), ("Accounting", 1, 60, 60, 0)]  # type: ignore[union-attr]
    assert _of(brief.tickets, "Subject") == ["Old", "A week old", "Done later", "New"]
    assert _of(brief.tickets, "Owner") == ["Mo Desk", "Nobody yet", "Jo Our", "Mo Desk"]
    assert [row[:2] for row in brief.owners.rows] == [("Nobody yet", 1), ("Mo Desk", 2), ("Jo Our", 1)]  # type: ignore[union-attr]


def test_one_account_is_told_alone(warehouse: Warehouse) -> None:
    brief = _brief(warehouse, "A2")
    found = _values(brief)
    assert (found["breaches"], found["near_misses"], found["chronic_sites"], found["open_tickets"]) == (0, 0, 1, 2)
    assert brief.burn is None, "nothing is agreed for its product"
    assert brief.figure("service_watch.mttr").why == "No outage was repaired in this quarter."


def test_tickets_without_owners_say_so(tmp_path: Path) -> None:
    tickets = "\n".join(line.rpartition("|")[0] for line in TICKETS.strip().splitlines())
    brief = _brief(loaded(tmp_path, **{**FULL, "tickets": tickets}))
    assert brief.owners is None
    assert brief.tickets is not None and "owner_id" in brief.tickets.note
    assert "Owner" not in [column.name for column in brief.tickets.columns]


@pytest.mark.parametrize("feed", first(1, ["tickets", "incidents", "service_levels"]))
def test_without_a_feed_its_figures_say_why_and_the_rest_stays(feed: str, tmp_path: Path) -> None:
    brief = _brief(loaded(tmp_path, **{name: table for name, table in FULL.items() if name != feed}))
    unknown = [figure for figure in brief.figures if figure.value is None]
    assert unknown and {figure.why for figure in unknown} == {f"No {feed.replace('_', ' ')} feed is loaded."}
    assert [one.feed for one in brief.missing] == [feed]
    assert len(unknown) == {"incidents": 7, "service_levels": 2, "tickets": 1}[feed]


def test_a_product_down_longer_than_agreed_is_one_breach_that_stands_for_its_sites(warehouse: Warehouse) -> None:
    """400 minutes of 397: with the plant far over its own, and two sites that are close."""
    book = book_of(warehouse)
    (one,) = service_todos(book, _rows(book))
    assert one.reason is Reason.BREACH and one.account_id == "A1"
    said = one.words.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert said == "wan: 100.6 % of the allowed downtime used, and again by 31 Dec 2026 at the pace of three months"
    assert one.at_stake == 1800 and one.due == date(2026, 12, 31)


def test_a_site_over_its_limit_is_a_breach_and_one_that_is_close_a_near_miss(tmp_path: Path) -> None:
    """Against 99.89 % the product is inside, the plant over, and the head office close."""
    book = book_of(loaded(tmp_path, **{**FULL, "service_levels": "product_id | availability_target\nwan | 99.89"}))
    breach, near = service_todos(book, _rows(book))
    assert (breach.reason, near.reason) == (Reason.BREACH, Reason.NEAR_MISS)
    assert breach.words.startswith("wan, Plant: 123.") and "wan, Head" not in breach.words
    assert (breach.at_stake, breach.due) == (500, date(2026, 12, 14))
    assert near.words.startswith("wan, Head office: 82.") and near.at_stake == 1000


def test_the_book_is_its_accounts_together_and_agrees_with_what_each_customer_sees(sample_home: Path) -> None:
    book = book_of(opened_once(Workspace.whole(sample_home)))
    rows = _rows(book)
    whole = {figure.id: figure.value for figure in service_watch(book, rows).figures}
    single = [service_watch(book, [row]).figures for row in rows]
    for key in ("outages", "breaches", "near_misses", "chronic_sites", "open_tickets"):
        values = [figure.value or 0 for found in single for figure in found if figure.id == f"service_watch.{key}"]
        assert whole[f"service_watch.{key}"] == sum(values), key
    found = budgets(book, {row.account_id: row for row in rows})
    missed = {one.row.account_id for one in found.products if one.state is BudgetState.BREACHED}
    assert missed == {
        row.account_id for row in rows if service(subject(book.warehouse, row.account_id)).products_missed
    }
    assert len(missed) >= 2


@pytest.mark.parametrize("quarter", ["2023-Q4", "2024-Q2", "2024-Q4"])
def test_the_queue_of_a_company_nobody_here_made_up(quarter: str, ravenstack: Path, real: Path) -> None:
    """Counted again from the file itself: opened by the quarter's end and not closed by then; opened in the quarter."""
    book = book_of(opened_once(Workspace.whole(ravenstack)), quarter)
    brief = service_watch(book, _rows(book))
    with (real / "ravenstack" / "ravenstack_support_tickets.csv").open(encoding="utf-8") as file:
        days = [(row["submitted_at"][:10], row["closed_at"][:10].strip()) for row in csv.DictReader(file)]
    end = str(book.as_of)
    waiting = [opened for opened, closed in days if opened <= end and (not closed or closed > end)]
    assert brief.figure("service_watch.open_tickets").value == len(waiting)
    opened = sum(str(book.quarter.start) <= opened <= end for opened, _ in days)
    assert brief.queues is not None and brief.queues.rows[0][5] == opened > 100
    assert brief.figure("service_watch.availability").why == "No incidents feed is loaded."
    assert brief.owners is None


def test_lines_that_name_no_site_are_counted_as_no_site(tmp_path: Path) -> None:
    """One outage of 200 minutes, of 129 that 99.9 % allow a line in the quarter."""
    warehouse = loaded(
        tmp_path, 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\n',
        accounts="account_id | name\nA1 | Steadily Growing",
        subscriptions="subscription_id | account_id | product_id | mrr | starts_on\nS1 | A1 | wan | 900 | 2025-01-01",
        service_levels="product_id | availability_target\nwan | 99.9",
        incidents="incident_id | account_id | product_id | started_at | restored_at\n"
        "I1 | A1 | wan | 2026-08-01 10:00:00 | 2026-08-01 13:20:00",
    )  # fmt: skip
    found = _brief(warehouse)
    assert found.headline.startswith("Lines that name no site over the agreed downtime in Q3 2026")
    assert found.breaches and found.breaches.title.startswith("Lines that name no site down longer than agreed: 1")


@pytest.mark.parametrize(("credit", "said"), [("", "No credit is recorded; "), ("0", "€0 credited in a year; ")])
def test_no_credit_recorded_is_not_a_credit_of_nothing(tmp_path: Path, credit: str, said: str) -> None:
    incidents = f"""
        incident_id | account_id | started_at       | restored_at      | site_id | product_id | credit
        i1          | A1         | 2026-07-10 10:00 | 2026-07-11 10:00 | hq      | wan        | {credit}
        """
    told = _brief(loaded(tmp_path, **{**FULL, "incidents": incidents}))
    assert told.credits is not None and told.credits.title == f"{said}€1,000 MRR of lines in breach"
    assert (_values(told)["credits"] is None) == (credit == "")
