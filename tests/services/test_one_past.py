"""A quarter says the same whenever it is looked at, a running one is told up to the last day known."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.customer.subject import subject
from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.opportunities.events import WEEK
from steward.briefings.internal.renewals.renewal import WrittenPlans, joined
from steward.briefings.internal.scope.book import Book, book_of
from steward.domain.renewals import Category
from steward.domain.retention import Cohort
from steward.exhibits import AVAILABILITY, Figure, Table
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.renewals import RenewalForecast, Renewals
from steward.services.topics import account_figures, of_account, of_book
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.workspace import Workspace
from tests.homes import home, loaded, loaded_once, opened_once

ACCOUNTS = """
    account_id | name     | owner_id
    A1         | Staying  | P1
    A2         | Leaving  | P1
    A3         | Unowned  |
"""
PEOPLE = "person_id | name\nP1 | Jo\nP2 | Max"
SUBSCRIPTIONS = """
    subscription_id | account_id | product_id | mrr  | starts_on  | ends_on
    s1              | A1         | wan        | 1000 | 2025-01-01 |
    s2              | A2         | wan        | 500  | 2025-01-01 | 2026-02-10
    s3              | A3         | wan        | 300  | 2025-01-01 |
    s4              | A3         | lan        | 100  | 2026-08-01 |
    s5              | A1         | lan        | 200  | 2025-09-10 |
"""
SURVEYS = "response_id | account_id | score | contact_id | sent_on | answered_on\n" + "\n".join(
    f"{account}{number} | {account} | {score} | {account}c{number} | {day} | {day}"
    for account, day, scores in (
        ("A1", "2026-02-01", (9, 9, 9, 7, 7)),
        ("A2", "2026-02-01", (0, 0, 0, 0, 0)),
        ("A1", "2026-05-01", (9, 9, 9, 9, 7)),
    )
    for number, score in enumerate(scores, start=1 if day < "2026-03" else 11)
)
TARGETS = "person_id | quarter | new_mrr\nP1 | 2026-Q3 | 400"
OPPORTUNITIES = """
    opportunity_id|name|stage|status|amount|account_id|kind|probability|opened_on|close_on|closed_on|owner_id
    w1|In August|s|won|100|A1|upsell||2026-05-01|2026-08-20|2026-08-20|P1
    w2|In September|s|won|150|A1|upsell||2026-05-01|2026-09-20|2026-09-20|P1
    w3|Of Max|s|won|70|A1|upsell||2026-05-01|2026-08-05|2026-08-05|P2
    o1|Open|s|open|300|A1|upsell|0.5|2026-05-01|2026-09-25||P1
"""
RUNNING = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-08-31\n'


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The quarter runs: everything is complete to 31 August, the CRM tells of September already."""
    workspace = home(
        tmp_path_factory.mktemp("running"), RUNNING, accounts=ACCOUNTS, people=PEOPLE, subscriptions=SUBSCRIPTIONS,
        nps_responses=SURVEYS, targets=TARGETS, opportunities=OPPORTUNITIES,
    )  # fmt: skip
    loaded_once(workspace)
    return book_of(opened_once(workspace), "2026-Q3")


def figures(book: Book, folder: Path) -> dict[str, Figure]:
    return {one.id: one for area in of_book(book, PlanCache(Plans.whole(folder))) for one in area.figures}


def test_a_score_of_the_past_is_that_of_its_own_quarter(running: Book, tmp_path: Path) -> None:
    """Q1 2026: of ten answers three promoters and five detractors, −20. Beta left since; Q2 still says so."""
    first, second = (book_of(running.warehouse, label) for label in ("2026-Q1", "2026-Q2"))
    score = figures(first, tmp_path)["nps.score"]
    assert score.value == -20 == book_briefing(first).figure("book.nps").value
    assert figures(second, tmp_path)["nps.score"].previous == score.value


def test_a_running_quarter_is_held_against_no_whole_one(running: Book, tmp_path: Path) -> None:
    assert not running.is_over
    assert [key for key, one in figures(running, tmp_path).items() if one.previous is not None] == []


def test_what_was_won_since_is_neither_open_nor_missing(running: Book, tmp_path: Path) -> None:
    """Target 400; won 100 in August and 150 in September: 150 are missing, 300 are open, so they cover it twice."""
    found = figures(running, tmp_path)
    assert found["targets.to_win"].value == 150
    assert found["pipeline.coverage"].value == 2.0
    assert found["pipeline.coverage"].receipt.as_of == date(2026, 9, 20)


def test_what_somebody_without_target_and_account_won_is_named(running: Book, tmp_path: Path) -> None:
    assert "€70 more without a target" in figures(running, tmp_path)["targets.attainment"].note


def test_what_nobody_owns_grows_with_the_base(running: Book, tmp_path: Path) -> None:
    """From 1,200 + 300 to 1,200 + 400."""
    assert figures(running, tmp_path)["targets.base_growth"].value == pytest.approx(100 / 1500 * 100)


def test_one_account_has_one_nrr(running: Book, tmp_path: Path) -> None:
    """Twelve months to 31 August began with 1,000; at the end of September a year before it was 1,200 already."""
    about = subject(running.warehouse, "A1", "2026-Q3")
    told = {one.id: one for one in account_figures(about, of_account(about, PlanCache(Plans.whole(tmp_path))))}
    assert told["account.nrr"].value == told["book.nrr"].value == pytest.approx(120)


def test_a_company_of_one_month_has_figures(tmp_path: Path) -> None:
    subscriptions = "subscription_id|account_id|product_id|mrr|starts_on\ns1|A1|wan|100|2026-08-05"
    activities = "activity_id|account_id|happened_at|kind\na1|A1|2026-08-06|call"
    warehouse = loaded(tmp_path, RUNNING, accounts=ACCOUNTS, subscriptions=subscriptions, activities=activities)
    assert figures(book_of(warehouse), tmp_path)["book.nrr"].why


def test_the_first_quarter_of_the_sample_has_figures(sample_home: Path) -> None:
    workspace = Workspace.whole(sample_home)
    warehouse = opened_once(workspace)
    for quarter in sorted(warehouse.quarters)[:2]:
        areas = of_book(book_of(warehouse, str(quarter)), PlanCache(Plans.whole(workspace.plans)))
        assert all(area.brief.headline for area in areas)


def test_a_call_made_later_was_not_known_then(tmp_path: Path) -> None:
    contracts = "contract_id|account_id|starts_on|ends_on\nC1|A1|2025-01-01|2026-12-31"
    subscriptions = "subscription_id|account_id|product_id|mrr|starts_on|contract_id\ns1|A1|wan|100|2025-01-01|C1"
    warehouse = loaded(tmp_path, accounts=ACCOUNTS, contracts=contracts, subscriptions=subscriptions)
    call = RenewalForecast(contract="C1", category=Category("will churn"), set_on=date(2026, 9, 1))
    written = WrittenPlans(renewals={"A1": Renewals(account_id="A1", calls=(call,))})

    def category(quarter: str) -> object:
        book = book_of(warehouse, quarter)
        (one,) = joined(book, book_rows.book(warehouse, quarter), written)
        return one.category

    assert category("2026-Q2") is None
    assert category("2026-Q3") == "will churn"


def test_single_accounts_have_a_base_and_no_target(running: Book, tmp_path: Path) -> None:
    about = subject(running.warehouse, "A1", "2026-Q3")
    area = next(one for one in of_account(about, PlanCache(Plans.whole(tmp_path))) if one.key == "targets")
    told = {one.id: one for one in area.figures}
    assert (told["targets.attainment"].value, told["targets.attainment"].note) == (None, "")
    assert told["targets.base_growth"].value == 0
    for table in area.exhibits:
        if isinstance(table, Table):
            assert all(row[1:5] == (None, None, None, None) for row in table.rows), table.id


def test_whoever_won_something_stands_in_a_row(running: Book, tmp_path: Path) -> None:
    """Max has neither a target nor an account."""
    area = next(one for one in of_book(running, PlanCache(Plans.whole(tmp_path))) if one.key == "targets")
    people = next(one for one in area.exhibits if one.id == "targets.by_person")
    assert isinstance(people, Table)
    assert {row[0]: row[2] for row in people.rows}["Max"] == 70


def test_what_waits_and_how_stages_were_passed_is_told_of_the_present(sample_home: Path) -> None:
    workspace = Workspace.whole(sample_home)
    warehouse, plan_cache = opened_once(workspace), PlanCache(Plans.whole(workspace.plans))
    then, now = (
        {one.id for area in of_book(book_of(warehouse, label), plan_cache) for one in area.exhibits}
        for label in ("2026-Q2", "2026-Q3")
    )
    assert now - then >= {"pipeline.stages", "pipeline.waiting"}


def test_a_health_set_later_does_not_count_then(sample_home: Path) -> None:
    workspace = Workspace.whole(sample_home)
    warehouse, plan_cache = opened_once(workspace), PlanCache(Plans.whole(workspace.plans))
    overrides = [
        next(one.value for area in of_book(book_of(warehouse, label), plan_cache)
             for one in area.figures if one.id == "health.overrides")
        for label in ("2025-Q1", "2026-Q3")
    ]  # fmt: skip
    assert overrides == [0, 5]


def test_a_week_has_seven_days(running: Book) -> None:
    assert [
        one.day for one in opportunity_rows.events(running.warehouse, date(2026, 8, 20) - WEEK, date(2026, 8, 20))
    ] == [date(2026, 8, 20)]
    assert (date(2026, 8, 20) - (date(2026, 8, 20) - WEEK)).days == 6


def test_whoever_was_on_a_free_trial_is_no_customer_lost() -> None:
    """Three paid and two still do; the fourth never paid."""
    members = Cohort.of((Decimal(a), Decimal(b)) for a, b in ((10, 12), (5, 5), (8, 0), (0, 0)))
    assert (members.paying, members.staying, members.logos) == (3, 2, pytest.approx(200 / 3))


@pytest.mark.parametrize(
    ("value", "text"), [(100, "100.000"), (99.99957, "99.999"), (99.9994, "99.999"), (99.95, "99.950"), (None, "–")]
)
def test_availability_is_never_rounded_up_to_all(value: float | None, text: str) -> None:
    assert AVAILABILITY.text(value).removesuffix("\N{NARROW NO-BREAK SPACE}%") == text
